-- A researcher: how many of the events in opening hours were conversations, over the months that have both figures?
-- Two ratios that are not comparable: the first leaves out months without missed presses, the second is of year totals,
-- which the answer itself may contradict: then the last column is true.
SELECT
    year,
    answered_months_used AS months,
    answered_ratio_pct_num AS conversations,
    answered_ratio_pct_den AS conversations_and_missed,
    round(answered_ratio_pct, 2) AS answered_ratio_pct,
    round(answered_ratio_of_totals_pct, 2) AS answered_ratio_of_totals_pct,
    answered_ratio_of_totals_is_disputed AS totals_are_disputed
FROM metrics.yearly_summary
WHERE indicator = 'conversations'
ORDER BY year;
