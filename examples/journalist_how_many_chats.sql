-- A journalist: how many conversations were there each year, and how much is that up?
-- Disputed: the answer prints another total too, or the months that hold now make another sum; these may be from a later
-- answer than the total is.
SELECT
    year,
    annual_value AS conversations,
    previous_value AS year_before,
    round(change_pct, 1) AS change_pct,
    is_disputed,
    stated_document_id AS said_in
FROM metrics.yearly_summary
WHERE indicator = 'conversations'
ORDER BY year;
