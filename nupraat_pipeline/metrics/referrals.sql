-- Referrals by other helplines, as callers reported them.
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
),

lower_bounds AS (
    SELECT document_id, note FROM core.notes WHERE indicator = 'referrals' AND note = 'lower_bound'
)

SELECT
    reported.year,
    reported.helpline,
    reported.value AS referrals,
    totals.reported_total,
    CASE WHEN totals.reported_total IS NOT NULL THEN reported.value END AS share_of_reported_pct_num,
    totals.reported_total AS share_of_reported_pct_den,
    100 * share_of_reported_pct_num / nullif(share_of_reported_pct_den, 0) AS share_of_reported_pct,
    lower_bounds.note IS NOT NULL AS is_lower_bound,
    reported.period_basis
FROM reported
JOIN totals USING (year)
LEFT JOIN lower_bounds USING (document_id)
ORDER BY reported.year, reported.helpline
