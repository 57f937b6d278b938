"""What a published build brought, in words: its files, its figures, what changed, and what asks for a look.

Here: the sections of the report that `nupraat build` prints and Dagster shows, asked of the published file. Not here:
how a terminal or a page shows them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nupraat_pipeline.quality.alike import once_each
from nupraat_pipeline.quality.doubts import NOT_UNDERSTOOD
from nupraat_pipeline.warehouse.publish import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

    from nupraat_pipeline.settings import Settings

# A first look; all of them are in the file.
_SHOWN_CHANGES = 20
_SHOWN = 100

_STATUSES = {"rejected": "Rejected", "duplicate": "Duplicate", "superseded": "Superseded"}

# What is told of changes that are no revisions: the old value is {0}, the new one {1}.
_TOLD = {
    "withdrawn": "{} stays, a later answer has a hole there",
    "restated": "{} stays, with another status, such as no longer provisional",
    "reread": "{} -> {}, printed in the same files as before and read otherwise",
}

_FILES = "SELECT file_name, status, document_id, reason, message FROM raw.documents ORDER BY status, file_name"
_COUNTS = """
    SELECT
        (SELECT count(*) FROM core.observations) AS observations,
        (SELECT count(*) FROM core.observations WHERE missing_reason IS NOT NULL) AS holes,
        (SELECT count(*) FROM core.current) AS current,
        (SELECT count(*) FROM quality.findings) AS checks,
        (SELECT count(*) FROM quality.findings WHERE passed) AS passed
"""
_FAILED = f"""
    SELECT severity, rule, document_id, page, message
    FROM quality.findings
    WHERE NOT passed AND (severity <> 'info' OR rule IN {NOT_UNDERSTOOD})
    ORDER BY severity, rule, document_id, message
"""  # noqa: S608 - our own names
# The other failed findings: what is remarkable and mostly no fault.
_REMARKS = f"""
    SELECT rule
    FROM quality.findings
    WHERE NOT passed AND severity = 'info' AND rule NOT IN {NOT_UNDERSTOOD}
    ORDER BY rule
"""  # noqa: S608 - our own names


# What it is about and a sentence, empty when the former says all.
Item = tuple[str, str]


class Section(Struct, frozen=True):
    """A heading and what stands under it."""

    title: str
    items: tuple[Item, ...] = ()


class News(Struct, frozen=True):
    """The report of a build. `is_whole`: every file is an answer (or another copy of one) and all was understood."""

    sections: tuple[Section, ...]
    is_whole: bool


def news(settings: Settings) -> News:
    """Return the report of the published build. Raises NotPublishedError when there is none."""
    with reading(settings) as connection:
        wanted = (_FILES, _FAILED, _REMARKS, _COUNTS, "FROM meta.builds")
        files, failed, remarks, counted, builds = (connection.execute(sql).df() for sql in wanted)
    counts, build = counted.iloc[0], builds.iloc[0]
    sections = (*_files(files), _figures(counts), *_changes(build), _findings(failed, remarks["rule"], counts))
    is_whole = not ((files["status"] == "rejected").any() or failed["rule"].isin(NOT_UNDERSTOOD).any())
    return News(sections, is_whole)


def _files(files: pd.DataFrame) -> Iterator[Section]:
    read = files[files["status"] == "read"]
    title = f"Read {_plural(len(read), 'answer')} from {_plural(len(files), 'file')}:"
    named = [(f"{row.file_name} ({row.document_id})", "") for row in read.itertuples()]
    yield Section(title, _first(_SHOWN, named, "raw.documents"))
    for status, heading in _STATUSES.items():
        rows = files[files["status"] == status]
        if len(rows):
            told = [(f"{row.file_name} ({row.reason})", str(row.message)) for row in rows.itertuples()]
            yield Section(f"{heading}:", _first(_SHOWN, told, "raw.documents"))


def _first(count: int, items: Sequence[Item], table: str) -> tuple[Item, ...]:
    """The first so many of what is told, and how many more there are and where."""
    more = len(items) - count
    return (*items[:count], *([(f"and {more} more, see {table}", "")] if more > 0 else []))


def _figures(counts: pd.Series[Any]) -> Section:
    return Section(
        f"{counts['observations']} observations ({counts['holes']} printed without a value), "
        f"{counts['current']} of them hold now."
    )


def _changes(build: pd.Series[Any]) -> Iterator[Section]:
    """What changed against the file that was replaced, when there was one and anything did."""
    counts = {change: int(build[f"values_{change}"]) for change in ("added", "revised", "withdrawn", "removed")}
    if build["values_reread"]:
        counts["reread"] = int(build["values_reread"])
    documents = [
        *((f"new answer {name}", "") for name in build["documents_added"]),
        *((f"no longer there: answer {name}", "") for name in build["documents_removed"]),
    ]
    is_first = not isinstance(build["replaces_build_id"], str)
    if is_first or not (documents or any(counts.values()) or len(build["changes"])):
        return
    told = ", ".join(f"{count} {change}" for change, count in counts.items())
    values = _first(_SHOWN_CHANGES, [*_values(build["changes"])], "meta.builds")
    named = _first(_SHOWN, documents, "meta.builds")
    yield Section(f"Since build {build['replaces_build_id']}: values {told}.", (*named, *values))


def _values(changes: Iterable[dict[str, Any]]) -> Iterator[Item]:
    for change in changes:
        category = f" {change['category']}" if change["category"] else ""
        what = f"{change['indicator']}{category}, {change['period_start']} to {change['period_end']}"
        old, new = _number(change["old_value"]), _number(change["new_value"])
        yield f"{change['change']} {what}", _TOLD.get(change["change"], "{} -> {}").format(old, new)


def _number(value: float | None) -> str:
    return "no value" if value is None else f"{value:.10g}"


def _findings(failed: pd.DataFrame, remarks: pd.Series[str], counts: pd.Series[Any]) -> Section:
    """The failed findings to look at, once for each thing; of the remarks how many there are, and the rules."""
    shown = once_each(failed.itertuples())
    told = [(f"{row.severity} {row.rule} ({row.document_id})", str(row.message)) for row in shown]
    by_severity = Counter(row.severity for row in shown)
    to_look_at = ", ".join(_plural(by_severity[severity], severity) for severity in sorted(by_severity)) or "nothing"
    title = f"{_plural(counts['checks'], 'check')} evaluated, {counts['passed']} passed; to look at: {to_look_at}"
    if len(remarks):
        title += f" (and {_plural(len(remarks), 'remark')}: {', '.join(remarks.unique())})"
    return Section(f"{title}{':' if told else '.'}", _first(_SHOWN, told, "quality.findings"))


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
