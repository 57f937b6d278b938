-- What holds now: one row per indicator, period, category and role, over the vintages of {observations}.
-- A value goes before a hole, an exact value before an approximate one, then the latest vintage (of one day, the last
-- document), within an answer a table before prose, then reading order.
WITH known AS (
    SELECT * FROM {observations}
),

-- The answers that print a breakdown as a table, or as a list: two or more items that open with a mark or a number.
-- A breakdown of nothing but holes replaces nothing.
printed_breakdowns AS (
    SELECT indicator, period_start, period_end, document_id, vintage_date
    FROM known
    WHERE category IS NOT NULL AND source = 'table'
    GROUP BY ALL
    HAVING count(value) > 0
    UNION
    SELECT known.indicator, known.period_start, known.period_end, known.document_id, known.vintage_date
    FROM known
    JOIN raw.documents AS document ON document.document_id = known.document_id AND document.status = 'read'
    JOIN raw.statements AS statement
        ON statement.sha256 = document.sha256
        AND statement.page = known.page
        AND statement.x0 < known.x1 AND known.x0 < statement.x1
        AND statement.top < known.bottom AND known.top < statement.bottom
    WHERE known.category IS NOT NULL AND known.source = 'prose'
        AND regexp_matches(statement.sentence, '^\s*([-–—•·▪◦‣∙*o]|\d+[.)]|[a-z][.)])\s')
    GROUP BY ALL
    HAVING count(DISTINCT known.category) > 1 AND count(known.value) > 0
),

latest_breakdowns AS (
    SELECT indicator, period_start, period_end, max({{'day': vintage_date, 'document': document_id}}) AS latest
    FROM printed_breakdowns
    GROUP BY ALL
),

-- A printed breakdown replaces the older ones whole: what they say of categories it no longer prints does not hold.
standing AS (
    SELECT known.*
    FROM known
    LEFT JOIN latest_breakdowns AS breakdown
        ON known.category IS NOT NULL
        AND breakdown.indicator = known.indicator
        AND breakdown.period_start = known.period_start
        AND breakdown.period_end = known.period_end
    WHERE breakdown.latest IS NULL
        OR {{'day': known.vintage_date, 'document': known.document_id}} >= breakdown.latest
        OR EXISTS (
            SELECT 1
            FROM known AS newer
            WHERE newer.document_id = breakdown.latest.document
                AND newer.indicator = known.indicator
                AND newer.period_start = known.period_start
                AND newer.period_end = known.period_end
                AND newer.category = known.category
        )
),

ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY
                indicator, period_start, period_end, base_period_start, base_period_end, category, role
            ORDER BY
                value IS NULL, is_approximate, vintage_date DESC, document_id DESC, source <> 'table',
                page, round(top), x0, observation_id
        ) AS preference,
        max(vintage_date) FILTER (WHERE value IS NULL) OVER (
            PARTITION BY
                indicator, period_start, period_end, base_period_start, base_period_end, category, role
        ) AS last_hole
    FROM standing
)

SELECT
    {columns},
    value IS NOT NULL AND coalesce(last_hole > vintage_date, false) AS is_withdrawn
FROM ranked
WHERE preference = 1
ORDER BY indicator, period_start, period_end, base_period_start, category, role
