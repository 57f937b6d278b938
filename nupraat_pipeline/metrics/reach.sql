-- How many of those who pressed the button came to a conversation. The rest is not 'unhelped'.
WITH wide AS (
    SELECT
        year,
        max(annual_value) FILTER (WHERE indicator = 'unique_chat_button_callers') AS unique_button_callers,
        max(annual_value) FILTER (WHERE indicator = 'chat_callers') AS chat_callers,
        max(annual_value) FILTER (WHERE indicator = 'mail_only_callers') AS mail_only_callers,
        max(annual_value) FILTER (WHERE indicator = 'answered_callers_chat_and_mail') AS answered_callers,
        max(annual_value) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours,
        max(annual_value) FILTER (WHERE indicator = 'missed_outside_opening_hours') AS presses_outside_opening_hours
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
    CASE WHEN unique_button_callers IS NOT NULL THEN answered_callers END AS reach_with_mail_pct_num,
    CASE WHEN answered_callers IS NOT NULL THEN unique_button_callers END AS reach_with_mail_pct_den,
    100 * reach_with_mail_pct_num / nullif(reach_with_mail_pct_den, 0) AS reach_with_mail_pct,
    missed_in_opening_hours,
    presses_outside_opening_hours
FROM wide
ORDER BY year
