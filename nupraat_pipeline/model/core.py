"""Schema `core`: every published value in every vintage, what holds now, and the catalogue that names it all."""

from __future__ import annotations

from msgspec.structs import replace

from nupraat_pipeline.model import codes, common
from nupraat_pipeline.model.schema import Table, Text, col

_VINTAGE_DATE = col(
    "vintage_date",
    "DATE",
    "Question date of the answer that says so.",
    "Datum van de vraag waarop het antwoord dit zegt.",
)

_OBSERVATION_COLUMNS = (
    col(
        "observation_id",
        "VARCHAR",
        "Identifies the value; the same in every rebuild.",
        "Kenmerk van de waarde; hetzelfde bij elke heropbouw.",
    ),
    common.DOCUMENT_ID,
    _VINTAGE_DATE,
    common.INDICATOR,
    common.PERIOD_START,
    common.PERIOD_END,
    col("reference_year", "BIGINT", "Year in which the period starts.", "Jaar waarin de periode begint.", unit="year"),
    col(
        "reference_month",
        "BIGINT",
        "Month 1-12; empty when the period is no single month.",
        "Maand 1-12; leeg als de periode niet één maand is.",
        null=True,
        unit="month",
        check="reference_month BETWEEN 1 AND 12",
    ),
    col(
        "period_basis",
        "VARCHAR",
        "Where the period is taken from.",
        "Waar de periode vandaan komt.",
        codes=codes.PERIOD_BASIS,
    ),
    col(
        "base_period_start",
        "DATE",
        "First day of what a growth figure compares with; else empty.",
        "Eerste dag van waarmee een groeicijfer vergelijkt; anders leeg.",
        null=True,
    ),
    col(
        "base_period_end",
        "DATE",
        "Last day of what a growth figure compares with; else empty.",
        "Laatste dag van waarmee een groeicijfer vergelijkt; anders leeg.",
        null=True,
    ),
    common.CATEGORY,
    col("category_label", "VARCHAR", "The category as printed.", "De categorie zoals gedrukt.", null=True),
    col(
        "role",
        "VARCHAR",
        "Whether it is a total or a part; summing both counts twice.",
        "Of het een totaal of een deel is; beide optellen telt dubbel.",
        codes=codes.ROLE,
    ),
    col(
        "value",
        "DOUBLE",
        "The value, in `unit`; empty when missing, see missing_reason.",
        "De waarde, in `unit`; leeg als ze ontbreekt, zie missing_reason.",
        null=True,
        unit="column unit",
        check="isfinite(value)",
    ),
    col("unit", "VARCHAR", "Unit of the value.", "Eenheid van de waarde.", codes=codes.UNIT),
    col(
        "lower_bound",
        "DOUBLE",
        "Lowest value the text allows, inclusive; empty without a printed limit.",
        "Laagste waarde volgens de tekst, inbegrepen; leeg zonder gedrukte grens.",
        null=True,
        unit="column unit",
    ),
    col(
        "upper_bound",
        "DOUBLE",
        "Highest value the text allows, inclusive ('<5' is 4, '<5%' is 5); empty without a printed limit.",
        "Hoogste waarde volgens de tekst, inbegrepen ('<5' is 4, '<5%' is 5); leeg zonder gedrukte grens.",
        null=True,
        unit="column unit",
    ),
    col(
        "obs_status",
        "VARCHAR",
        "Status as printed, SDMX CL_OBS_STATUS; doubts are in quality.findings.",
        "Status zoals gedrukt, SDMX CL_OBS_STATUS; twijfels staan in quality.findings.",
        codes=codes.OBS_STATUS,
    ),
    col(
        "missing_reason",
        "VARCHAR",
        "Why there is no value; empty when there is.",
        "Waarom er geen waarde is; leeg als er wel een is.",
        null=True,
        codes=codes.MISSING_REASON,
    ),
    col(
        "is_approximate",
        "BOOLEAN",
        "Whether the text says 'about' ('ongeveer', 'circa').",
        "Of de tekst 'ongeveer' of 'circa' zegt.",
    ),
    col(
        "source",
        "VARCHAR",
        "Where it is printed: table or prose.",
        "Waar het staat: tabel of tekst.",
        codes=codes.SOURCE,
    ),
    common.PAGE,
    *common.BOX,
    col("printed_text", "VARCHAR", "What is printed there.", "Wat er gedrukt staat."),
)

OBSERVATIONS = Table(
    "core",
    "observations",
    Text(
        "Every published value in every vintage; use core.current for what holds now.",
        "Elke gepubliceerde waarde in elke jaargang; core.current zegt wat nu geldt.",
    ),
    _OBSERVATION_COLUMNS,
    key=("observation_id",),
    checks=(
        *common.BOX_CHECKS,
        "period_start <= period_end",
        "(value IS NULL) = (missing_reason IS NOT NULL)",
        "(base_period_start IS NULL) = (base_period_end IS NULL)",
        "lower_bound IS NULL OR upper_bound IS NULL OR lower_bound <= upper_bound",
        "role = 'part' OR category IS NULL",
    ),
)

_HELD_COLUMNS = (
    *(replace(column, check=None) for column in _OBSERVATION_COLUMNS),
    col(
        "is_withdrawn",
        "BOOLEAN",
        "Whether a later answer prints a hole where this value was.",
        "Of een later antwoord een leemte drukt waar deze waarde stond.",
    ),
)

CURRENT = Table(
    "core",
    "current",
    Text(
        "What holds now: one row per indicator, period, category and role, over all answers.",
        "Wat nu geldt: één rij per indicator, periode, categorie en rol, over alle antwoorden.",
    ),
    _HELD_COLUMNS,
    key=(
        "indicator",
        "period_start",
        "period_end",
        "base_period_start",
        "base_period_end",
        "category",
        "role",
    ),
    nullable_key=True,
    kind="view",
)

AS_OF = replace(
    CURRENT,
    name="as_of",
    text=Text(
        "What held on a date: core.current from the answers whose question date is on or before it. In a file attached "
        "under another name, USE that name first.",
        "Wat op een datum gold: core.current uit de antwoorden met een vraag op of voor die datum. In een bestand dat "
        "onder een andere naam gekoppeld is: eerst USE met die naam.",
    ),
    kind="macro",
    parameters=("as_of_date",),
)

BREAKDOWNS = Table(
    "core",
    "breakdowns",
    Text(
        "The breakdowns that answers print whole, as a table or list; such a one replaces older ones in core.current.",
        "De opdelingen die antwoorden volledig drukken, als tabel of lijst; zo een vervangt oudere in core.current.",
    ),
    (
        common.DOCUMENT_ID,
        _VINTAGE_DATE,
        common.INDICATOR,
        common.PERIOD_START,
        common.PERIOD_END,
        col("categories", "VARCHAR[]", "The categories it prints.", "De categorieën die ze drukt."),
    ),
    key=("document_id", "indicator", "period_start", "period_end"),
    kind="view",
)

_CURRENT = {column.name: column for column in _HELD_COLUMNS}

MONTHLY = Table(
    "core",
    "monthly",
    Text(
        "What holds now month by month: one row per indicator and month, wherever it is printed.",
        "Wat nu maand per maand geldt: één rij per indicator en maand, waar ze ook gedrukt staat.",
    ),
    (
        common.INDICATOR,
        common.MONTH,
        *(_CURRENT[name] for name in ("value", "unit", "obs_status", "is_approximate", "observation_id")),
        common.DOCUMENT_ID,
    ),
    key=("indicator", "month"),
    kind="view",
)

_OF_TABLE = ("Empty for a value of prose.", "Leeg voor een waarde uit lopende tekst.")
_OF_PROSE = ("Empty for a value of a table.", "Leeg voor een waarde uit een tabel.")

PLACES = Table(
    "core",
    "places",
    Text(
        "Where each value is printed: its row of raw.cells or raw.statements.",
        "Waar elke waarde gedrukt staat: haar rij van raw.cells of raw.statements.",
    ),
    (
        _CURRENT["observation_id"],
        common.SHA256,
        common.optional(common.TABLE_NUMBER, *_OF_TABLE),
        common.optional(common.ROW_NUMBER, *_OF_TABLE),
        common.optional(common.COLUMN_NUMBER, *_OF_TABLE),
        common.optional(common.STATEMENT_NUMBER, *_OF_PROSE),
        col(
            "position",
            "BIGINT",
            "Its place among the values of its answer in reading order, from 1.",
            "Haar plaats onder de waarden van het antwoord in leesvolgorde, vanaf 1.",
            unit="number",
        ),
        col("is_entry", "BOOLEAN", "Whether it is in an entry of a list.", "Of ze in een punt van een lijst staat."),
    ),
    key=("observation_id",),
    checks=(
        "(table_number IS NULL) <> (statement_number IS NULL)",
        "(table_number IS NULL) = (row_number IS NULL) AND (table_number IS NULL) = (column_number IS NULL)",
    ),
)

NOTES = Table(
    "core",
    "notes",
    Text(
        "What answers say about their figures as a whole, as far as rules and metrics need it.",
        "Wat antwoorden over hun cijfers in hun geheel zeggen, voor zover regels en maatstaven dat nodig hebben.",
    ),
    (
        common.DOCUMENT_ID,
        common.INDICATOR,
        col("note", "VARCHAR", "What is said.", "Wat er gezegd wordt.", codes=codes.NOTE),
        col(
            "detail",
            "VARCHAR",
            "For `base`: the indicator that is 100 %.",
            "Voor `base`: de indicator die 100 % is.",
            null=True,
        ),
    ),
    key=("document_id", "indicator", "note"),
)

INDICATORS = Table(
    "core",
    "indicators",
    Text("What the answers report.", "Waarover de antwoorden cijfers geven."),
    (
        col("indicator", "VARCHAR", "Id of the indicator.", "Kenmerk van de indicator."),
        col("label_nl", "VARCHAR", "Label in Dutch.", "Label in het Nederlands."),
        col("label_en", "VARCHAR", "Label in English.", "Label in het Engels."),
        col("description_nl", "VARCHAR", "Meaning in Dutch.", "Betekenis in het Nederlands."),
        col("description_en", "VARCHAR", "Meaning in English.", "Betekenis in het Engels."),
        col("unit", "VARCHAR", "Unit of its values.", "Eenheid van de waarden.", codes=codes.UNIT),
        col(
            "counts",
            "VARCHAR",
            "What is counted; presses are not people.",
            "Wat geteld wordt; drukken zijn geen mensen.",
            codes=codes.COUNTS,
        ),
        col(
            "dimension",
            "VARCHAR",
            "Breakdown its categories belong to; empty without.",
            "Opdeling waartoe de categorieën behoren; leeg zonder.",
            null=True,
        ),
        col(
            "base",
            "VARCHAR",
            "Indicator that is 100 %; empty when not printed.",
            "Indicator die 100 % is; leeg als dat er niet staat.",
            null=True,
        ),
        col(
            "is_exhaustive",
            "BOOLEAN",
            "Whether its categories make the whole.",
            "Of de categorieën samen het geheel zijn.",
        ),
        col(
            "is_additive",
            "BOOLEAN",
            "Whether its months add up to its year; distinct callers of two months may be one of the year.",
            "Of de maanden optellen tot het jaar; unieke oproepers van twee maanden kunnen er één van het jaar zijn.",
        ),
        col(
            "growth_of",
            "VARCHAR",
            "Indicator whose growth it states; else empty.",
            "Indicator waarvan het de groei geeft; anders leeg.",
            null=True,
        ),
    ),
    key=("indicator",),
)

CATEGORIES = Table(
    "core",
    "categories",
    Text("The categories of the breakdowns.", "De categorieën van de opdelingen."),
    (
        col("dimension", "VARCHAR", "The breakdown.", "De opdeling."),
        col("category", "VARCHAR", "Id of the category.", "Kenmerk van de categorie."),
        col("position", "BIGINT", "Place in the breakdown, from 1.", "Plaats in de opdeling, vanaf 1.", unit="number"),
        col("label_nl", "VARCHAR", "Label in Dutch.", "Label in het Nederlands."),
        col("label_en", "VARCHAR", "Label in English.", "Label in het Engels."),
        col(
            "age_from",
            "BIGINT",
            "Youngest age of an age band; else empty.",
            "Jongste leeftijd van een leeftijdsgroep; anders leeg.",
            null=True,
            unit="year",
        ),
        col(
            "age_to",
            "BIGINT",
            "Oldest age of an age band; empty when open.",
            "Oudste leeftijd van een leeftijdsgroep; leeg als die open is.",
            null=True,
            unit="year",
        ),
        col(
            "is_catalogued",
            "BOOLEAN",
            "False for a label nobody had seen before; its labels are as printed.",
            "Onwaar voor een nog nooit gezien label; de labels zijn dan zoals gedrukt.",
        ),
    ),
    key=("dimension", "category"),
)

EVENTS = Table(
    "core",
    "events",
    Text("Documented breaks in the series.", "Gedocumenteerde breuken in de reeksen."),
    (
        col("event_id", "VARCHAR", "Id of the event.", "Kenmerk van de gebeurtenis."),
        col(
            "start_date",
            "DATE",
            "First day, or that of the month or year it began in; empty when the sources do not date it.",
            "Eerste dag, of die van de maand of het jaar van het begin; leeg als de bronnen geen datum geven.",
            null=True,
        ),
        col(
            "start_latest",
            "DATE",
            "Last day on which it may have begun: the end of the month or year that the sources name.",
            "Laatste dag waarop het begonnen kan zijn: het einde van de maand of het jaar dat de bronnen noemen.",
            null=True,
        ),
        col(
            "end_date",
            "DATE",
            "Last day; empty while it lasts or when not dated.",
            "Laatste dag; leeg zolang het duurt of zonder datum.",
            null=True,
        ),
        col("description_nl", "VARCHAR", "What happened, in Dutch.", "Wat er gebeurde, in het Nederlands."),
        col("description_en", "VARCHAR", "What happened, in English.", "Wat er gebeurde, in het Engels."),
        common.optional(
            common.DOCUMENT_ID, "Empty when no answer read says so.", "Leeg als geen gelezen antwoord het zegt."
        ),
        common.optional(common.PAGE, "Empty when no answer read says so.", "Leeg als geen gelezen antwoord het zegt."),
        col("sentence", "VARCHAR", "The sentence that says so.", "De zin die het zegt.", null=True),
        col(
            "source",
            "VARCHAR",
            "Citation of the answer that says so; of where it is documented when no answer read does.",
            "Verwijzing naar het antwoord dat het zegt; naar waar het staat als geen gelezen antwoord het zegt.",
        ),
    ),
    key=("event_id",),
    checks=(
        "(start_date IS NULL) = (start_latest IS NULL)",
        "start_date <= start_latest",
        "start_date <= end_date",
        "(document_id IS NULL) = (page IS NULL)",
        "(document_id IS NULL) = (sentence IS NULL)",
    ),
)

TABLES = (OBSERVATIONS, PLACES, BREAKDOWNS, CURRENT, MONTHLY, AS_OF, NOTES, INDICATORS, CATEGORIES, EVENTS)
