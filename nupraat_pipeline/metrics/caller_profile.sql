-- Printed shares by gender, age, problem and weekday, and what they are of the known.
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

-- Years whose bands are all printed: a sentence about some of them does not say how many are under 18. A hole is
-- printed in a table or list only.
whole_ages AS (
    SELECT year
    FROM shares
    WHERE breakdown = 'age'
    GROUP BY year
    HAVING sum(share + half_step) >= 100 OR count(share) < count(*)
),

-- The bands below 18; no value when one of them has none, or when a band straddles 18 or has unknown ages.
under_18 AS (
    SELECT
        year,
        'age' AS breakdown,
        'under_18' AS category,
        CASE
            WHEN bool_and(share IS NOT NULL) FILTER (WHERE age_to < 18)
                AND bool_and(coalesce(age_to < 18, false) OR coalesce(age_from >= 18, false))
                    FILTER (WHERE category <> 'unknown')
                THEN sum(share ORDER BY category) FILTER (WHERE age_to < 18)
        END AS share,
        coalesce(bool_or(is_approximate) FILTER (WHERE age_to < 18), false) AS is_approximate,
        NULL::DOUBLE AS half_step,
        any_value(base) AS base,
        NULL::BIGINT AS age_from,
        NULL::BIGINT AS age_to
    FROM shares
    JOIN whole_ages USING (year)
    WHERE breakdown = 'age'
    GROUP BY year
    HAVING count(*) FILTER (WHERE age_from < 18) > 0
),

profile AS (
    SELECT *, false AS is_derived FROM shares
    UNION ALL
    SELECT *, true AS is_derived FROM under_18
)

SELECT
    profile.year,
    profile.breakdown,
    profile.category,
    profile.share AS share_pct,
    profile.is_approximate,
    known.known AS known_pct,
    CASE WHEN profile.category <> 'unknown' AND known.known IS NOT NULL THEN profile.share END AS share_of_known_pct_num,
    CASE WHEN profile.category <> 'unknown' AND profile.share IS NOT NULL THEN known.known END AS share_of_known_pct_den,
    100 * share_of_known_pct_num / nullif(share_of_known_pct_den, 0) AS share_of_known_pct,
    profile.base,
    bases.annual_value AS base_value,
    CASE
        WHEN NOT profile.is_approximate AND bases.annual_value IS NOT NULL AND profile.half_step IS NOT NULL
            THEN greatest(0, ceil(bases.annual_value * (profile.share - profile.half_step) / 100))
    END AS count_low,
    CASE
        WHEN NOT profile.is_approximate AND bases.annual_value IS NOT NULL AND profile.half_step IS NOT NULL
            THEN least(
                bases.annual_value, floor(bases.annual_value * (profile.share + profile.half_step) / 100)
            )
    END AS count_high,
    coalesce(
        (
            SELECT bool_or(
                other.age_from <= coalesce(profile.age_to, 1000) AND profile.age_from <= coalesce(other.age_to, 1000)
            )
            FROM shares AS other
            WHERE other.year = profile.year
                AND other.breakdown = profile.breakdown AND other.category <> profile.category
        ),
        false
    ) AS band_overlaps,
    profile.is_derived
FROM profile
LEFT JOIN known ON known.year = profile.year AND known.breakdown = profile.breakdown
LEFT JOIN metrics.yearly_summary AS bases ON bases.indicator = profile.base AND bases.year = profile.year
ORDER BY profile.year, profile.breakdown, profile.category
