"""Which file of several is read, and what answers are called."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from readings import answer, figure, file, rejected, year

from nupraat_pipeline.vintages import answers, editions

FIGURES = [figure("conversations", year(2022), 1074), figure("chat_callers", year(2022), 688)]
OTHER = [figure("conversations", year(2022), 1075), figure("chat_callers", year(2022), 688)]


def settled(*files):
    return {edition.file_name: (edition.status, edition.reason) for edition in editions(files)}


def test_same_bytes_are_read_once_under_the_first_name():
    reading = answer(FIGURES)
    assert settled(file(reading, "b.pdf"), file(reading, "a.pdf")) == {
        "a.pdf": ("read", None),
        "b.pdf": ("duplicate", "same_bytes"),
    }


def test_same_values_in_other_bytes_are_one_answer_whatever_the_layout():
    table = answer(FIGURES, modified="2023-03-01T10:00:00+01:00")
    bullets = answer(
        [figure("conversations", year(2022), 1074, source="prose", printed_text="1 074"), FIGURES[1]],
        modified="2023-03-02T10:00:00+01:00",
    )
    assert settled(file(table, "a.pdf"), file(bullets, "b.pdf")) == {
        "a.pdf": ("duplicate", "same_answer"),
        "b.pdf": ("read", None),
    }


def test_of_conflicting_editions_the_one_with_more_observations_is_read():
    shorter = answer(OTHER[:1], modified="2024-01-01")
    assert settled(file(answer(FIGURES), "z.pdf"), file(shorter, "a.pdf")) == {
        "a.pdf": ("superseded", "conflicting_editions"),
        "z.pdf": ("read", None),
    }


def test_then_the_later_moddate_in_whatever_time_zone():
    later = answer(FIGURES, modified="2023-03-01T23:30:00-02:00")
    earlier = answer(OTHER, modified="2023-03-02T01:00:00+01:00")
    undated = answer(OTHER, content="undated")
    outcome = settled(file(earlier, "a.pdf"), file(later, "b.pdf"), file(undated, "c.pdf"))
    assert outcome["b.pdf"] == ("read", None)
    assert {outcome["a.pdf"], outcome["c.pdf"]} == {("superseded", "conflicting_editions")}


def test_then_the_smaller_sha256():
    one, two = answer(FIGURES), answer(OTHER)
    smaller = min(one, two, key=lambda reading: reading.document.sha256)
    (read,) = answers(editions([file(one, "a.pdf"), file(two, "b.pdf")]))
    assert read.reading is smaller


def test_number_date_and_asker_together_are_the_question():
    asked = {
        "a.pdf": answer(FIGURES),
        "b.pdf": answer(FIGURES, asked=date(2024, 1, 30)),
        "c.pdf": answer(FIGURES, number=364),
    }
    found = editions([file(reading, name) for name, reading in asked.items()])
    assert [(edition.status, edition.document_id) for edition in found] == [
        ("read", "sv363-2023-01-30"),
        ("read", "sv363-2024-01-30"),
        ("read", "sv364-2023-01-30"),
    ]


def test_two_askers_of_one_number_and_date_are_told_apart_by_name():
    found = editions([file(answer(FIGURES), "a.pdf"), file(answer(OTHER, author="Zoë d'Hondt"), "b.pdf")])
    assert [edition.document_id for edition in found] == [
        "sv363-2023-01-30-katrien-schryvers",
        "sv363-2023-01-30-zoe-d-hondt",
    ]


def test_an_asker_in_other_letters_is_the_same_asker():
    found = editions([file(answer(FIGURES), "a.pdf"), file(answer(FIGURES, author="Katrien Schryvers"), "b.pdf")])
    assert {edition.document_id for edition in found} == {"sv363-2023-01-30"}


def test_every_order_of_arrival_gives_the_same():
    files = [
        file(answer(FIGURES), "a.pdf"),
        file(answer(OTHER, modified="2023-05-01"), "b.pdf"),
        file(answer(FIGURES), "c.pdf"),
        rejected("d.pdf"),
    ]
    assert len({editions(order) for order in permutations(files)}) == 1


def test_the_message_names_the_file_that_is_read_instead():
    reading = answer(FIGURES)
    _, duplicate = editions([file(reading, "a.pdf"), file(reading, "b.pdf")])
    assert duplicate.message == "Has the same bytes as a.pdf. One of the two can go."
    assert duplicate.instead == "a.pdf"
