"""`RESULTS.md`: a section for each kind of measurement, each written anew without touching the others.

Here: the page and its tables. Not here: the figures.
"""

from __future__ import annotations

import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = Path(__file__).with_name("RESULTS.md")

_HEAD = """\
# What it costs

Written by `make bench`, or section by section by `make bench ONLY=reading`. All figures of a section are from one run,
and figures of different sections, or machines, do not compare: look at the ratios. CPU is processor time of all
processes a command starts; wall time also knows waiting and what runs side by side.
"""


def put(section: str, title: str, body: str) -> None:
    """Write a section anew, at its place in the page, with the machine, the versions and the time."""
    sections = _sections()
    sections[section] = f"## {title}\n\n{_measured_on()}\n\n{body.strip()}\n"
    order = sorted(sections, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    parts = [f"<!-- {name} -->\n{sections[name]}<!-- end of {name} -->\n" for name in order]
    PAGE.write_text("\n".join([_HEAD, *parts]), encoding="utf-8")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as a table of Markdown; numbers stand right."""
    made = [[_cell(value) for value in row] for row in rows]
    aligned = ["---:" if index else "---" for index in range(len(heads))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [list(heads), aligned, *made])


# The sections in the order of the page; the longest last.
ORDER = ("reading", "starting", "building", "loading", "wide", "growth")


def _sections() -> dict[str, str]:
    if not PAGE.exists():
        return {}
    text = PAGE.read_text(encoding="utf-8")
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)<!-- end of \1 -->\n", text, re.DOTALL))


def _measured_on() -> str:
    used = ", ".join(
        f"{name} {version(name)}" for name in ("dagster", "duckdb", "pandas", "pdfplumber", "pdfminer-six")
    )
    memory = psutil.virtual_memory().total / 1024**3
    day = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"{day}, {_processor()}, {psutil.cpu_count()} processors, {memory:.0f} GB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, {used}."
    )


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", described.read_text(encoding="utf-8")) if described.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return str(value)
