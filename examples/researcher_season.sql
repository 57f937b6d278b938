-- A researcher: in which months is it quiet, and does that hold every year? 100 is an average month of its year.
SELECT calendar_month, round(index_pct, 1) AS index_pct, round(index_min, 1) AS lowest, round(index_max, 1) AS highest, years
FROM metrics.seasonality
WHERE indicator = 'conversations' AND index_pct < 80
ORDER BY calendar_month;
