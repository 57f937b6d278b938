-- An engineer: what did the last build change against the one before?
SELECT change.change, change.indicator, change.period_start, change.category, change.old_value, change.new_value
FROM (SELECT unnest(changes) AS change FROM meta.builds)
ORDER BY ALL;
