-- A journalist: of those who pressed the chat button, which share reached someone?
-- `reached_by_chat_pct` is the one to quote: like for like, for who chatted pressed the button. `with_mail_pct` also
-- counts those who only mailed, who need not have pressed it, so it is no share of those who did.
-- Presses are not persons: who presses twice counts twice, and who missed a conversation may have chatted later, so the
-- rest is not 'unhelped'. A disputed figure is one that the answer itself contradicts. Years without are left out.
SELECT
    year,
    round(reach_chat_pct, 2) AS reached_by_chat_pct,
    chat_callers AS persons_who_chatted,
    unique_button_callers AS persons_who_pressed,
    reach_chat_is_disputed AS reached_is_disputed,
    round(reach_with_mail_pct, 2) AS with_mail_pct,
    missed_in_opening_hours AS missed_presses,
    missed_is_disputed
FROM metrics.reach
WHERE reach_chat_pct IS NOT NULL
ORDER BY year;
