"""The words that announce indicators, as different people would write them; one line each, to add to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from nupraat_pipeline.catalogue import SOURCE, Catalogue, CatalogueError, label_key, load_catalogue

CATALOGUE = load_catalogue()

ANNOUNCEMENTS = [
    ("conversations", "Aantal chatgesprekken"),
    ("conversations", "Gevoerde gesprekken per maand"),
    ("conversations", "aantal chats"),
    ("conversations", "Aantal gesprekken met Nupraatikerover"),
    ("conversations", "gesprekken"),
    ("conversations", "aantal gevoerde chats via Nupraatikerover.be"),
    ("conversations", "Het aantal gesprekken dat via de chat werd gevoerd"),
    ("conversations", "chatconversaties"),
    ("conversations", "Aantal chatcontacten"),
    ("new_chat_callers", "Aantal nieuwe chatters"),
    ("new_chat_callers", "nieuwe oproepers"),
    ("new_chat_callers", "Nieuwe unieke oproepers via chat"),
    ("new_chat_callers", "Aantal jongeren dat voor het eerst contact opnam via de chat"),
    ("new_chat_callers", "Eerste oproepen"),
    ("new_chat_callers", "nieuwe chatoproepers per maand"),
    ("new_chat_callers", "aantal oproepers die voor de eerste keer chatten"),
    ("missed_in_opening_hours", "gemiste oproepen tijdens de openingsuren"),
    (
        "missed_in_opening_hours",
        "Aantal jongeren die tijdens de openingsuren op de chatknop drukten maar geen gesprek kregen",
    ),
    ("missed_in_opening_hours", "niet-beantwoorde chatgesprekken"),
    ("missed_in_opening_hours", "Aantal onbeantwoorde oproepen"),
    ("missed_in_opening_hours", "oproepers die niet onmiddellijk een gesprek konden krijgen"),
    ("missed_in_opening_hours", "gemiste chats"),
    ("missed_in_opening_hours", "Aantal niet beantwoorde oproepen tijdens de permanentie"),
    ("missed_in_opening_hours", "aantal oproepen dat niet beantwoord kon worden"),
    ("missed_in_opening_hours", "chatverzoeken die niet konden beantwoord worden"),
    ("missed_outside_opening_hours", "oproepers buiten de openingsuren"),
    ("missed_outside_opening_hours", "aantal keren dat buiten de openingsuren op de chatknop werd gedrukt"),
    ("missed_outside_opening_hours", "buiten de openingstijden klikten 10.166 bezoekers op de chatknop"),
    ("missed_outside_opening_hours", "gemiste oproepen buiten de openingsuren"),
    ("missed_outside_opening_hours", "Aantal pogingen buiten de openingsuren"),
    ("unique_chat_button_callers", "Aantal unieke jongeren die op de chatknop drukten"),
    ("unique_chat_button_callers", "unieke oproepers op de chatknop"),
    ("unique_chat_button_callers", "7038 verschillende jongeren klikten op de chatknop"),
    ("chat_callers", "unieke jongeren waarmee een gesprek werd gevoerd"),
    ("chat_callers", "oproepers die effectief in gesprek gingen"),
    ("chat_callers", "oproepers die via de chat een gesprek hadden"),
    ("chat_callers", "Aantal unieke chatters"),
    ("chat_callers", "kwamen 209 oproepers effectief tot een chatgesprek"),
    ("mail_only_callers", "enkel contact via mail"),
    ("mail_only_callers", "oproepers die uitsluitend mailden"),
    ("mail_only_callers", "alleen via e-mail contact"),
    ("answered_callers_chat_and_mail", "beantwoorde oproepers via chat en mail"),
    ("answered_callers_chat_and_mail", "Aantal beantwoorde oproepen (chat en mail)"),
    ("answered_callers_chat_and_mail", "In totaal werden 747 oproepers beantwoord"),
    ("answered_callers_chat_and_mail", "werden 747 jongeren te woord gestaan via chat of mail"),
    ("referrals", "doorverwijzingen door andere hulplijnen"),
    ("referrals", "doorverwezen via"),
    ("referrals", "Hulplijn die doorverwees"),
    ("referrals", "Aantal oproepers doorverwezen door"),
    ("referrals", "Doorverwijzende hulplijn"),
    ("referrals", "via welke hulplijn kwamen de oproepers terecht bij Nupraatikerover"),
    ("referrals", "ingeplande gesprekken door een medewerker van een andere hulplijn"),
    ("caller_gender_share", "Geslacht oproepers"),
    ("caller_gender_share", "Gender"),
    ("caller_gender_share", "Verdeling naar geslacht"),
    ("caller_age_share", "Leeftijd oproepers"),
    ("caller_age_share", "Leeftijdscategorie"),
    ("caller_age_share", "Leeftijdsverdeling"),
    ("reported_problem_share", "Gemelde problematieken"),
    ("reported_problem_share", "Aangemelde problematiek"),
    ("reported_problem_share", "Thema's van de gesprekken"),
    ("reported_problem_share", "Onderwerp van het gesprek"),
    ("reported_problem_share", "Aard van de problematiek"),
    ("weekday_share", "Gesprekken per weekdag"),
    ("weekday_share", "Verdeling over de dagen van de week"),
    ("weekday_share", "Gesprekken per dag van de week"),
]

NOTHING_OF_OURS = [
    "Aantal bezoekers van de website",
    "Aantal beantwoorders",
    "Aantal doorverwijzingen naar andere hulplijnen",
    "Gemiddelde duur van een gesprek",
    "oproepers drukten op de chatknop",
    "Aantal vrijwilligers",
    "Subsidie",
]


@pytest.mark.parametrize(("indicator", "text"), ANNOUNCEMENTS)
def test_an_announcement(indicator: str, text: str) -> None:
    concepts = CATALOGUE.concepts_in(text)
    assert CATALOGUE.announced(concepts) == {indicator}
    assert not concepts & CATALOGUE.never_about


@pytest.mark.parametrize("text", NOTHING_OF_OURS)
def test_what_announces_nothing_of_ours(text: str) -> None:
    concepts = CATALOGUE.concepts_in(text)
    assert not CATALOGUE.announced(concepts) or concepts & CATALOGUE.never_about


def test_the_more_specific_announcement_wins_and_others_tie() -> None:
    assert CATALOGUE.announced(frozenset({"conversation"})) == {"conversations"}
    assert CATALOGUE.announced(frozenset({"caller", "new", "conversation"})) == {"new_chat_callers"}
    assert CATALOGUE.announced(frozenset({"gender", "age"})) == {"caller_gender_share", "caller_age_share"}
    assert CATALOGUE.announced(frozenset()) == frozenset()


def test_every_counted_indicator_has_one_for_its_growth() -> None:
    for name, entry in CATALOGUE.indicators.items():
        if entry.unit == "count":
            assert CATALOGUE.indicators[f"{name}_growth"].growth_of == name


def plain_catalogue() -> Any:
    return msgspec.to_builtins(CATALOGUE)


def test_a_catalogue_that_contradicts_itself_is_refused() -> None:
    broken = plain_catalogue()
    broken["indicators"]["conversations"]["announced_by"] = [["no_such_concept"]]
    with pytest.raises(msgspec.ValidationError, match="no_such_concept"):
        msgspec.convert(broken, Catalogue)


@pytest.mark.parametrize(("field", "name"), [("never_about", "no_such_concept"), ("run_by", "no_such_service")])
def test_a_list_that_names_what_is_not_there_is_refused(field: str, name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=f"{field}.*{name}"):
        msgspec.convert({**plain_catalogue(), field: [name]}, Catalogue)


def test_a_word_that_means_nothing_in_the_catalogue_is_refused() -> None:
    broken = plain_catalogue()
    broken["indicators"]["conversations"]["exhaustiv"] = True
    with pytest.raises(msgspec.ValidationError, match=r"exhaustiv.*\$\.indicators\[\.\.\.\]"):
        msgspec.convert(broken, Catalogue)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("synonyms: [meisje", "synonyms: [jongen, meisje", r"'jongen' names both 'female' and 'male' in '\w+'"),
        ("'niet bekend'", "'niet (bekend'", r"marker_meanings has 'niet \(bekend', .*regular expression"),
        ("    counts: press\n", "    counts: pres\n", r"indicators, '\w+': .*'pres'"),
        ("words:\n", "words: [\n", "is no YAML"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_by_name(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, text = tmp_path / "catalogue.yaml", SOURCE.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr("nupraat_pipeline.catalogue.SOURCE", broken)
    with pytest.raises(CatalogueError, match=f"(?s)catalogue.yaml .*{said}"):
        load_catalogue.__wrapped__()


def test_a_catalogue_without_rival_services_finds_its_own() -> None:
    alone = msgspec.structs.replace(CATALOGUE, other_services=tuple(CATALOGUE.run_by))
    assert alone.is_about_service("Nupraatikerover")


def test_labels_are_compared_without_case_accents_and_spaces_around_separators() -> None:
    assert label_key(" Meisje / Vrouw: ") == label_key("meisje/vrouw")
    assert label_key("CLB – Chat") == "clb-chat"
