"""Documented breaks in the series: what changed at the helpline, so that a jump is not taken for a trend.

Here: the events themselves, as data. When an answer tells of one and no date is printed, the date stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nupraat_pipeline.model.schema import Text


@dataclass(frozen=True, slots=True)
class Event:
    """A documented break: when it began and ended (None when undated or lasting) and what it was."""

    event_id: str
    start: date | None
    end: date | None
    text: Text


EVENTS: tuple[Event, ...] = (
    Event(
        "scope_broadened",
        date(2016, 4, 1),
        None,
        Text(
            "The helpline's subject was broadened from sexual abuse to all forms of child abuse (April 2016).",
            "Het doelthema werd verbreed van seksueel misbruik naar alle vormen van kindermishandeling (april 2016).",
        ),
    ),
    Event(
        "corona",
        date(2020, 1, 1),
        date(2020, 12, 31),
        Text(
            "2020 was an exceptional year because of the corona measures, with other opening hours.",
            "2020 was een uitzonderlijk jaar door de coronamaatregelen, met andere openingsuren.",
        ),
    ),
    Event(
        "longer_opening_hours",
        date(2021, 1, 1),
        None,
        Text(
            "Opening hours were extended again with the extra means given since 2021.",
            "Met de extra middelen sinds 2021 werden de openingsuren opnieuw uitgebreid.",
        ),
    ),
    Event(
        "sexual_violence_chat_merged",
        None,
        None,
        Text(
            "The chat after sexual violence was merged into 1712 and Nupraatikerover.be; the answers print no date.",
            "De chat na seksueel geweld ging op in 1712 en Nupraatikerover.be; de antwoorden drukken geen datum.",
        ),
    ),
)
