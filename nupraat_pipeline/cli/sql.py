"""`nupraat sql`: queries on the published warehouse, which they cannot change.

Here: reading queries and showing results. The file is opened for each query alone, so a build is never in the way,
nor is the shell in the way of a build.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from nupraat_pipeline import cli
from nupraat_pipeline.cli.terminal import console, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nupraat_pipeline.settings import Settings

_SHOWN_ROWS = 100
_WELCOME = "Read-only. End a query with ';', leave with Ctrl-D. Try: FROM meta.columns;  or  FROM core.current;"


def shell(settings: Settings, query: str | None) -> int:
    """Answer one query, or all that come in until the end of input."""
    if not settings.database.exists():
        console(stderr=True).print(f"There is no {settings.database} yet: run 'make' (or 'nupraat build') first.")
        return cli.NOT_PUBLISHED
    answered = [_answer(settings, text) for text in ([query] if query else _queries())]
    return 0 if all(answered) else cli.NOT_PUBLISHED


def _queries() -> Iterator[str]:
    """Queries from the input, each ended by a semicolon; what follows the last one counts too."""
    interactive = sys.stdin.isatty()
    if interactive:
        import readline  # noqa: F401 - gives input() a history and editing

        console().print(_WELCOME)
    lines: list[str] = []
    while True:
        try:
            lines.append(input(("nupraat> " if not lines else "    ...> ") if interactive else ""))
        except EOFError:
            break
        if lines[-1].rstrip().endswith(";"):
            yield "\n".join(lines)
            lines = []
    if any(line.strip() for line in lines):
        yield "\n".join(lines)


def _answer(settings: Settings, text: str) -> bool:
    import duckdb

    from nupraat_pipeline.warehouse import query

    try:
        found = query(text, settings)
    except duckdb.Error as error:
        console(stderr=True).print(str(error))
        return False
    shown = found.head(_SHOWN_ROWS).astype(object)
    console().print(table(list(found.columns), shown.where(shown.notna(), None).itertuples(index=False)))
    if len(found) > _SHOWN_ROWS:
        console().print(f"({len(found)} rows, {_SHOWN_ROWS} shown)")
    return True
