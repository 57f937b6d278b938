"""The units in which columns are measured: the name that the model uses, and what it is called in both languages.

Here: units as data. Numbers must name theirs; texts, dates and the like have the one of their type. The units of the
values of an indicator, `count` and `percent`, are a code list (`codes`): a column of this kind says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model.schema import Text

if TYPE_CHECKING:
    from nupraat_pipeline.model.schema import Column

UNITS: dict[str, Text] = {
    "count": Text("count", "aantal"),
    "percent": Text("per cent, 0-100", "procent, 0-100"),
    "percent of before": Text("per cent of the value before, any sign", "procent van de waarde ervoor, ook negatief"),
    "percent of average": Text("per cent of an average month", "procent van een gemiddelde maand"),
    "conversations per caller": Text("conversations per caller", "gesprekken per oproeper"),
    "year": Text("year", "jaar"),
    "month": Text("month", "maand"),
    "byte": Text("byte", "byte"),
    "pt": Text("PDF point (1/72 inch)", "PDF-punt (1/72 inch)"),
    "number": Text("number in a sequence", "volgnummer"),
    "column unit": Text("as the column `unit` says", "zoals de kolom `unit` zegt"),
    "indicator": Text("unit of the indicator", "eenheid van de indicator"),
}

_OF_TYPE: dict[str, Text] = {
    "VARCHAR": Text("text", "tekst"),
    "VARCHAR[]": Text("texts", "teksten"),
    "BOOLEAN": Text("true or false", "waar of onwaar"),
    "DATE": Text("day", "dag"),
    "TIMESTAMP": Text("moment, UTC", "tijdstip, UTC"),
    "INPUTS": Text("list of records", "lijst van records"),
    "CHANGES": Text("list of records", "lijst van records"),
}

_CODE = Text("code", "code")


def unit_of(column: Column) -> Text:
    """Return what a column is measured in. Raises KeyError for a number without a unit, or an unknown unit."""
    if column.unit is not None:
        return UNITS[column.unit]
    return _CODE if column.codes is not None else _OF_TYPE[column.type]
