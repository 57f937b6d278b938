-- What a build changes in what holds now, against the published file (attached as `published`): one row a change.
-- Rows of core.current are compared by what they are a value of.
WITH same AS (
    -- Answers whose file has the bytes that it had: what they say changes only when it is read otherwise.
    SELECT document_id, sha256 FROM raw.documents WHERE status = 'read'
    INTERSECT
    SELECT document_id, sha256 FROM published.raw.documents WHERE status = 'read'
),
said AS (
    SELECT document_id, indicator, period_start, period_end, base_period_start, category, role, value, obs_status
    FROM core.observations
    WHERE document_id IN (SELECT document_id FROM same)
),
said_before AS (
    SELECT document_id, indicator, period_start, period_end, base_period_start, category, role, value, obs_status
    FROM published.core.observations
    WHERE document_id IN (SELECT document_id FROM same)
),
read_otherwise AS (
    SELECT DISTINCT document_id, indicator, period_start, period_end, category
    FROM ((FROM said EXCEPT ALL FROM said_before) UNION ALL (FROM said_before EXCEPT ALL FROM said))
),
changed AS (
    SELECT
        CASE
            WHEN old.indicator IS NULL THEN 'added'
            WHEN new.indicator IS NULL THEN 'removed'
            WHEN new.value IS DISTINCT FROM old.value THEN 'revised'
            WHEN new.is_withdrawn AND NOT old.is_withdrawn THEN 'withdrawn'
            -- A provisional value that is confirmed, a hole with another reason: no revision.
            ELSE 'restated'
        END AS kind,
        coalesce(new.indicator, old.indicator) AS indicator,
        coalesce(new.period_start, old.period_start) AS period_start,
        coalesce(new.period_end, old.period_end) AS period_end,
        coalesce(new.category, old.category) AS category,
        coalesce(new.role, old.role) AS role,
        old.value AS old_value,
        new.value AS new_value,
        old.document_id AS old_document,
        new.document_id AS new_document
    FROM published.core.current AS old
    FULL JOIN core.current AS new
        ON new.indicator = old.indicator
        AND new.period_start = old.period_start
        AND new.period_end = old.period_end
        AND new.base_period_start IS NOT DISTINCT FROM old.base_period_start
        AND new.base_period_end IS NOT DISTINCT FROM old.base_period_end
        AND new.category IS NOT DISTINCT FROM old.category
        AND new.role = old.role
    WHERE old.indicator IS NULL
        OR new.indicator IS NULL
        OR new.value IS DISTINCT FROM old.value
        OR new.obs_status <> old.obs_status
        OR (new.is_withdrawn AND NOT old.is_withdrawn)
),
told AS (
    SELECT
        CASE
            -- Whichever answers the row was and is from, they are the same files, and one of them is read otherwise.
            WHEN coalesce(old_document IN (SELECT document_id FROM same), true)
                AND coalesce(new_document IN (SELECT document_id FROM same), true)
                AND EXISTS (
                    FROM read_otherwise AS reread
                    WHERE reread.document_id IN (changed.old_document, changed.new_document)
                        AND reread.indicator = changed.indicator
                        AND reread.period_start = changed.period_start
                        AND reread.period_end = changed.period_end
                        AND reread.category IS NOT DISTINCT FROM changed.category
                )
            THEN 'reread'
            ELSE kind
        END AS change,
        indicator, period_start, period_end, category, role, old_value, new_value
    FROM changed
)
FROM told
-- A report shows the first ones: what was read otherwise before comes before what is gone.
ORDER BY
    list_position(['revised', 'reread', 'withdrawn', 'removed', 'restated', 'added'], change),
    indicator, period_start, period_end, category, role, old_value, new_value
