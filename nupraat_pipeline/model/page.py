"""The data dictionary as a page for people: `docs/data_dictionary.md`, made from the model by `make dictionary`.

Here: the descriptions turned into markdown. `python -m nupraat_pipeline.model.page` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nupraat_pipeline.model import SCHEMAS, TABLES
from nupraat_pipeline.model.units import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.model.schema import CodeList, Column, Table, Text

_INTRODUCTION = """\
# Data dictionary

<!-- Made by `make dictionary` from nupraat_pipeline/model; change it there. -->

Every table, view and macro of `warehouse/nupraat.duckdb`, with its columns in their order. The same texts are in the
file itself: as comments, and in `meta.schemas`, `meta.tables`, `meta.columns` and `meta.codes`. Columns that may be
empty have a question mark behind their type; the columns of the key are bold. *In het Nederlands: cursief.*
"""

_KINDS = {"table": "table", "view": "view", "macro": "table macro"}


def page() -> str:
    """Return the data dictionary as markdown."""
    return "\n".join([_INTRODUCTION, *_contents(), *_schemas(), *_codes()]).rstrip() + "\n"


def _contents() -> Iterator[str]:
    for schema in SCHEMAS:
        tables = ", ".join(f"[{table.name}](#{_anchor(table)})" for table in TABLES if table.schema == schema)
        yield f"- `{schema}`: {tables}"
    yield "- [Codes](#codes)"
    yield ""


def _anchor(table: Table) -> str:
    """The anchor that GitHub makes of the heading of a table."""
    return f"{table.schema}{table.name}"


def _schemas() -> Iterator[str]:
    for schema, text in SCHEMAS.items():
        yield f"## Schema {schema}\n\n{_both(text)}\n"
        for table in TABLES:
            if table.schema == schema:
                yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    parameters = f"({', '.join(table.parameters)})" if table.parameters else ""
    yield f"### {table.full_name}\n\n{_both(table.text)}\n"
    yield f"A {_KINDS[table.kind]}" + (f", called as `{table.full_name}{parameters}`." if parameters else ".") + "\n"
    yield "| column | type | unit | meaning |\n| --- | --- | --- | --- |"
    for column in table.columns:
        yield _row(column, is_key=column.name in table.key)
    yield ""


def _row(column: Column, *, is_key: bool) -> str:
    name = f"**`{column.name}`**" if is_key else f"`{column.name}`"
    kind = f"{column.type}{'?' if column.nullable else ''}"
    codes = "" if column.codes is None else f"<br>Codes: [{column.codes.name}](#{column.codes.name})"
    return f"| {name} | {kind} | {_both(unit_of(column))} | {_both(column.text)}{codes} |"


def _codes() -> Iterator[str]:
    lists = {column.codes.name: column.codes for table in TABLES for column in table.columns if column.codes}
    yield "## Codes\n"
    for _, codes in sorted(lists.items()):
        yield from _code_list(codes)


def _code_list(codes: CodeList) -> Iterator[str]:
    yield f"### {codes.name}\n\n| code | meaning |\n| --- | --- |"
    for code, text in codes.codes.items():
        yield f"| `{code}` | {_both(text)} |"
    yield ""


def _both(text: Text) -> str:
    return text.en if text.en == text.nl else f"{text.en}<br>*{text.nl}*"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - the page is the output
