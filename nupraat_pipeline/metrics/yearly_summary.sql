-- Every count by year: what is stated, what its months make, and how it changed. An incomplete year is no year.
WITH counted AS (
    SELECT indicator, is_additive FROM core.indicators WHERE unit = 'count'
),

-- Only a whole calendar year is a year: '2020 (t.e.m. november)' is not.
stated AS (
    SELECT
        indicator, reference_year AS year, value AS stated, source AS stated_source, document_id AS stated_document_id,
        is_approximate, vintage_date, period_start, period_end,
        -- How far the true total may be from the printed one: 'ongeveer 1100' is within 50 of it.
        CAST(CAST(value AS BIGINT) AS VARCHAR) AS digits,
        CASE WHEN is_approximate THEN 0.5 * pow(10, length(digits) - length(rtrim(digits, '0'))) ELSE 0 END AS rounding
    FROM core.current
    JOIN counted USING (indicator)
    WHERE period_start = make_date(reference_year, 1, 1) AND period_end = make_date(reference_year, 12, 31)
        AND base_period_start IS NULL AND role = 'total' AND value IS NOT NULL
),

-- Nor may the same answer, or another of its day, print another exact total.
contradicted AS (
    SELECT DISTINCT stated.indicator, stated.year, true AS is_contradicted
    FROM stated
    JOIN core.observations AS other
        ON other.indicator = stated.indicator AND other.role = 'total'
        AND other.period_start = stated.period_start AND other.period_end = stated.period_end
        AND other.base_period_start IS NULL
        AND other.vintage_date = stated.vintage_date
        AND other.value <> stated.stated
    WHERE NOT other.is_approximate AND NOT stated.is_approximate
),

monthly AS (
    SELECT indicator, counted.is_additive, year(held.month) AS year, month(held.month) AS month, held.value
    FROM core.monthly AS held
    JOIN counted USING (indicator)
),

extremes AS (
    SELECT *, max(value) OVER whole AS highest, min(value) OVER whole AS lowest
    FROM monthly
    WINDOW whole AS (PARTITION BY indicator, year)
),

summed AS (
    SELECT
        indicator,
        year,
        CASE WHEN bool_and(is_additive) THEN sum(value) END AS summed,
        count(value) AS months_used,
        CASE WHEN count(value) = 12 THEN summed END AS twelve_months,
        CASE WHEN twelve_months IS NOT NULL THEN sum(value) FILTER (WHERE month IN (7, 8)) END AS summer,
        CASE WHEN count(value) = 12 THEN list(month ORDER BY month) FILTER (WHERE value = highest) END AS peak_months,
        CASE WHEN count(value) = 12 THEN list(month ORDER BY month) FILTER (WHERE value = lowest) END AS trough_months
    FROM extremes
    GROUP BY indicator, year
),

-- Conversations and missed presses over the months that have both.
answered AS (
    SELECT
        held.year,
        sum(held.value) AS held,
        sum(held.value + missed.value) AS held_and_missed,
        count(*) AS months_used
    FROM monthly AS held
    JOIN monthly AS missed
        ON missed.indicator = 'missed_in_opening_hours' AND missed.year = held.year AND missed.month = held.month
    WHERE held.indicator = 'conversations' AND held.value IS NOT NULL AND missed.value IS NOT NULL
    GROUP BY held.year
),

yearly AS (
    SELECT
        indicator,
        year,
        stated.stated,
        stated.stated_source,
        stated.stated_document_id,
        summed.summed,
        coalesce(summed.months_used, 0) AS months_used,
        stated.stated - summed.summed AS stated_minus_summed,
        coalesce(stated.stated, CASE WHEN summed.months_used = 12 THEN summed.summed END) AS annual_value,
        CASE
            WHEN stated.stated IS NOT NULL THEN 'stated'
            WHEN summed.months_used = 12 AND summed.summed IS NOT NULL THEN 'summed'
        END AS value_basis,
        -- With holes, months that already exceed the total contradict it; an approximate one at its own rounding.
        coalesce(
            summed.summed - stated.stated > stated.rounding
            OR (summed.months_used = 12 AND abs(summed.summed - stated.stated) > stated.rounding),
            false
        )
        OR coalesce(contradicted.is_contradicted, false) AS is_disputed,
        summed.twelve_months,
        summed.summer,
        summed.peak_months,
        summed.trough_months
    FROM stated
    FULL JOIN summed USING (indicator, year)
    LEFT JOIN contradicted USING (indicator, year)
),

-- What conversations are compared with, beside them.
conversations AS (
    SELECT
        'conversations' AS indicator,
        held.year,
        answered.held AS answered_num,
        answered.held_and_missed AS answered_den,
        coalesce(answered.months_used, 0) AS answered_months_used,
        held.annual_value AS held_total,
        missed.annual_value AS missed_total,
        callers.annual_value AS new_callers,
        held.is_disputed OR missed.is_disputed AS is_answered_disputed,
        held.is_disputed OR callers.is_disputed AS is_per_caller_disputed
    FROM yearly AS held
    LEFT JOIN answered USING (year)
    LEFT JOIN yearly AS missed ON missed.indicator = 'missed_in_opening_hours' AND missed.year = held.year
    LEFT JOIN yearly AS callers ON callers.indicator = 'new_chat_callers' AND callers.year = held.year
    WHERE held.indicator = 'conversations'
)

SELECT
    yearly.indicator,
    yearly.year,
    yearly.stated,
    yearly.stated_source,
    yearly.stated_document_id,
    yearly.summed,
    yearly.months_used,
    yearly.stated_minus_summed,
    yearly.annual_value,
    yearly.value_basis,
    yearly.is_disputed,
    before.annual_value AS previous_value,
    CASE WHEN before.annual_value IS NOT NULL THEN before.is_disputed END AS previous_is_disputed,
    yearly.annual_value - before.annual_value AS change,
    change AS change_pct_num,
    CASE WHEN change IS NOT NULL THEN before.annual_value END AS change_pct_den,
    100 * change_pct_num / nullif(change_pct_den, 0) AS change_pct,
    yearly.peak_months,
    yearly.trough_months,
    yearly.summer AS summer_pct_num,
    yearly.twelve_months AS summer_pct_den,
    100 * summer_pct_num / nullif(summer_pct_den, 0) AS summer_pct,
    conversations.answered_num AS answered_ratio_pct_num,
    conversations.answered_den AS answered_ratio_pct_den,
    100 * answered_ratio_pct_num / nullif(answered_ratio_pct_den, 0) AS answered_ratio_pct,
    conversations.answered_months_used,
    CASE WHEN conversations.missed_total IS NOT NULL THEN conversations.held_total END
        AS answered_ratio_of_totals_pct_num,
    conversations.held_total + conversations.missed_total AS answered_ratio_of_totals_pct_den,
    100 * answered_ratio_of_totals_pct_num / nullif(answered_ratio_of_totals_pct_den, 0)
        AS answered_ratio_of_totals_pct,
    CASE WHEN answered_ratio_of_totals_pct IS NOT NULL THEN conversations.is_answered_disputed END
        AS answered_ratio_of_totals_is_disputed,
    CASE WHEN conversations.new_callers IS NOT NULL THEN conversations.held_total END
        AS conversations_per_new_chat_caller_num,
    CASE WHEN conversations.held_total IS NOT NULL THEN conversations.new_callers END
        AS conversations_per_new_chat_caller_den,
    conversations_per_new_chat_caller_num / nullif(conversations_per_new_chat_caller_den, 0)
        AS conversations_per_new_chat_caller,
    CASE WHEN conversations_per_new_chat_caller IS NOT NULL THEN conversations.is_per_caller_disputed END
        AS conversations_per_new_chat_caller_is_disputed,
    (
        SELECT coalesce(list(event.event_id ORDER BY event.event_id), [])
        FROM core.events AS event
        WHERE yearly.year BETWEEN year(event.start_date) AND year(coalesce(event.end_date, event.start_latest))
    ) AS events
FROM yearly
LEFT JOIN yearly AS before ON before.indicator = yearly.indicator AND before.year = yearly.year - 1
LEFT JOIN conversations ON conversations.indicator = yearly.indicator AND conversations.year = yearly.year
ORDER BY yearly.indicator, yearly.year
