-- How many of those who pressed the button came to a conversation. The rest is not 'unhelped'.
WITH wide AS (
    SELECT
        year,
        max(annual_value) FILTER (WHERE indicator = 'unique_chat_button_callers') AS unique_button_callers,
        max(annual_value) FILTER (WHERE indicator = 'chat_callers') AS chat_callers,
        max(annual_value) FILTER (WHERE indicator = 'mail_only_callers') AS mail_only_callers,
        max(annual_value) FILTER (WHERE indicator = 'answered_callers_chat_and_mail') AS answered_callers,
        max(annual_value) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours,
        max(annual_value) FILTER (WHERE indicator = 'missed_outside_opening_hours') AS presses_outside_opening_hours,
        bool_or(is_disputed) FILTER (WHERE indicator IN ('unique_chat_button_callers', 'chat_callers'))
            AS is_chat_disputed,
        bool_or(is_disputed)
            FILTER (WHERE indicator IN ('unique_chat_button_callers', 'answered_callers_chat_and_mail'))
            AS is_with_mail_disputed,
        bool_or(is_disputed) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_is_disputed,
        bool_or(is_disputed) FILTER (WHERE indicator = 'missed_outside_opening_hours') AS presses_outside_is_disputed
    FROM metrics.yearly_summary
    WHERE annual_value IS NOT NULL AND indicator IN (
        'unique_chat_button_callers', 'chat_callers', 'mail_only_callers', 'answered_callers_chat_and_mail',
        'missed_in_opening_hours', 'missed_outside_opening_hours'
    )
    GROUP BY year
)

SELECT
    year,
    unique_button_callers,
    chat_callers,
    mail_only_callers,
    answered_callers,
    CASE WHEN unique_button_callers IS NOT NULL THEN chat_callers END AS reach_chat_pct_num,
    CASE WHEN chat_callers IS NOT NULL THEN unique_button_callers END AS reach_chat_pct_den,
    100 * reach_chat_pct_num / nullif(reach_chat_pct_den, 0) AS reach_chat_pct,
    CASE WHEN reach_chat_pct IS NOT NULL THEN is_chat_disputed END AS reach_chat_is_disputed,
    CASE WHEN unique_button_callers IS NOT NULL THEN answered_callers END AS reach_with_mail_pct_num,
    CASE WHEN answered_callers IS NOT NULL THEN unique_button_callers END AS reach_with_mail_pct_den,
    100 * reach_with_mail_pct_num / nullif(reach_with_mail_pct_den, 0) AS reach_with_mail_pct,
    CASE WHEN reach_with_mail_pct IS NOT NULL THEN is_with_mail_disputed END AS reach_with_mail_is_disputed,
    missed_in_opening_hours,
    missed_is_disputed,
    presses_outside_opening_hours,
    presses_outside_is_disputed
FROM wide
ORDER BY year
