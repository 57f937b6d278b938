-- Referrals by other helplines in whole years, as callers reported them, with each helpline's share of what was reported.
WITH reported AS (
    SELECT reference_year AS year, category AS helpline, value, period_basis, document_id
    FROM core.current
    WHERE indicator = 'referrals' AND category IS NOT NULL
        AND period_start = make_date(reference_year, 1, 1) AND period_end = make_date(reference_year, 12, 31)
),

totals AS (
    SELECT year, CASE WHEN count(value) = count(*) THEN sum(value) END AS reported_total
    FROM reported
    GROUP BY year
)

SELECT
    reported.year,
    reported.helpline,
    reported.value AS referrals,
    totals.reported_total,
    reported.value AS share_of_reported_pct_num,
    totals.reported_total AS share_of_reported_pct_den,
    100 * share_of_reported_pct_num / nullif(share_of_reported_pct_den, 0) AS share_of_reported_pct,
    EXISTS (
        SELECT 1
        FROM core.notes AS note
        WHERE note.document_id = reported.document_id AND note.indicator = 'referrals' AND note.note = 'lower_bound'
    ) AS is_lower_bound,
    reported.period_basis
FROM reported
JOIN totals USING (year)
ORDER BY reported.year, reported.helpline
