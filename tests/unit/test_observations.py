"""The frames of `raw` and `core`."""

from __future__ import annotations

import unicodedata
from datetime import date

import pandas as pd
from readings import answer, figure, file, golden_reading, month, prose, rejected, year

from nupraat_pipeline.catalogue import load_catalogue
from nupraat_pipeline.model import table
from nupraat_pipeline.model.frames import validate
from nupraat_pipeline.observations import core_tables, raw_tables
from nupraat_pipeline.reading.records import Notes, Period

CONVERSATIONS = figure("conversations", year(2022), 1074)


def core(*readings):
    return core_tables([file(reading, f"{number}.pdf") for number, reading in enumerate(readings)], load_catalogue())


def observed(*readings):
    return core(*readings)["core.observations"]


def test_the_2022_answer_gives_its_128_observations_and_every_table_fits_its_description():
    files = [file(golden_reading())]
    tables = raw_tables(files) | core_tables(files, load_catalogue())
    for name, frame in tables.items():
        validate(table(name), frame)
    observations = tables["core.observations"]
    assert len(observations) == 128
    assert observations["value"].isna().sum() == 2
    assert observations["observation_id"].is_unique


def test_a_month_and_a_year_and_another_period():
    odd = Period(date(2020, 1, 1), date(2020, 11, 30))
    rows = observed(
        answer([figure("conversations", month(2, 2020), 60), CONVERSATIONS, figure("conversations", odd, 841)])
    )
    assert rows["reference_year"].tolist() == [2020, 2022, 2020]
    assert rows["reference_month"].tolist() == [2, pd.NA, pd.NA]
    assert rows["period_end"].dt.date.tolist() == [date(2020, 2, 29), date(2022, 12, 31), date(2020, 11, 30)]


def test_observation_ids_stay_and_count_repetitions():
    twice = [prose("conversations", year(2022), 1074), prose("conversations", year(2022), 1075)]
    ids = observed(answer(twice))["observation_id"].tolist()
    assert ids == observed(answer(twice, content="another file"))["observation_id"].tolist()
    assert ids[0] != ids[1]
    assert ids[1] not in observed(answer([CONVERSATIONS, twice[0]]))["observation_id"].tolist()


def test_superseded_files_keep_their_raw_rows_but_no_observations_and_duplicates_neither():
    read = answer([CONVERSATIONS, figure("chat_callers", year(2022), 688)])
    loser = answer([figure("conversations", year(2022), 1)])
    same = answer(read.figures, content="re-download")
    files = [file(read, "a.pdf"), file(loser, "b.pdf"), file(same, "c.pdf"), file(read, "d.pdf")]
    winner = min(read, same, key=lambda reading: reading.document.sha256)
    cells = raw_tables(files)["raw.cells"]
    assert cells["sha256"].value_counts().to_dict() == {winner.document.sha256: 2, loser.document.sha256: 1}
    assert core_tables(files, load_catalogue())["core.observations"]["value"].tolist() == [1074, 688]


def test_documents_list_every_file_with_status_and_citation():
    rows = raw_tables([file(answer([CONVERSATIONS]), "a.pdf"), rejected("b.pdf")])["raw.documents"]
    assert rows["status"].tolist() == ["read", "rejected"]
    assert rows["reason"].tolist()[1] == "not_a_pdf"
    assert rows["citation"][0] == (
        "Vlaams Parlement, antwoord op schriftelijke vraag nr. 363 van 30 januari 2023 "
        "van KATRIEN SCHRYVERS, 'Nupraatikerover - Oproepen'"
    )
    assert rows["document_id"].isna().tolist() == [False, True]


def test_texts_are_nfc_and_hold_no_halves_of_characters():
    label = unicodedata.normalize("NFD", "één") + "\ud800"
    (printed,) = observed(answer([figure("conversations", year(2022), 1, printed_text=label)]))["printed_text"]
    assert printed == "één?"


def test_file_names_that_are_alike_as_text_or_no_text_stay_apart():
    files = [rejected(unicodedata.normalize("NFD", "é.pdf")), rejected("é.pdf"), rejected("b\udcff.pdf")]
    names = raw_tables(files)["raw.documents"]["file_name"]
    assert names.is_unique
    assert set(names) == {"b\\xff.pdf", "\\xe9.pdf", "é.pdf"}


def test_a_label_nobody_had_seen_becomes_a_category_and_the_catalogue_ones_stay_first():
    new = figure("caller_age_share", year(2022), 4, category="25-30", category_label="25-30 jaar")
    ages = core(answer([new]))["core.categories"].query("dimension == 'age'")
    last = ages.iloc[-1]
    assert (last["category"], last["label_nl"], last["age_from"], last["age_to"]) == ("25-30", "25-30 jaar", 25, 30)
    assert ages["is_catalogued"].tolist() == [True] * (len(ages) - 1) + [False]


def test_stated_growth_of_any_indicator_is_described():
    growth = prose("missed_in_opening_hours_growth", year(2022), 61, base_period=year(2021))
    indicators = core(answer([growth]))["core.indicators"].set_index("indicator")
    assert indicators.loc["missed_in_opening_hours_growth", "growth_of"] == "missed_in_opening_hours"


def test_months_of_distinct_callers_do_not_add_up_to_a_year():
    additive = core(answer([CONVERSATIONS]))["core.indicators"].set_index("indicator")["is_additive"]
    assert not additive["unique_chat_button_callers"]
    assert not additive["weekday_share"]
    assert additive["new_chat_callers"]
    assert additive["missed_in_opening_hours"]


def test_notes_say_what_an_answer_says_of_its_figures():
    notes = Notes(bases=(("weekday_share", "conversations"),), lower_bounds=("referrals",))
    rows = core(answer([CONVERSATIONS], notes=notes))["core.notes"]
    assert rows[["indicator", "note"]].values.tolist() == [["weekday_share", "base"], ["referrals", "lower_bound"]]
