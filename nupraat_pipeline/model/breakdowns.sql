-- The breakdowns that answers print whole, as a table or as a list: two or more items that open with a mark.
-- A breakdown of nothing but holes is left out: it replaces nothing.
SELECT
    observation.document_id,
    observation.vintage_date,
    observation.indicator,
    observation.period_start,
    observation.period_end,
    list_sort(list(DISTINCT observation.category)) AS categories
FROM core.observations AS observation
JOIN raw.documents AS document ON document.document_id = observation.document_id AND document.status = 'read'
LEFT JOIN raw.statements AS statement
    ON observation.source = 'prose'
    AND statement.sha256 = document.sha256
    AND statement.page = observation.page
    AND statement.x0 < observation.x1 AND observation.x0 < statement.x1
    AND statement.top < observation.bottom AND observation.top < statement.bottom
WHERE observation.category IS NOT NULL
GROUP BY
    observation.document_id, observation.vintage_date,
    observation.indicator, observation.period_start, observation.period_end
HAVING count(observation.value) > 0
    AND (
        bool_or(observation.source = 'table')
        OR count(DISTINCT statement.sentence)
            FILTER (WHERE regexp_matches(statement.sentence, '^\s*[-–—•·▪◦●○‣→*o\x{f0b7}\x{f0a7}\x{f02d}]\s+\S')) > 1
    )
ORDER BY ALL
