-- What holds now month by month: one value per indicator and month.
-- A month may stand in a series and in a sentence of its own: one of them counts, by the rules of core.current.
SELECT indicator, period_start AS month, value, unit, obs_status, is_approximate, observation_id, document_id
FROM core.current
WHERE reference_month IS NOT NULL AND category IS NULL AND base_period_start IS NULL
QUALIFY row_number() OVER (
    PARTITION BY indicator, period_start
    ORDER BY value IS NULL, is_approximate, vintage_date DESC, document_id DESC, source <> 'table', role
) = 1
ORDER BY indicator, month
