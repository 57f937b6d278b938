"""Schema `metrics`: tables derived from what holds now. The SQL that fills them is in `nupraat_pipeline/metrics`.

A column `x_num` and a column `x_den` are the numerator and denominator of the ratio `x`, so that ratios can be
reX, unrounded; any empty input makes the ratio empty.
"""

from __future__ import annotations

from msgspec.structs import replace

from nupraat_pipeline.model import codes, common
from nupraat_pipeline.model.schema import Column, Table, Text, col

_PERCENT = "percent"
# Changes may be negative, and both may exceed 100.
_CHANGE = "percent of before"
_INDEX = "percent of average"


def _measure(name: str, en: str, nl: str, unit: str = "count") -> Column:
    return col(name, "DOUBLE", en, nl, null=True, unit=unit)


def _ratio(name: str, en: str, nl: str, unit: str = _PERCENT, of: str = "count") -> tuple[Column, ...]:
    return (
        _measure(name, en, nl, unit),
        _measure(f"{name}_num", f"Numerator of {name}.", f"Teller van {name}.", of),
        _measure(f"{name}_den", f"Denominator of {name}.", f"Noemer van {name}.", of),
    )


def _disputed(name: str, of: str, van: str) -> Column:
    """Whether a figure is, or is made of, one that the answer itself contradicts; empty where there is no figure."""
    return col(
        name,
        "BOOLEAN",
        f"Whether {of} has a disputed total in it (is_disputed of yearly_summary); empty without it.",
        f"Of er in {van} een betwist totaal zit (is_disputed van yearly_summary); leeg zonder.",
        null=True,
    )


def _events(when: str, wanneer: str) -> Column:
    return col(
        "events",
        "VARCHAR[]",
        f"Documented breaks (core.events) that may have begun, or lasted, {when}; undated ones are nowhere here.",
        f"Gedocumenteerde breuken (core.events) die misschien begonnen, of duurden, {wanneer}; niet die zonder datum.",
    )


def _monthly(indicator: str, en: str, nl: str) -> tuple[Column, ...]:
    status = replace(
        common.optional(
            col(
                f"{indicator}_status", "VARCHAR", "Status as printed.", "Status zoals gedrukt.", codes=codes.OBS_STATUS
            ),
            "Empty when no answer prints the month.",
            "Leeg als geen antwoord de maand vermeldt.",
        ),
    )
    return (
        _measure(indicator, en, nl),
        status,
        col(f"{indicator}_document_id", "VARCHAR", "Answer it is from.", "Antwoord waaruit het komt.", null=True),
        _measure(f"{indicator}_previous", "The same month a year before.", "Dezelfde maand een jaar eerder."),
        *_ratio(
            f"{indicator}_yoy_pct",
            "Change on the same month a year before.",
            "Evolutie tegenover dezelfde maand een jaar eerder.",
            _CHANGE,
        ),
        _measure(
            f"{indicator}_12m",
            "Sum of the twelve months that end here; empty unless all twelve have a value.",
            "Som van de twaalf maanden tot hier; leeg tenzij alle twaalf een waarde hebben.",
        ),
    )


_ANSWERED = (
    "Conversations per 100 conversations and missed presses together: a ratio of events, not of young people.",
    "Gesprekken per 100 gesprekken en gemiste drukken samen: een verhouding van gebeurtenissen, niet van jongeren.",
)

MONTHLY_ACTIVITY = Table(
    "metrics",
    "monthly_activity",
    Text(
        "The monthly series side by side. Presses are not people, and some who missed a conversation chat later.",
        "De maandreeksen naast elkaar. Drukken zijn geen mensen, en wie een gesprek miste, chat soms later.",
    ),
    (
        common.MONTH,
        *_monthly("conversations", "Conversations held.", "Gevoerde gesprekken."),
        *_monthly("new_chat_callers", "New chat callers.", "Nieuwe chatoproepers."),
        *_monthly(
            "missed_in_opening_hours",
            "Presses of the chat button in opening hours that got no conversation at once.",
            "Drukken op de chatknop tijdens de openingsuren zonder onmiddellijk een gesprek.",
        ),
        *_ratio("answered_ratio_pct", *_ANSWERED),
        _events("in this month", "in deze maand"),
    ),
    key=("month",),
)

YEARLY_SUMMARY = Table(
    "metrics",
    "yearly_summary",
    Text(
        "Every count by year: what is stated, what its months make, and how it changed. An incomplete year is no year.",
        "Elk aantal per jaar: wat vermeld is, wat de maanden geven, en de evolutie. Een onvolledig jaar is geen jaar.",
    ),
    (
        common.INDICATOR,
        common.YEAR,
        _measure("stated", "The year's total as printed.", "Het jaartotaal zoals gedrukt."),
        col(
            "stated_source", "VARCHAR", "Where it is printed.", "Waar het gedrukt staat.", null=True, codes=codes.SOURCE
        ),
        col("stated_document_id", "VARCHAR", "Answer that states it.", "Antwoord dat het vermeldt.", null=True),
        _measure(
            "summed",
            "Sum of the months that have a value; empty without any, and for distinct callers, who do not add up.",
            "Som van de maanden met een waarde; leeg zonder, en voor unieke oproepers, die niet optellen.",
        ),
        col("months_used", "BIGINT", "Months that have a value.", "Maanden met een waarde.", unit="count"),
        _measure("stated_minus_summed", "stated - summed.", "stated - summed."),
        _measure(
            "annual_value",
            "The year's value: stated, else the sum of twelve months, else empty.",
            "De waarde van het jaar: vermeld, anders de som van twaalf maanden, anders leeg.",
        ),
        col(
            "value_basis",
            "VARCHAR",
            "What annual_value is.",
            "Wat annual_value is.",
            null=True,
            codes=codes.VALUE_BASIS,
        ),
        col(
            "is_disputed",
            "BOOLEAN",
            "Whether the stated total contradicts the months that hold now, maybe of another answer, "
            "or another total of the same answer; an approximate one at its own rounding.",
            "Of het vermelde totaal de maanden die nu gelden (misschien van een ander antwoord) tegenspreekt, "
            "of een ander totaal van hetzelfde antwoord; een benaderend totaal op zijn eigen afronding.",
        ),
        _measure("previous_value", "annual_value of the year before.", "annual_value van het jaar ervoor."),
        _disputed("previous_is_disputed", "previous_value", "previous_value"),
        _measure("change", "annual_value - previous_value.", "annual_value - previous_value."),
        *_ratio("change_pct", "Change on the year before.", "Evolutie tegenover het jaar ervoor.", _CHANGE),
        col(
            "peak_months",
            "BIGINT[]",
            "Months 1-12 with the highest value, ties listed; empty unless all twelve have one.",
            "Maanden 1-12 met de hoogste waarde, alle bij gelijke stand; leeg tenzij alle twaalf er een hebben.",
            null=True,
            unit="month",
        ),
        col(
            "trough_months",
            "BIGINT[]",
            "Months 1-12 with the lowest value, ties listed; empty unless all twelve have one.",
            "Maanden 1-12 met de laagste waarde, alle bij gelijke stand; leeg tenzij alle twaalf er een hebben.",
            null=True,
            unit="month",
        ),
        *_ratio(
            "summer_pct",
            "July and August as a share of the twelve months; empty unless all twelve have a value.",
            "Juli en augustus als aandeel van de twaalf maanden; leeg tenzij alle twaalf een waarde hebben.",
        ),
        *_ratio(
            "answered_ratio_pct",
            f"{_ANSWERED[0]} Over the months that have both figures.",
            f"{_ANSWERED[1]} Over de maanden met beide cijfers.",
        ),
        col(
            "answered_months_used",
            "BIGINT",
            "Months that have both figures; empty but for conversations.",
            "Maanden met beide cijfers; leeg behalve voor gesprekken.",
            null=True,
            unit="count",
        ),
        *_ratio(
            "answered_ratio_of_totals_pct",
            f"{_ANSWERED[0]} From the year's totals; not comparable with answered_ratio_pct.",
            f"{_ANSWERED[1]} Uit de jaartotalen; niet vergelijkbaar met answered_ratio_pct.",
        ),
        _disputed("answered_ratio_of_totals_is_disputed", "this ratio", "deze verhouding"),
        *_ratio(
            "conversations_per_new_chat_caller",
            "Conversations per new chat caller; other callers talk too.",
            "Gesprekken per nieuwe chatoproeper; ook andere oproepers voeren gesprekken.",
            unit="conversations per caller",
        ),
        _disputed("conversations_per_new_chat_caller_is_disputed", "this ratio", "deze verhouding"),
        _events("in this year", "in dit jaar"),
    ),
    key=("indicator", "year"),
)

SEASONALITY = Table(
    "metrics",
    "seasonality",
    Text(
        "How each calendar month compares with an average month, over complete years.",
        "Hoe elke kalendermaand zich verhoudt tot een gemiddelde maand, over volledige jaren.",
    ),
    (
        common.INDICATOR,
        col("calendar_month", "BIGINT", "Month 1-12.", "Maand 1-12.", unit="month"),
        _measure(
            "index_pct",
            "Mean over complete years of 100 x month / (year / 12); empty under two such years.",
            "Gemiddelde over volledige jaren van 100 x maand / (jaar / 12); leeg bij minder dan twee.",
            _INDEX,
        ),
        _measure("index_min", "Lowest of these years.", "Laagste van die jaren.", _INDEX),
        _measure("index_max", "Highest of these years.", "Hoogste van die jaren.", _INDEX),
        col("years_used", "BIGINT", "Number of complete years.", "Aantal volledige jaren.", unit="count"),
        col("years", "BIGINT[]", "The complete years.", "De volledige jaren.", unit="year"),
        col(
            "includes_break",
            "BOOLEAN",
            "Whether a documented break (core.events) starts in or between these years.",
            "Of een gedocumenteerde breuk (core.events) in of tussen die jaren begint.",
        ),
        col(
            "events",
            "VARCHAR[]",
            "The documented breaks that start in or between these years.",
            "De gedocumenteerde breuken die in of tussen die jaren beginnen.",
        ),
    ),
    key=("indicator", "calendar_month"),
)

REFERRALS = Table(
    "metrics",
    "referrals",
    Text(
        "Referrals by other helplines, as callers reported them.",
        "Doorverwijzingen door andere hulplijnen, zoals oproepers ze meldden.",
    ),
    (
        common.YEAR,
        col("helpline", "VARCHAR", "The helpline, see core.categories.", "De hulplijn, zie core.categories."),
        _measure("referrals", "Reported referrals.", "Gemelde doorverwijzingen."),
        _measure(
            "reported_total",
            "Sum over the helplines, computed; empty when one is missing.",
            "Som over de hulplijnen, berekend; leeg als er een ontbreekt.",
        ),
        *_ratio(
            "share_of_reported_pct", "Share of the reported referrals.", "Aandeel van de gemelde doorverwijzingen."
        ),
        col(
            "is_lower_bound",
            "BOOLEAN",
            "Whether the answer says that the real number is probably higher.",
            "Of het antwoord zegt dat het echte aantal waarschijnlijk hoger ligt.",
        ),
        col(
            "period_basis",
            "VARCHAR",
            "Where the year is taken from.",
            "Waar het jaar vandaan komt.",
            codes=codes.PERIOD_BASIS,
        ),
    ),
    key=("year", "helpline"),
)

CALLER_PROFILE = Table(
    "metrics",
    "caller_profile",
    Text(
        "Printed shares by gender, age, problem and weekday, and what they are of the known.",
        "Gedrukte aandelen naar geslacht, leeftijd, problematiek en weekdag, en hun aandeel van wat gekend is.",
    ),
    (
        common.YEAR,
        col("breakdown", "VARCHAR", "The breakdown.", "De opdeling.", codes=codes.BREAKDOWN),
        col(
            "category",
            "VARCHAR",
            "Category, see core.categories; `under_18` is derived.",
            "Categorie, zie core.categories; `under_18` is afgeleid.",
        ),
        _measure("share_pct", "Share as printed.", "Aandeel zoals gedrukt.", _PERCENT),
        col("is_approximate", "BOOLEAN", "Whether the text says 'about'.", "Of de tekst 'ongeveer' zegt."),
        _measure(
            "known_pct",
            "100 - unknown; empty when unknown is not printed.",
            "100 - onbekend; leeg als onbekend er niet staat.",
            _PERCENT,
        ),
        *_ratio(
            "share_of_known_pct",
            "Share of those of whom it is known; empty for `unknown` itself.",
            "Aandeel van wie het gekend is; leeg voor `unknown` zelf.",
            of=_PERCENT,
        ),
        col(
            "base",
            "VARCHAR",
            "Indicator that is 100 %; empty when not printed.",
            "Indicator die 100 % is; leeg als dat er niet staat.",
            null=True,
        ),
        _measure("base_value", "The year's value of the base.", "De jaarwaarde van de basis."),
        _measure(
            "count_low",
            "Fewest that the rounded share allows; empty without base or for an approximate share.",
            "Minste dat het afgeronde aandeel toelaat; leeg zonder basis of bij een benaderend aandeel.",
        ),
        _measure("count_high", "Most that the rounded share allows.", "Meeste dat het afgeronde aandeel toelaat."),
        col(
            "band_overlaps",
            "BOOLEAN",
            "Whether the age band shares an age with another.",
            "Of de leeftijdsgroep een leeftijd deelt met een andere.",
        ),
        col(
            "is_derived",
            "BOOLEAN",
            "Whether the row is computed and not printed.",
            "Of de rij berekend is en niet gedrukt.",
        ),
    ),
    key=("year", "breakdown", "category"),
)

REACH = Table(
    "metrics",
    "reach",
    Text(
        "How many of those who pressed the button came to a conversation. The rest is not 'unhelped'.",
        "Hoeveel van wie op de knop drukte tot een gesprek kwam. De rest is niet 'ongeholpen'.",
    ),
    (
        common.YEAR,
        _measure("unique_button_callers", "Distinct callers on the chat button.", "Unieke oproepers op de chatknop."),
        _measure("chat_callers", "Callers who came to the chat.", "Oproepers die naar de chat kwamen."),
        _measure("mail_only_callers", "Callers by mail only.", "Oproepers met enkel mailcontact."),
        _measure("answered_callers", "Callers answered, by chat and mail.", "Beantwoorde oproepers, via chat en mail."),
        *_ratio(
            "reach_chat_pct",
            "Chat callers per 100 on the button: like for like.",
            "Chatoproepers per 100 op de knop: gelijk met gelijk.",
        ),
        _disputed("reach_chat_is_disputed", "reach_chat_pct", "reach_chat_pct"),
        *_ratio(
            "reach_with_mail_pct",
            "Callers answered per 100 on the button; who only mailed may not have pressed it.",
            "Beantwoorde oproepers per 100 op de knop; wie enkel mailde, drukte er misschien niet op.",
        ),
        _disputed("reach_with_mail_is_disputed", "reach_with_mail_pct", "reach_with_mail_pct"),
        _measure(
            "missed_in_opening_hours",
            "Presses in opening hours without a conversation at once. Never to be added to those outside.",
            "Drukken tijdens de openingsuren zonder onmiddellijk gesprek. Nooit op te tellen bij die erbuiten.",
        ),
        _disputed("missed_is_disputed", "missed_in_opening_hours", "missed_in_opening_hours"),
        _measure(
            "presses_outside_opening_hours",
            "Presses outside opening hours. Never to be added to those inside.",
            "Drukken buiten de openingsuren. Nooit op te tellen bij die erbinnen.",
        ),
        _disputed("presses_outside_is_disputed", "presses_outside_opening_hours", "presses_outside_opening_hours"),
    ),
    key=("year",),
)

TABLES = (MONTHLY_ACTIVITY, YEARLY_SUMMARY, SEASONALITY, REFERRALS, CALLER_PROFILE, REACH)
