-- The monthly series side by side. Presses are not people, and some who missed a conversation chat later.
WITH monthly AS (
    SELECT indicator, month, value, obs_status, document_id
    FROM core.monthly
    WHERE indicator IN ('conversations', 'new_chat_callers', 'missed_in_opening_hours')
),

compared AS (
    SELECT
        monthly.*,
        year_before.value AS previous,
        CASE WHEN count(monthly.value) OVER last_year = 12 THEN sum(monthly.value) OVER last_year END AS last_12_months
    FROM monthly
    LEFT JOIN monthly AS year_before
        ON year_before.indicator = monthly.indicator
        AND year_before.month = monthly.month - INTERVAL 12 MONTHS
    WINDOW last_year AS (
        PARTITION BY monthly.indicator
        ORDER BY monthly.month
        RANGE BETWEEN INTERVAL 11 MONTHS PRECEDING AND CURRENT ROW
    )
)

SELECT
    month,
    max(value) FILTER (WHERE indicator = 'conversations') AS conversations,
    max(obs_status) FILTER (WHERE indicator = 'conversations') AS conversations_status,
    max(document_id) FILTER (WHERE indicator = 'conversations') AS conversations_document_id,
    max(previous) FILTER (WHERE indicator = 'conversations') AS conversations_previous,
    100 * max(value - previous) FILTER (WHERE indicator = 'conversations')
        / nullif(conversations_previous, 0) AS conversations_yoy_pct,
    max(value - previous) FILTER (WHERE indicator = 'conversations') AS conversations_yoy_pct_num,
    CASE WHEN conversations_yoy_pct_num IS NOT NULL THEN conversations_previous END AS conversations_yoy_pct_den,
    max(last_12_months) FILTER (WHERE indicator = 'conversations') AS conversations_12m,
    max(value) FILTER (WHERE indicator = 'new_chat_callers') AS new_chat_callers,
    max(obs_status) FILTER (WHERE indicator = 'new_chat_callers') AS new_chat_callers_status,
    max(document_id) FILTER (WHERE indicator = 'new_chat_callers') AS new_chat_callers_document_id,
    max(previous) FILTER (WHERE indicator = 'new_chat_callers') AS new_chat_callers_previous,
    100 * max(value - previous) FILTER (WHERE indicator = 'new_chat_callers')
        / nullif(new_chat_callers_previous, 0) AS new_chat_callers_yoy_pct,
    max(value - previous) FILTER (WHERE indicator = 'new_chat_callers') AS new_chat_callers_yoy_pct_num,
    CASE WHEN new_chat_callers_yoy_pct_num IS NOT NULL THEN new_chat_callers_previous END AS new_chat_callers_yoy_pct_den,
    max(last_12_months) FILTER (WHERE indicator = 'new_chat_callers') AS new_chat_callers_12m,
    max(value) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours,
    max(obs_status) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours_status,
    max(document_id) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours_document_id,
    max(previous) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours_previous,
    100 * max(value - previous) FILTER (WHERE indicator = 'missed_in_opening_hours')
        / nullif(missed_in_opening_hours_previous, 0) AS missed_in_opening_hours_yoy_pct,
    max(value - previous) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours_yoy_pct_num,
    CASE WHEN missed_in_opening_hours_yoy_pct_num IS NOT NULL THEN missed_in_opening_hours_previous END AS missed_in_opening_hours_yoy_pct_den,
    max(last_12_months) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours_12m,
    CASE WHEN missed_in_opening_hours IS NOT NULL THEN conversations END AS answered_ratio_pct_num,
    conversations + missed_in_opening_hours AS answered_ratio_pct_den,
    100 * answered_ratio_pct_num / nullif(answered_ratio_pct_den, 0) AS answered_ratio_pct,
    (
        SELECT coalesce(list(event.event_id ORDER BY event.event_id), [])
        FROM core.events AS event
        WHERE compared.month BETWEEN date_trunc('month', event.start_date) AND coalesce(event.end_date, event.start_latest)
    ) AS events
FROM compared
GROUP BY month
ORDER BY month
