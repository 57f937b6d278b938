-- The breakdowns that answers print whole, as a table or as a list: figures in two or more of its entries.
-- A breakdown of nothing but holes is left out: it replaces nothing.
SELECT
    observation.document_id,
    observation.vintage_date,
    observation.indicator,
    observation.period_start,
    observation.period_end,
    list_sort(list(DISTINCT observation.category)) AS categories
FROM core.observations AS observation
JOIN core.places AS place ON place.observation_id = observation.observation_id
LEFT JOIN raw.statements AS statement
    ON statement.sha256 = place.sha256
    AND statement.statement_number = place.statement_number
WHERE observation.category IS NOT NULL
GROUP BY
    observation.document_id, observation.vintage_date,
    observation.indicator, observation.period_start, observation.period_end
HAVING count(observation.value) > 0
    AND (
        bool_or(observation.source = 'table')
        OR count(DISTINCT statement.sentence) FILTER (WHERE place.is_entry) > 1
    )
ORDER BY ALL
