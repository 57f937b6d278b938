"""The page `report.html`: its numbers, where each is printed, what it says of doubts, and that a PDF is only text."""

from __future__ import annotations

import io
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

import altair as alt
import duckdb
import pikepdf
import pytest
from answers import typeset
from answers.corpus import corpus
from answers.setting import turned
from msgspec.structs import replace
from PIL import Image
from readings import answer, file, month, year
from readings import figure as printed
from reports import (
    FORMULA,
    IMAGE,
    LONG,
    SCRIPT,
    TITLE,
    Page,
    hostile_answer,
    published,
    settings_in,
)

from nupraat_pipeline import report, warehouse
from nupraat_pipeline.model.quality import RULE
from nupraat_pipeline.reading.many.fingerprints import fingerprint
from nupraat_pipeline.report import caveats, page, pictures, wording
from nupraat_pipeline.report.facts import Facts
from nupraat_pipeline.report.library import library
from nupraat_pipeline.report.provenance import Provenance
from nupraat_pipeline.report.timeline import breaks_within

if TYPE_CHECKING:
    from pathlib import Path

    from nupraat_pipeline.settings import Settings


@pytest.fixture
def settings(real_report) -> Settings:
    return real_report


@pytest.fixture(scope="module")
def real(real_report) -> Page:
    return Page(real_report.report)


def facts_of(settings: Settings) -> Facts:
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        return Facts.load(connection)


def made(settings: Settings, directory: Path) -> Page:
    """The page of a published file as it would be written now."""
    path = directory / "page.html"
    path.write_text(page.make(facts_of(settings), settings), "utf-8")
    return Page(path)


# What it shows


def test_yearly_totals_are_those_of_the_answer_in_both_languages(settings, real):
    total, change = ("Totaal", "914", "923", "1.074"), ("In %", "–", "+1,0 %", "+16,4 %")
    rows = real.table("Gevoerde gesprekken per jaar")
    assert [tuple(column) for column in zip(*rows, strict=True)][1] == total
    assert [tuple(column) for column in zip(*rows, strict=True)][3] == change
    assert Page(settings.report, "en").table("Conversations held by year")[-1] == [
        *("2022", "1,074", "+151", "+16.4%", "1,074")
    ]
    assert real.table("Gemist tijdens de openingsuren per jaar")[-1] == [
        *("2022", "2.608 betwist", "+990 betwist", "+61,2 % betwist", "2.615 van 10 maanden")
    ]


def test_months_without_a_value_are_shown_as_printed(real):
    rows = {row[0]: row[1] for row in real.table("Gemist tijdens de openingsuren per maand")}
    assert (rows["juni"], rows["juli"], rows["augustus"]) == ("291", "*** geen waarde", "*** geen waarde")


def test_shares_referrals_and_reach_are_those_of_the_answer(real):
    assert real.table("Oproepers naar leeftijd")[-1] == ["Jonger dan 18 (berekend)", "68 %", "71,6 %"]
    assert real.table("Gevoerde gesprekken naar weekdag")[1:] == [
        ["Maandag", "20 % ongeveer"],
        ["Dinsdag", "20 % ongeveer"],
        ["Woensdag", "32 %"],
        ["Donderdag", "20 % ongeveer"],
    ]
    assert real.table("Doorverwijzingen door andere hulplijnen")[-1] == ["Samen (berekend)", "74", ""]
    assert real.table("Mensen")[-2:] == [
        ["Kwamen naar de chat, per 100 op de knop", "9,8 %"],
        ["Beantwoord via chat of mail, per 100 op de knop", "10,6 %"],
    ]
    assert real.table("Over de maanden met beide cijfers")[1:] == [["2022", "27,5 %", "991", "3.606", "10"]]
    assert [row[1] for row in real.table("Uit de totalen van het jaar")[1:]] == ["27,7 %", "36,3 %", "29,2 % betwist"]


def test_every_printed_number_is_the_value_of_its_observation(settings, real):
    sources = real.data("data")["sources"]
    rows = {
        (row["page"], *(round(row[edge], 2) for edge in ("x0", "top", "x1", "bottom"))): row
        for row in facts_of(settings).rows["observations"]
    }
    shown = [button for button in real.buttons if "data-h" not in button]
    assert len(shown) > 120
    for button in shown:
        source = sources[int(button["data-s"] or "")]
        row = rows[source["page"], *source["box"]]
        value = wording.amount(row["value"], row["unit"]).nl if row["value"] is not None else row["printed_text"]
        assert (button["text"] or "").split("\n")[0].strip().startswith(value), button


def test_the_same_published_file_gives_the_same_bytes(settings):
    before = settings.report.read_bytes()
    report.write(settings)
    assert settings.report.read_bytes() == before
    assert report.build_of(settings.report) == facts_of(settings).build["build_id"]


def test_charts_satisfy_the_schema_of_vega_lite(real):
    drawn = real.data("charts")
    assert set(drawn["looks"]) == {"nl", "en"}
    assert len(drawn["specs"]) == 19
    for spec in drawn["specs"].values():  # raises where one does not; languages differ in texts alone
        alt.Chart.from_dict({**spec["nl"], "config": drawn["looks"]["nl"]})


def test_a_chart_has_the_holes_and_the_breaks(real):
    drawn = real.data("charts")["specs"]
    missed = drawn["months-missed_in_opening_hours"]["nl"]["datasets"]
    assert [hole["month"] for hole in missed["holes"]] == ["2022-07-01", "2022-08-01"]
    assert "moet nog uitgezuiverd worden" in missed["holes"][0]["text"]
    assert [gap["start"] for gap in missed["gaps"]] == ["2022-06-16"]
    breaks = drawn["months-conversations"]["en"]["datasets"]["breaks"]
    assert [(each["number"], each["start"], each["end"]) for each in breaks] == [
        ("1", "2020-01-01", "2020-12-31"),
        ("2", "2021-01-01", "2021-12-31"),
    ]


def test_links_lead_to_exported_tables(real):
    links = {attributes["href"] for tag, attributes in real.elements if tag == "a"}
    tables = {f"exports/{table.full_name}.csv" for table in warehouse_tables()}
    csv = {link for link in links if link and link.endswith(".csv")}
    assert csv <= tables
    assert len(csv) == 8


def warehouse_tables() -> Any:
    from nupraat_pipeline.exports import exported_tables

    return exported_tables()


def test_a_sparse_answer_says_where_there_is_nothing(tmp_path):
    own = settings_in(tmp_path)
    warehouse.build([file(answer([printed("conversations", month(3, 2021), 61)]))], own)
    sparse = made(own, tmp_path)
    assert sparse.table("Gevoerde gesprekken per maand")[3] == ["maart", "61"]
    assert sum("geven hierover geen cijfers" in text for text in sparse.texts) == 6


def test_a_year_that_no_answer_prints_keeps_its_place(tmp_path):
    own = settings_in(tmp_path)
    figures = [printed("conversations", year(of), value) for of, value in ((2018, 500), (2020, 700))]
    warehouse.build([file(answer(figures))], own)
    shown = made(own, tmp_path)
    spec = shown.data("charts")["specs"]["totals-conversations"]["nl"]
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [2018, 2019, 2020]
    assert any("Geen waarde voor 2019." in text for text in shown.texts)


# Where a number is printed


def test_the_outlined_box_is_the_box_of_the_observation(settings, real):
    (row,) = [
        row
        for row in facts_of(settings).rows["current"]
        if row["indicator"] == "conversations" and row["reference_year"] == 2022 and row["role"] == "total"
    ]
    source = real.source_of("Gevoerde gesprekken, 2022")
    assert source["box"] == [round(row[edge], 2) for edge in ("x0", "top", "x1", "bottom")]
    assert (source["page"], source["printed"], source["document"]) == (3, "1074", 0)
    for each in real.data("data")["sources"]:
        (x0, top, x1, bottom), (left, upper, right, lower) = each["box"], each["around"]
        assert left < x0 < x1 < right
        assert upper < top < bottom < lower


def test_a_change_is_made_of_both_years(real):
    (button,) = [button for button in real.buttons if (button["text"] or "").strip().startswith("+16,4")][:1]
    data = real.data("data")
    behind = [data["sources"][int(one)] for one in (button["data-s"] or "").split()]
    assert [(one["about"]["nl"], one["printed"]) for one in behind] == [
        ("Gevoerde gesprekken, 2022", "1074"),
        ("Gevoerde gesprekken, 2021", "923"),
    ]
    assert data["ways"][int(button["data-h"] or "")]["en"] == "The change per 100 of the year before."


def ink(picture: pictures.Picture, box: tuple[float, ...]) -> float:
    """The share of a box of a page that is dark."""
    image = Image.open(io.BytesIO(picture.webp))
    scale = image.width / picture.width
    part = image.crop(tuple(round(edge * scale) for edge in box))
    histogram = part.histogram()
    return sum(histogram[:128]) / sum(histogram)


@pytest.mark.parametrize("turns", [(0, 0), (0, 1), (1, 3), (2, 2)], ids=str)
def test_boxes_fit_the_picture_however_the_page_is_turned_or_cropped(tmp_path, turns):
    example = next(each for each in corpus() if each.outcome == "right" and each.layout.producer == "reportlab")
    setting = turned(typeset(example.spec, example.layout), *turns)
    path = tmp_path / "turned.pdf"
    with pikepdf.open(io.BytesIO(setting.pdf)) as pdf:
        for each in pdf.pages:
            left, lower, right, upper = (float(edge) for edge in each.mediabox)
            each.cropbox = [left + 20, lower + 25, right - 30, upper - 10]
        pdf.save(path)
    boxes = [box for _, box in setting.placed() if box is not None]
    numbers = tuple(sorted({box.page for box in boxes}))
    drawn = pictures.draw_pages(pictures.Wanted(path, fingerprint(path).sha256, numbers))
    assert len(boxes) > 15
    for box in boxes:
        assert ink(drawn[box.page], (box.x0, box.top, box.x1, box.bottom)) > 0.03


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_file_that_is_no_longer_what_was_read_has_no_pictures(settings, real, tmp_path, what):
    assert set(real.data("data")["pages"]) == {"0-3", "0-4", "0-5"}
    if what == "changed":
        path = settings.raw_dir / "2022_sv363.pdf"
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\n")
    data = made(replace(settings, raw_dir=tmp_path), tmp_path).data("data")
    assert data["pages"] == {}
    assert data["documents"][0]["recent"]
    assert data["documents"][0]["file"] == "2022_sv363.pdf"
    assert len(data["sources"]) > 120


def test_pages_of_older_answers_are_named_and_not_shown(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "NEWEST_WITH_PICTURES", 0)
    data = made(settings, tmp_path).data("data")
    assert (data["pages"], data["documents"][0]["recent"]) == ({}, False)


def test_a_page_too_large_to_draw_whole_is_drawn_small(tmp_path):
    path = tmp_path / "large.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14_400, 14_400))
    pdf.add_blank_page(page_size=(14_400, 3))
    pdf.save(path)
    drawn = pictures.draw_pages(pictures.Wanted(path, fingerprint(path).sha256, (1, 2)))
    sizes = {number: Image.open(io.BytesIO(picture.webp)).size for number, picture in drawn.items()}
    assert sizes[1] == (1190, 1190)
    assert sizes[2] == (1190, 1)


def test_the_charts_script_is_made_anew_when_what_is_kept_is_damaged(settings, real):
    (kept,) = settings.cache_dir.glob("vega-*.js")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-10])
    assert library(settings.cache_dir) in real.source
    assert kept.read_bytes() == whole


# What does not add up


def test_what_does_not_add_up_is_told_in_plain_words(real):
    told = " ".join(" ".join(real.texts).split())
    assert (
        "Het antwoord vermeldt 2.608, maar de delen die het drukt, zijn samen 2.615: een verschil van 7. "
        "Bovendien hebben 2 van die delen geen waarde, dus is het werkelijke verschil nog groter."
    ) in told
    assert "The answer states 2,608, but the parts it prints make 2,615: a difference of 7." in told
    assert "delen een leeftijd (21 tot 24 jaar en 24 jaar en ouder)" in told
    assert "pressed more often (10,166) than there were people who pressed it (7,038)" in told


def test_every_rule_has_its_sentence():
    assert set(caveats.SENTENCES) == set(RULE.codes)


def test_a_rule_without_a_sentence_is_told_by_its_message(settings):
    facts = facts_of(settings)
    finding = {**facts.rows["findings"][0], "rule": "a_new_rule", "message": "Something nobody foresaw."}
    (told,) = caveats.told(facts, Provenance(facts), [finding])
    assert (told.text.nl, told.message) == ("a_new_rule", "Something nobody foresaw.")


def test_a_finding_without_the_figures_of_its_sentence_is_told_by_its_meaning_and_message(settings):
    facts = facts_of(settings)
    (finding,) = [row for row in facts.rows["findings"] if row["rule"] == "total_equals_sum"]
    (told,) = caveats.told(facts, Provenance(facts), [{**finding, "computed": None}])
    assert told.text.en == "A total differs from its parts."
    assert (told.message or "").startswith("missed_in_opening_hours in 2022: 2608")


# What is not sure, and what is not there


NEW_WITHIN = "new_callers_within_conversations"
SHARES_OF_120 = {"female": 80, "male": 30, "unknown": 10}


def several(*figures: Any) -> list[Any]:
    """The figures of an invented answer, as a published one has them."""
    return [file(answer(list(figures)))]


def test_sentences_and_bars_say_what_is_disputed(real):
    told = " ".join(" ".join(real.texts).split())
    assert "1.618 in 2021 en 2.608 (betwist) in 2022." in told
    assert "36,3 % in 2021 en 29,2 % (betwist) in 2022." in told
    bars = real.data("charts")["specs"]["answered-totals"]["nl"]["datasets"]["rows"]
    assert [bar["text"] for bar in bars if bar["disputed"]] == ["2022: 29,2\N{NO-BREAK SPACE}% (betwist)"]


def test_what_is_approximate_is_so_in_all_that_is_made_of_it(tmp_path):
    own = settings_in(tmp_path)
    figures = [
        printed("conversations", year(2021), 1_200, is_approximate=True),
        printed("conversations", year(2022), 1_500),
    ]
    warehouse.build(several(*figures), own)
    shown = made(own, tmp_path)
    assert shown.table("Gevoerde gesprekken per jaar")[1:] == [
        ["2021", "1.200 ongeveer", "–", "–", "–"],
        ["2022", "1.500", "+300 ongeveer", "+25,0 % ongeveer", "–"],
    ]
    assert any("1.200 (ongeveer) in 2021 en 1.500 in 2022." in text for text in shown.texts)


def test_shares_that_do_not_make_100_are_disputed_in_chart_and_table(tmp_path):
    own = settings_in(tmp_path)
    figures = [printed("caller_gender_share", year(2021), value, category=of) for of, value in SHARES_OF_120.items()]
    warehouse.build(several(*figures), own)
    shown = made(own, tmp_path)
    bars = shown.data("charts")["specs"]["profile-gender"]["nl"]["datasets"]["rows"]
    assert [bar["shown"] for bar in bars] == [f"{value}\N{NO-BREAK SPACE}% (betwist)" for value in (80, 30, 10)]


def test_a_month_that_no_answer_prints_breaks_the_line_of_its_year(tmp_path):
    own = settings_in(tmp_path)
    figures = [printed("conversations", month(number, of), 50) for of in (2020, 2021) for number in (1, 2, 4, 12)]
    warehouse.build(several(*figures), own)
    shown = made(own, tmp_path)
    rows = shown.data("charts")["specs"]["years-conversations"]["nl"]["datasets"]["recent"]
    assert [row["value"] for row in rows if row["year"] == "2021"] == [50, 50, None, 50, *[None] * 7, 50]
    assert any("16 die geen antwoord vermeldt." in text for text in shown.texts)
    assert not any("16 zonder waarde" in text for text in shown.texts)


def test_a_break_that_began_before_a_series_and_lasts_into_it_is_marked(settings):
    facts = facts_of(settings)
    (first, *_) = [event for event in facts.rows["events"] if event["start_date"] is not None]
    event = {**first, "start_date": date(2018, 6, 1), "start_latest": None, "end_date": date(2020, 2, 29)}
    changed = replace(facts, rows={**facts.rows, "events": [event]})
    assert breaks_within(changed, [(2020, 1), (2020, 2), (2020, 3)]) == [event]
    assert breaks_within(changed, [(2020, 3), (2020, 4)]) == []


def test_of_very_many_doubts_the_page_tells_the_newest_and_where_all_are(tmp_path):
    own = settings_in(tmp_path)
    ten_years = [(number, of) for of in range(2010, 2020) for number in range(1, 13)]
    figures = [
        *(printed("conversations", month(*when), 50) for when in ten_years),
        *(printed("new_chat_callers", month(*when), 60) for when in ten_years),
    ]
    warehouse.build(several(*figures), own)
    told = " ".join(" ".join(made(own, tmp_path).texts).split())
    assert "(120)" in told
    assert "Op deze pagina staan er 100, uit de nieuwste antwoorden; alle 120 staan in" in told
    facts = facts_of(own)
    periods = [row["period_start"] for row in facts.rows["findings"] if row["rule"] == NEW_WITHIN]
    assert (len(periods), min(periods), max(periods)) == (100, date(2011, 9, 1), date(2019, 12, 1))


def test_without_anything_checked_the_page_does_not_say_that_all_agrees(tmp_path):
    own = settings_in(tmp_path)
    warehouse.build(several(printed("conversations", month(3, 2021), 61)), own)
    shown = made(own, tmp_path)
    assert any("Er viel niets na te rekenen" in text for text in shown.texts)


def test_what_a_later_answer_replaced_is_told_with_its_answer(tmp_path):
    own = settings_in(tmp_path)
    parts = [printed("conversations", month(number, 2021), 10) for number in range(1, 13)]
    earlier = answer([*parts, printed("conversations", year(2021), 110)], asked=date(2022, 1, 10), number=7)
    later = answer([printed("conversations", year(2021), 120)], asked=date(2023, 1, 10), number=8)
    warehouse.build([file(earlier, "earlier.pdf"), file(later, "later.pdf")], own)
    shown = made(own, tmp_path)
    told = " ".join(" ".join(shown.texts).split())
    assert "vraag 7 van 10 januari 2022; een later antwoord verving het" in told


def test_months_that_still_hold_are_not_said_to_be_replaced_with_their_total(tmp_path):
    own = settings_in(tmp_path)
    parts = [printed("conversations", month(number, 2021), 10 if number > 1 else None) for number in range(1, 13)]
    earlier = answer([*parts, printed("conversations", year(2021), 120)], asked=date(2022, 1, 10), number=7)
    later = answer([printed("conversations", year(2021), 130)], asked=date(2023, 1, 10), number=8)
    warehouse.build([file(earlier, "earlier.pdf"), file(later, "later.pdf")], own)
    told = " ".join(" ".join(made(own, tmp_path).texts).split())
    assert "vraag 7 van 10 januari 2022" in told
    assert "Maar 11 van de 12 maanden hebben een waarde" in told
    assert "een later antwoord verving het" not in told


def test_pictures_are_found_by_the_published_name(settings, tmp_path):
    spelt = "antwoord_e\N{COMBINING ACUTE ACCENT}.pdf"
    (tmp_path / spelt).write_bytes((settings.raw_dir / "2022_sv363.pdf").read_bytes())
    facts = facts_of(settings)
    named = [{**row, "file_name": unicodedata.normalize("NFC", spelt)} for row in facts.rows["documents"]]
    own = replace(settings, raw_dir=tmp_path)
    text = page.make(replace(facts, rows={**facts.rows, "documents": named}), own)
    (tmp_path / "page.html").write_text(text, "utf-8")
    assert set(Page(tmp_path / "page.html").data("data")["pages"]) == {"0-3", "0-4", "0-5"}


def test_the_charts_script_is_kept_under_what_it_is_made_with(tmp_path, monkeypatch):
    library(tmp_path)
    monkeypatch.setattr("nupraat_pipeline.report.library._EXPOSED", "window.another=vegaEmbed;")
    assert "window.another" in library(tmp_path)


# A PDF is only text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Page:
    own = settings_in(tmp_path_factory.mktemp("hostile"))
    own.raw_dir.mkdir()
    return Page(published(own, [hostile_answer(own.raw_dir / "hostile.pdf")]).report)


def test_markup_in_a_pdf_changes_nothing_but_text(real, hostile):
    tags = {tag for tag, _ in real.elements} | {"details", "summary"}
    assert {tag for tag, _ in hostile.elements} <= tags
    assert [tag for tag, _ in hostile.elements].count("script") == [tag for tag, _ in real.elements].count("script")
    assert not any(name.startswith("on") for _, attributes in hostile.elements for name in attributes)
    labels = [row[0] for row in hostile.table("Doorverwijzingen door andere hulplijnen")]
    assert labels == ["Categorie", "1712", "Awel", SCRIPT, FORMULA, IMAGE, LONG, "Samen (berekend)"]
    citation = hostile.data("data")["documents"][0]["citation"]
    assert TITLE in citation
    assert IMAGE in citation
    assert any(citation in text for text in hostile.texts)


def test_only_the_scripts_of_the_page_may_run(hostile):
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in hostile.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.count("'sha256-") == 2
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
