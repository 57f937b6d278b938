-- Printed shares by gender, age, problem and weekday in whole years, what they are of the known, and how many they may be.
WITH shares AS (
    SELECT
        observation.reference_year AS year,
        indicator.dimension AS breakdown,
        observation.category,
        observation.value AS share,
        observation.is_approximate,
        -- Half of the last printed step: '32%' is from 31,5 to 32,5.
        0.5 / 10 ** length(regexp_extract(observation.printed_text, '\d,(\d+)', 1)) AS half_step,
        coalesce(note.detail, indicator.base) AS base,
        category.age_from,
        category.age_to
    FROM core.current AS observation
    JOIN core.indicators AS indicator USING (indicator)
    LEFT JOIN core.categories AS category
        ON category.dimension = indicator.dimension AND category.category = observation.category
    LEFT JOIN core.notes AS note
        ON note.document_id = observation.document_id AND note.indicator = observation.indicator AND note.note = 'base'
    WHERE indicator.unit = 'percent' AND indicator.dimension IN ('gender', 'age', 'problem', 'weekday')
        AND observation.category IS NOT NULL
        AND observation.period_start = make_date(observation.reference_year, 1, 1)
        AND observation.period_end = make_date(observation.reference_year, 12, 31)
),

known AS (
    SELECT year, breakdown, 100 - max(share) AS known
    FROM shares
    WHERE category = 'unknown'
    GROUP BY year, breakdown
),

base_values AS (
    SELECT indicator AS base, reference_year AS year, max(value) AS base_value
    FROM core.current
    WHERE category IS NULL AND value IS NOT NULL AND unit = 'count'
        AND period_start = make_date(reference_year, 1, 1) AND period_end = make_date(reference_year, 12, 31)
    GROUP BY ALL
),

-- Years whose bands are all printed: a sentence about some of them does not say how many are under 18.
complete_ages AS (
    SELECT year
    FROM shares
    WHERE breakdown = 'age'
    GROUP BY year
    HAVING sum(share + half_step) >= 100 AND count(share) = count(*)
),

-- The bands below 18, without a value when a band straddles 18, or when it is not plain which ages one has.
under_18 AS (
    SELECT
        year,
        'age' AS breakdown,
        'under_18' AS category,
        sum(share ORDER BY category) AS share,
        bool_or(is_approximate) AS is_approximate,
        NULL::DOUBLE AS half_step,
        any_value(base) AS base,
        NULL::BIGINT AS age_from,
        NULL::BIGINT AS age_to
    FROM shares
    WHERE breakdown = 'age' AND age_to < 18
    GROUP BY year
),

straddled AS (
    SELECT DISTINCT year
    FROM shares
    WHERE breakdown = 'age'
        AND ((age_from < 18 AND (age_to >= 18 OR age_to IS NULL)) OR (age_from IS NULL AND category <> 'unknown'))
),

profile AS (
    SELECT *, false AS is_derived FROM shares
    UNION ALL
    SELECT
        under_18.* REPLACE (CASE WHEN straddled.year IS NULL THEN under_18.share END AS share),
        true AS is_derived
    FROM under_18
    JOIN complete_ages ON complete_ages.year = under_18.year
    LEFT JOIN straddled ON straddled.year = under_18.year
)

SELECT
    profile.year,
    profile.breakdown,
    profile.category,
    profile.share AS share_pct,
    profile.is_approximate,
    known.known AS known_pct,
    CASE WHEN profile.category <> 'unknown' THEN profile.share END AS share_of_known_pct_num,
    CASE WHEN profile.category <> 'unknown' THEN known.known END AS share_of_known_pct_den,
    100 * share_of_known_pct_num / nullif(share_of_known_pct_den, 0) AS share_of_known_pct,
    profile.base,
    base_values.base_value,
    CASE
        WHEN NOT profile.is_approximate AND base_values.base_value IS NOT NULL AND profile.half_step IS NOT NULL
            THEN greatest(0, ceil(base_values.base_value * (profile.share - profile.half_step) / 100))
    END AS count_low,
    CASE
        WHEN NOT profile.is_approximate AND base_values.base_value IS NOT NULL AND profile.half_step IS NOT NULL
            THEN least(
                base_values.base_value, floor(base_values.base_value * (profile.share + profile.half_step) / 100)
            )
    END AS count_high,
    EXISTS (
        SELECT 1
        FROM shares AS other
        WHERE other.year = profile.year AND other.breakdown = profile.breakdown AND other.category <> profile.category
            AND other.age_from <= coalesce(profile.age_to, 1000) AND profile.age_from <= coalesce(other.age_to, 1000)
    ) AS band_overlaps,
    profile.is_derived
FROM profile
LEFT JOIN known ON known.year = profile.year AND known.breakdown = profile.breakdown
LEFT JOIN base_values ON base_values.base = profile.base AND base_values.year = profile.year
ORDER BY profile.year, profile.breakdown, profile.category
