-- How each calendar month compares with an average month, over complete years.
WITH monthly AS (
    SELECT observation.indicator, year(observation.month) AS year, month(observation.month) AS month, observation.value
    FROM core.monthly AS observation
    JOIN core.indicators AS indicator USING (indicator)
    WHERE indicator.unit = 'count'
),

complete AS (
    SELECT indicator, year, sum(value) AS total
    FROM monthly
    GROUP BY indicator, year
    HAVING count(value) = 12 AND sum(value) > 0
),

spans AS (
    SELECT indicator, count(*) AS years_used, list(year ORDER BY year) AS years, min(year) AS first, max(year) AS last
    FROM complete
    GROUP BY indicator
),

breaks AS (
    SELECT spans.indicator, list(event.event_id ORDER BY event.event_id) AS events
    FROM spans
    JOIN core.events AS event ON year(event.start_date) BETWEEN spans.first AND spans.last
    GROUP BY spans.indicator
),

indices AS (
    SELECT
        monthly.indicator,
        monthly.month,
        -- In a fixed order: the last bit of a mean depends on it.
        avg(100 * monthly.value / (complete.total / 12) ORDER BY monthly.year) AS index_pct,
        min(100 * monthly.value / (complete.total / 12)) AS index_min,
        max(100 * monthly.value / (complete.total / 12)) AS index_max
    FROM monthly
    JOIN complete USING (indicator, year)
    GROUP BY monthly.indicator, monthly.month
)

SELECT
    series.indicator,
    calendar.month AS calendar_month,
    CASE WHEN spans.years_used >= 2 THEN indices.index_pct END AS index_pct,
    CASE WHEN spans.years_used >= 2 THEN indices.index_min END AS index_min,
    CASE WHEN spans.years_used >= 2 THEN indices.index_max END AS index_max,
    coalesce(spans.years_used, 0) AS years_used,
    coalesce(spans.years, []) AS years,
    breaks.events IS NOT NULL AS includes_break,
    coalesce(breaks.events, []) AS events
FROM (SELECT DISTINCT indicator FROM monthly) AS series
CROSS JOIN (SELECT unnest(range(1, 13)) AS month) AS calendar
LEFT JOIN spans ON spans.indicator = series.indicator
LEFT JOIN breaks ON breaks.indicator = series.indicator
LEFT JOIN indices ON indices.indicator = series.indicator AND indices.month = calendar.month
ORDER BY series.indicator, calendar_month
