"""The page as one text: sections, data of its script, and the template that prints them, escaped.

Here: putting together. The template and what it includes are in `templates/`: `page.html.j2` (structure and fixed
texts), `page.css`, `page.js`. Text of a PDF reaches the page through jinja2's escaping, or as JSON that the script puts
in as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.report import answered, caveats, charts, monthly, profile, reach, seasons, wording, yearly
from nupraat_pipeline.report.keys import key_figures
from nupraat_pipeline.report.library import library
from nupraat_pipeline.report.pictures import Wanted, draw
from nupraat_pipeline.report.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.report.blocks import Chart, Figure, Section
    from nupraat_pipeline.report.facts import Facts, Record
    from nupraat_pipeline.report.pictures import Picture
    from nupraat_pipeline.settings import Settings

# Pages of older answers are named, not shown: the page has to stay small enough to send.
NEWEST_WITH_PICTURES = 10

_SECTIONS = (
    monthly.months_section,
    yearly.years_section,
    seasons.seasons_section,
    answered.answered_section,
    profile.profile_section,
    reach.referrals_section,
    reach.reach_section,
)


def make(facts: Facts, settings: Settings) -> str:
    """Return the page of a published file; pictures of pages come from the files in `raw/` that are unchanged."""
    provenance = Provenance(facts)
    keys = key_figures(facts, provenance)
    sections = [section(facts, provenance) for section in _SECTIONS]
    doubts = caveats.told(facts, provenance, facts.rows["findings"])
    drawn = {
        chart.key: {language: chart.draw(language) for language in wording.LANGUAGES} for chart in _charts(sections)
    }
    documents = facts.read_documents()
    pictures = _pictures(provenance, documents, settings)
    data = {
        "sources": provenance.told([document["sha256"] for document in documents]),
        "ways": [{"nl": way.nl, "en": way.en} for way in provenance.ways],
        "documents": [_document(document, position) for position, document in enumerate(documents)],
        "pages": _pages(documents, pictures),
    }
    scripts = [library(settings.cache_dir), _template_text("page.js")]
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            build=facts.build,
            built=wording.day(facts.build["built_at"].date()),
            keys=keys,
            sections=sections,
            doubts=_by_rule([doubt for doubt in doubts if doubt.severity != "info"]),
            count=facts.found,
            checked=facts.checked,
            not_understood=facts.not_understood,
            remarks=_by_rule([doubt for doubt in doubts if doubt.severity == "info"]),
            documents=documents,
            others=[row for row in facts.rows["documents"] if row["status"] != "read"],
            events=facts.rows["events"],
            names={document["sha256"]: document["file_name"] for document in documents},
            pages_of=lambda figure: provenance.documents_of(figure.table.numbers()),
            codes=facts.codes,
            data=_json(data),
            charts=_json(
                {"specs": drawn, "looks": {language: charts.looks(language) for language in wording.LANGUAGES}}
            ),
            style=Markup(_template_text("page.css")),  # noqa: S704 - the program's own
            scripts=[Markup(script) for script in scripts],  # noqa: S704 - the program's own
            hashes=" ".join(f"'sha256-{_hash(script)}'" for script in scripts),
            described=wording.described,
        )
    )


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("nupraat_pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template_text(name: str) -> str:
    return files("nupraat_pipeline.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """The hash by which the page's security policy knows a script of its own."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _json(content: Any) -> Markup:
    """JSON that can stand in a script element: nothing in it can end the element."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026"))  # noqa: S704 - made harmless here


def _figures(sections: list[Section]) -> Iterator[Figure]:
    return (figure for section in sections for figure in section.figures)


def _charts(sections: list[Section]) -> Iterator[Chart]:
    return (chart for figure in _figures(sections) for chart in figure.charts)


def _by_rule(caveats_told: list[caveats.Caveat]) -> dict[str, list[caveats.Caveat]]:
    found: dict[str, list[caveats.Caveat]] = {}
    for caveat in caveats_told:
        found.setdefault(caveat.rule, []).append(caveat)
    return found


# The pages


def _pictures(provenance: Provenance, documents: list[Record], settings: Settings) -> dict[str, dict[int, Picture]]:
    pages: dict[str, set[int]] = {}
    for one in provenance.sources:
        row = provenance.facts.observations[one]
        pages.setdefault(row["sha256"], set()).add(row["page"])
    # By the name that the database has, which is not always how the disk spells it.
    try:
        paths = {one.name: one.path for one in list_raw(settings.raw_dir)}
    except OSError:
        return {}
    wanted = [
        Wanted(paths[document["file_name"]], document["sha256"], tuple(sorted(pages[document["sha256"]])))
        for document in documents[:NEWEST_WITH_PICTURES]
        if document["sha256"] in pages and document["file_name"] in paths
    ]
    return draw(wanted, settings.workers, settings.limits)


def _document(document: Record, position: int) -> dict[str, Any]:
    return {
        "file": document["file_name"],
        "citation": document["citation"],
        "recent": position < NEWEST_WITH_PICTURES,
    }


def _pages(documents: list[Record], pictures: dict[str, dict[int, Picture]]) -> dict[str, dict[str, Any]]:
    """The pictures by position of the document and page: '0-3'."""
    return {
        f"{position}-{page}": {
            "width": round(picture.width, 2),
            "height": round(picture.height, 2),
            "src": f"data:image/webp;base64,{base64.b64encode(picture.webp).decode()}",
        }
        for position, document in enumerate(documents)
        for page, picture in sorted(pictures.get(document["sha256"], {}).items())
    }
