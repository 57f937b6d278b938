-- A researcher: what did we know on a day, and what has been revised or withdrawn since?
SELECT
    now.indicator,
    now.period_start,
    now.period_end,
    now.category,
    before.value AS value_then,
    now.value AS value_now,
    now.is_withdrawn,
    now.document_id AS said_in
FROM core.current AS now
LEFT JOIN core.as_of(DATE '2023-12-31') AS before
    ON before.indicator = now.indicator
    AND before.period_start = now.period_start
    AND before.period_end = now.period_end
    AND before.base_period_start IS NOT DISTINCT FROM now.base_period_start
    AND before.category IS NOT DISTINCT FROM now.category
    AND before.role = now.role
WHERE (before.indicator IS NOT NULL AND before.value IS DISTINCT FROM now.value) OR now.is_withdrawn
ORDER BY now.indicator, now.period_start, now.period_end, now.category;
