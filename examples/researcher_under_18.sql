-- A researcher: which share of the callers of known age is under 18, and of what is it a share?
-- What 100 % is does not always stand in the answer; then `base` is empty and no number of persons may be computed.
SELECT year, share_pct, round(share_of_known_pct, 1) AS share_of_known_pct, base, is_approximate
FROM metrics.caller_profile
WHERE category = 'under_18'
ORDER BY year;
