-- What a build changes in what holds now, against the published file (attached as `published`): one row a change.
-- Rows of core.current are compared by what they are a value of.
SELECT
    CASE
        WHEN old.indicator IS NULL THEN 'added'
        WHEN new.indicator IS NULL THEN 'removed'
        WHEN new.value IS DISTINCT FROM old.value THEN 'revised'
        WHEN new.is_withdrawn AND NOT old.is_withdrawn THEN 'withdrawn'
        -- A provisional value that is confirmed, a hole with another reason: no revision.
        ELSE 'restated'
    END AS change,
    coalesce(new.indicator, old.indicator) AS indicator,
    coalesce(new.period_start, old.period_start) AS period_start,
    coalesce(new.period_end, old.period_end) AS period_end,
    coalesce(new.category, old.category) AS category,
    coalesce(new.role, old.role) AS role,
    old.value AS old_value,
    new.value AS new_value
FROM published.core.current AS old
FULL JOIN core.current AS new
    ON new.indicator = old.indicator
    AND new.period_start = old.period_start
    AND new.period_end = old.period_end
    AND new.base_period_start IS NOT DISTINCT FROM old.base_period_start
    AND new.base_period_end IS NOT DISTINCT FROM old.base_period_end
    AND new.category IS NOT DISTINCT FROM old.category
    AND new.role = old.role
WHERE old.indicator IS NULL
    OR new.indicator IS NULL
    OR new.value IS DISTINCT FROM old.value
    OR new.obs_status <> old.obs_status
    OR (new.is_withdrawn AND NOT old.is_withdrawn)
-- A report shows the first ones: what was read otherwise before comes before what is gone.
ORDER BY
    list_position(['revised', 'withdrawn', 'removed', 'restated', 'added'], change),
    indicator, period_start, period_end, category, role, old_value, new_value
