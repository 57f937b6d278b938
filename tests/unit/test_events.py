"""Documented breaks in the series: which sentences tell of them, and what becomes of that in the tables."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from readings import answer, figure, file, months, year

from nupraat_pipeline.catalogue import Event, load_catalogue
from nupraat_pipeline.observations import core_tables
from nupraat_pipeline.reading.records import Mention, Notes
from nupraat_pipeline.warehouse import assemble

TELLING = [
    ("scope_broadened", "Sinds april 2016 is het doelthema verbreed naar alle vormen van kindermishandeling."),
    ("scope_broadened", "In 2016 werd de chat uitgebreid tot alle vormen van mishandeling."),
    ("corona", "2020 is door de COVID-19-pandemie geen gewoon jaar."),
    ("corona", "Tijdens de eerste lockdown in 2020 was de chat vaker open."),
    ("longer_opening_hours", "Vanaf 2021 kon de chat dankzij bijkomende middelen ruimere openingsuren aanbieden."),
    ("longer_opening_hours", "De chat is sinds 2021 langer open."),
    ("longer_opening_hours", "In 2021 kwamen er twee permanenties bij, een uitbreiding met zes uren."),
    ("sexual_violence_chat_merged", "De chat na seksueel geweld werd ondergebracht bij 1712 en Nupraatikerover.be."),
    ("sexual_violence_chat_merged", "Sinds de integratie van de chat na seksueel geweld in Nupraatikerover steeg dit."),
]
NOT_TELLING = [
    "De openingsuren werden uitgebreid.",
    "In 2024 werden de openingsuren uitgebreid.",
    "In 20210 gevallen werden de openingsuren verruimd.",
    "In 2021 werden de openingsuren niet uitgebreid.",
    "De openingsuren zullen in 2021 verruimd worden.",
    "Werden de openingsuren in 2021 uitgebreid?",
    "Awel breidde uit: in 2021 waren er bijkomende permanenties.",
    "In 2020 werden 914 gesprekken gevoerd met Nupraatikerover.be.",
    "Slachtoffers kunnen terecht bij de chat na seksueel geweld.",
    "In 2016 waren er 300 meldingen van kindermishandeling.",
]


@pytest.mark.parametrize(("event", "sentence"), TELLING)
def test_sentences_that_tell_of_an_event(event, sentence):
    assert load_catalogue().events_in(sentence) == [event]


@pytest.mark.parametrize("sentence", NOT_TELLING)
def test_sentences_that_tell_of_none(sentence):
    assert load_catalogue().events_in(sentence) == []


def event(**facts):
    return msgspec.convert({"description": {"nl": "-", "en": "-"}, "words": ["x"], "source": "-", **facts}, Event)


def test_dates_are_as_exact_as_the_sources():
    assert event().start is None
    assert event().end is None
    assert event(began="2016-02").start == (date(2016, 2, 1), date(2016, 2, 29))
    assert event(began="2020", ended="2020").start == (date(2020, 1, 1), date(2020, 12, 31))
    assert event(began="2020", ended="2020").end == date(2020, 12, 31)
    with pytest.raises(msgspec.ValidationError, match="matching regex"):
        event(began="2016-13")


def telling(*mentions, number=363, asked=date(2023, 1, 30)):
    notes = Notes(events=tuple(Mention(*mention) for mention in mentions))
    return file(answer([figure("conversations", year(2022), 1)], number=number, asked=asked, notes=notes), f"{asked}")


OLD = telling(("corona", 2, "In 2020 was er corona."), ("corona", 5, "Nog eens."), asked=date(2021, 1, 12))
NEW = telling(("corona", 1, "Corona trof 2020."), ("longer_opening_hours", 3, "Langer open in 2021."))


def events(*files):
    rows = core_tables(list(files), load_catalogue())["core.events"]
    return rows.astype(object).where(rows.notna(), None).set_index("event_id")


def test_the_oldest_answer_that_tells_of_an_event_is_named_with_page_and_sentence():
    rows = events(NEW, OLD)
    assert rows.loc["corona", ["document_id", "page", "sentence"]].tolist() == [
        "sv363-2021-01-12",
        2,
        "In 2020 was er corona.",
    ]
    assert rows.loc["corona", "source"].startswith("Vlaams Parlement, antwoord op schriftelijke vraag nr. 363 van 12")
    assert rows.loc["longer_opening_hours", "document_id"] == "sv363-2023-01-30"


def test_without_that_answer_the_next_one_is_named_and_without_any_the_documented_source():
    assert events(NEW).loc["corona", ["document_id", "page"]].tolist() == ["sv363-2023-01-30", 1]
    rows = events(telling())
    assert rows[["document_id", "page", "sentence"]].isna().all(axis=None)
    assert rows["source"].tolist() == [entry.source for entry in load_catalogue().events.values()]
    assert len(rows) == 4


def test_metrics_show_events_beside_the_series():
    figures = [*months("conversations", 2020, [10] * 12), *months("conversations", 2021, [10] * 12)]
    later = [*months("conversations", 2022, [10] * 12), figure("conversations", year(2016), 1)]
    tables = assemble([file(answer([*figures, *later]))])
    monthly = tables["metrics.monthly_activity"].set_index("month")["events"]
    assert monthly.loc["2020-01-01"] == monthly.loc["2020-12-01"] == ["corona"]
    # 'Since 2021' names no month: any of them may be the first.
    assert monthly.loc["2021-01-01"] == monthly.loc["2021-12-01"] == ["longer_opening_hours"]
    assert monthly.loc["2022-01-01"] == []
    yearly = tables["metrics.yearly_summary"].set_index("year")["events"].to_dict()
    assert yearly == {2016: ["scope_broadened"], 2020: ["corona"], 2021: ["longer_opening_hours"], 2022: []}
    season = tables["metrics.seasonality"].iloc[0]
    assert (season["includes_break"], season["events"]) == (True, ["corona", "longer_opening_hours"])


def test_one_month_of_a_dated_event_is_marked():
    tables = assemble([file(answer(months("conversations", 2016, [10] * 12)))])
    monthly = tables["metrics.monthly_activity"]
    assert monthly[monthly["events"].str.len() > 0]["month"].dt.month.tolist() == [4]
