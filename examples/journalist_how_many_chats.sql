-- A journalist: how many conversations were there each year, and how much is that up?
SELECT
    year,
    annual_value AS conversations,
    previous_value AS year_before,
    round(change_pct, 1) AS change_pct,
    is_disputed AS answer_contradicts_itself,
    stated_document_id AS said_in
FROM metrics.yearly_summary
WHERE indicator = 'conversations'
ORDER BY year;
