-- An engineer: what did the last build change against the one before?
-- First which answers came and went, and how many values: those of a new answer are only counted here. Then each value
-- that was there before and is otherwise now. After a first build everything is added.
WITH build AS (FROM meta.builds),

counted AS (
    SELECT 1 AS place, 'answer added' AS change, unnest(documents_added) AS what, NULL::BIGINT AS number FROM build
    UNION ALL
    SELECT 2, 'answer removed', unnest(documents_removed), NULL FROM build
    UNION ALL
    SELECT 3, 'values added', NULL, values_added FROM build
    UNION ALL
    SELECT 4, 'values removed', NULL, values_removed FROM build
    UNION ALL
    SELECT 5, 'values revised', NULL, values_revised FROM build
    UNION ALL
    SELECT 6, 'values withdrawn', NULL, values_withdrawn FROM build
),

valued AS (
    SELECT 7 AS place, value.change, value.indicator, value.period_start, value.category, value.old_value, value.new_value
    FROM (SELECT unnest(changes) AS value FROM build)
)

SELECT * EXCLUDE (place)
FROM (FROM counted UNION ALL BY NAME FROM valued)
ORDER BY place, change, what, indicator, period_start, category;
