-- What holds now: one row per indicator, period, category and role, over the vintages of {known}.
-- Without common table expressions: in a macro, DuckDB 1.4 does not find those that DuckDB 2 has stored.
SELECT
    {columns},
    value IS NOT NULL AND coalesce(last_hole > vintage_date, false) AS is_withdrawn
FROM (
    -- A value goes before a hole, an exact value before an approximate one, then the latest vintage (of one day, the
    -- last document), within an answer a table before prose, then reading order.
    SELECT
        known.*,
        row_number() OVER (
            PARTITION BY
                known.indicator, known.period_start, known.period_end,
                known.base_period_start, known.base_period_end, known.category, known.role
            ORDER BY
                known.value IS NULL, known.is_approximate, known.vintage_date DESC, known.document_id DESC,
                known.source <> 'table', place.position, known.observation_id
        ) AS preference,
        max(known.vintage_date) FILTER (WHERE known.value IS NULL) OVER (
            PARTITION BY
                known.indicator, known.period_start, known.period_end,
                known.base_period_start, known.base_period_end, known.category, known.role
        ) AS last_hole
    FROM {known} AS known
    JOIN core.places AS place ON place.observation_id = known.observation_id
    LEFT JOIN (
        SELECT
            indicator,
            period_start,
            period_end,
            max({{'day': vintage_date, 'document': document_id}}) AS printed,
            arg_max(categories, {{'day': vintage_date, 'document': document_id}}) AS categories
        FROM {breakdowns} AS breakdown
        GROUP BY indicator, period_start, period_end
    ) AS latest
        ON latest.indicator = known.indicator
        AND latest.period_start = known.period_start
        AND latest.period_end = known.period_end
    -- A breakdown that is printed whole replaces the older ones: what they say of other categories does not hold.
    WHERE known.category IS NULL
        OR latest.printed IS NULL
        OR {{'day': known.vintage_date, 'document': known.document_id}} >= latest.printed
        OR list_contains(latest.categories, known.category)
) AS ranked
WHERE preference = 1
ORDER BY indicator, period_start, period_end, base_period_start, category, role
