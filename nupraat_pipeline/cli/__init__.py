"""The command `nupraat`: its arguments, and what each way to end means.

Here: parsing, and the exit codes. Not here: what the commands do (`build`, `inspect`, `sql`) or how things look on a
terminal (`terminal`). Heavy libraries are imported by the command that needs them, so that `--help` is there at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nupraat_pipeline.settings import Settings, SettingsError
from nupraat_pipeline.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Sequence

PUBLISHED = 0
NOT_PUBLISHED = 1
WRONG_USAGE = 2
REJECTED = 3
INTERRUPTED = 130

_EXIT_CODES = """\
exit codes of build:    0 published; 1 not published, the old file stays; 2 wrong usage;
                        3 published, but --strict found something; 130 interrupted, the old file stays
exit codes of inspect:  0 read; 1 read, but its annotated copy could not be written; 2 wrong usage; 3 rejected
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code. Only argparse ends the process itself, with 2 (or 0 for --help)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a letter shows its number
    options = _parser().parse_args(arguments)
    try:
        code = int(options.command(options))
        sys.stdout.flush()
    except SettingsError as error:
        return _wrong_usage(str(error))
    except PermissionError as error:  # of what is looked at before anything is done
        return _wrong_usage(f"{error.filename} may not be looked at ({error.strerror}); see who may, or name another.")
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `nupraat inspect FILE | head`: whoever read has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nupraat",
        description="The yearly figures about the helpline Nupraatikerover.be, freed from their PDFs.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read every PDF in raw/ and publish the warehouse")
    build.add_argument("--raw", type=Path, metavar="DIR", help="where the PDFs are (default: $NUPRAAT_RAW or raw/)")
    build.add_argument(
        "--warehouse",
        type=Path,
        metavar="DIR",
        help="where the warehouse goes (default: $NUPRAAT_WAREHOUSE or warehouse/)",
    )
    build.add_argument("--workers", type=int, metavar="N", help="files read side by side (default: one a core)")
    build.add_argument(
        "--strict", action="store_true", help="exit 3 when a file was rejected or something was not understood"
    )
    build.set_defaults(command=_build)

    inspect = commands.add_parser("inspect", help="read one PDF, show what is understood of it, store nothing")
    inspect.add_argument("file", type=Path, metavar="FILE.pdf")
    inspect.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    inspect.add_argument(
        "--annotate",
        type=Path,
        metavar="OUT",
        help="write a copy of the pages on which all that was read is outlined: OUT.pdf, or OUT.png for pictures",
    )
    inspect.set_defaults(command=_inspect)

    sql = commands.add_parser("sql", help="query the published warehouse; a shell that cannot change it")
    sql.add_argument("query", nargs="?", help="one query; without it, queries are read until end of input")
    sql.set_defaults(command=_sql)
    return parser


def _build(options: argparse.Namespace) -> int:
    settings = Settings.load(options.raw, options.warehouse, options.workers)
    if not settings.raw_dir.is_dir():
        return _wrong_usage(f"There is no directory {settings.raw_dir} to read answers from; name one with --raw.")
    if settings.warehouse_dir.exists() and not settings.warehouse_dir.is_dir():
        return _wrong_usage(f"{settings.warehouse_dir} is no directory; name another with --warehouse.")
    with uncollected():
        from nupraat_pipeline.cli.build import build

    return build(settings, strict=options.strict)


def _inspect(options: argparse.Namespace) -> int:
    if options.file.is_dir():
        return _wrong_usage(
            f"{str(options.file)!r} is a directory; name one PDF file. A build reads all of a directory."
        )
    if not options.file.is_file():
        return _wrong_usage(f"There is no file {str(options.file)!r}.")
    if options.annotate is not None and (problem := _unfit(options.annotate, options.file)):
        return _wrong_usage(problem)
    with uncollected():  # what this short command makes, it needs to its end
        from nupraat_pipeline.catalogue import CatalogueError
        from nupraat_pipeline.cli.inspect import inspect

        try:
            return inspect(options.file, as_json=options.json, annotate_to=options.annotate)
        except CatalogueError as error:
            return _wrong_usage(str(error))


def _unfit(target: Path, source: Path) -> str | None:
    """Why a file cannot take the annotated pages; None when it can. Answers are never written to, nor is raw/."""
    if target.suffix.lower() not in {".pdf", ".png"}:
        return f"{str(target)!r} is no name for annotated pages: end it in .pdf, or in .png for a picture of each page."
    if target.is_dir() or not target.parent.is_dir():
        return f"{str(target)!r} cannot be written: name a file in a directory that is there."
    if target.exists() and target.samefile(source):
        return f"{str(target)!r} is the answer itself, which is never changed; name another file."
    if target.parent.resolve() == Settings.load().raw_dir.resolve():
        return f"{str(target)!r} would be in raw/ and be read as an answer; name a file elsewhere."
    return None


def _sql(options: argparse.Namespace) -> int:
    from nupraat_pipeline.cli.sql import shell

    return shell(Settings.load(), options.query)


def _wrong_usage(message: str) -> int:
    from nupraat_pipeline.cli.terminal import printable

    print(printable(message), file=sys.stderr)
    return WRONG_USAGE
