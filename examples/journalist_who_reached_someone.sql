-- A journalist: of those who pressed the chat button, which share reached someone?
-- Persons are compared with persons. Presses are not persons: who presses twice counts twice, and who missed a
-- conversation may have chatted later, so the rest is not 'unhelped'. Years in which this was not printed are left out.
SELECT
    year,
    unique_button_callers AS persons_who_pressed,
    chat_callers AS persons_who_chatted,
    round(reach_chat_pct, 1) AS reached_by_chat_pct,
    round(reach_with_mail_pct, 1) AS reached_by_chat_or_mail_pct
FROM metrics.reach
WHERE reach_chat_pct IS NOT NULL
ORDER BY year;
