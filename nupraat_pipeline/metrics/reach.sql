-- Of the distinct callers on the chat button in a whole year, how many came to a conversation; and presses beside them.
WITH yearly AS (
    SELECT indicator, reference_year AS year, value
    FROM core.current
    WHERE category IS NULL AND unit = 'count'
        AND period_start = make_date(reference_year, 1, 1) AND period_end = make_date(reference_year, 12, 31)
        AND indicator IN (
            'unique_chat_button_callers', 'chat_callers', 'mail_only_callers', 'answered_callers_chat_and_mail',
            'missed_in_opening_hours', 'missed_outside_opening_hours'
        )
),

wide AS (
    SELECT
        year,
        max(value) FILTER (WHERE indicator = 'unique_chat_button_callers') AS unique_button_callers,
        max(value) FILTER (WHERE indicator = 'chat_callers') AS chat_callers,
        max(value) FILTER (WHERE indicator = 'mail_only_callers') AS mail_only_callers,
        max(value) FILTER (WHERE indicator = 'answered_callers_chat_and_mail') AS answered_callers,
        max(value) FILTER (WHERE indicator = 'missed_in_opening_hours') AS missed_in_opening_hours,
        max(value) FILTER (WHERE indicator = 'missed_outside_opening_hours') AS presses_outside_opening_hours
    FROM yearly
    GROUP BY year
)

SELECT
    year,
    unique_button_callers,
    chat_callers,
    mail_only_callers,
    answered_callers,
    100 * chat_callers / nullif(unique_button_callers, 0) AS reach_chat_pct,
    chat_callers AS reach_chat_pct_num,
    unique_button_callers AS reach_chat_pct_den,
    100 * answered_callers / nullif(unique_button_callers, 0) AS reach_with_mail_pct,
    answered_callers AS reach_with_mail_pct_num,
    unique_button_callers AS reach_with_mail_pct_den,
    missed_in_opening_hours,
    presses_outside_opening_hours
FROM wide
ORDER BY year
