"""`nupraat sql`: queries on the published warehouse, which they cannot change.

Here: reading queries and showing results, drawn by DuckDB itself. The file is opened for each query alone, so a build
is never in the way, nor is the shell in the way of a build.
"""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING

from nupraat_pipeline import cli
from nupraat_pipeline.cli.ctrl_c import listening
from nupraat_pipeline.cli.terminal import console, printable_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from nupraat_pipeline.settings import Settings

_SHOWN_ROWS = 100

_LEAVE = {"exit", "quit", ".exit", ".quit"}
_WELCOME = """\
Read-only. End a query with ';', leave with Ctrl-D. To begin with:
  FROM metrics.yearly_summary;      the figures by year
  FROM core.current;                every figure that holds now
  FROM meta.tables;                 what the tables are
  FROM meta.columns;                what the columns mean"""


def shell(settings: Settings, query: str | None) -> int:
    """Answer the given text of queries, or all that come in until the end of input."""
    if not settings.is_published:
        console(stderr=True).print(f"There is no {settings.database} yet: run 'make' (or 'nupraat build') first.")
        return cli.NOT_PUBLISHED
    answered = [_answer(settings, text) for text in ([query] if query else _queries())]
    return 0 if all(answered) else cli.NOT_PUBLISHED


def _queries() -> Iterator[str]:
    """Queries from the input, ended by a semicolon at the end of a line; what follows the last one counts too."""
    interactive = sys.stdin.isatty()
    if interactive:
        import readline  # noqa: F401 - gives input() a history and editing

        console().print(_WELCOME)
    lines: list[str] = []
    while True:
        try:
            line = input(("nupraat> " if not lines else "    ...> ") if interactive else "")
        except EOFError:
            break
        except KeyboardInterrupt:
            if not interactive:
                raise
            console().print("")
            lines = []  # as shells do: the query that is being typed is dropped, the shell stays
            continue
        if not lines and line.strip().rstrip(";").lower() in _LEAVE:
            break
        lines.append(line)
        if line.rstrip().endswith(";"):
            yield "\n".join(lines)
            lines = []
    if any(line.strip() for line in lines):
        yield "\n".join(lines)


def _answer(settings: Settings, text: str) -> bool:
    """Show the result of each query in the text; False when one was refused."""
    import duckdb

    with listening() as ctrl_c:
        try:
            with duckdb.connect(str(settings.database), read_only=True) as connection:
                for statement in duckdb.extract_statements(text):
                    _show(connection.sql(statement.query))
        except duckdb.Error as error:
            console(stderr=True).print(printable_lines(str(error)))
            return False
        except RuntimeError as error:
            if ctrl_c.heard:  # DuckDB's word for it
                raise KeyboardInterrupt from error
            raise
    return True


def _show(result: duckdb.DuckDBPyRelation | None) -> None:
    if result is None:  # a statement without a result
        return
    out = console()
    drawn = io.StringIO()
    with contextlib.redirect_stdout(drawn):
        result.show(max_rows=_SHOWN_ROWS, max_width=out.width)
    out.print(printable_lines(drawn.getvalue()), end="")
