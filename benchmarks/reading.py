"""Reading: each tool's time for a page, beside how much of the tables it gets right.

Here: running `tools` in both environments and summing up. Not here: what right means (`scoring`).
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber

from benchmarks import answers, results
from benchmarks.scoring import right_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SAMPLE, _REPEATS = 16, 3
_FLOOR = "pdfplumber_characters"
_SCRIPT = Path(__file__).with_name("tools.py")
_PEERS = answers.REPOSITORY / ".venv-bench/bin/python"
_OURS = ("read_answer", "find_grids")

_NAMES = {
    _FLOOR: "pdfplumber, characters alone (the floor)",
    "read_answer": "**this project, an answer read and checked**",
    "find_grids": "**this project, tables alone**",
    "pdfplumber_tables": "pdfplumber, `extract_tables`",
    "camelot_network": "camelot, network",
    "camelot_hybrid": "camelot, hybrid with vector lines",
    "tabula": "tabula (a Java process for each file)",
    "img2table": "img2table, with borderless tables",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """What one tool did: seconds for a page, the ratio to the floor of its own process, cells right and expected."""

    cpu: float
    wall: float
    to_floor: float
    right: int
    total: int
    failures: int


def measure() -> None:
    """Measure and write the section."""
    sample = answers.sample(_SAMPLE)
    expected = {str(each.path): each.rows for each in sample}
    pages = {path: _n_pages(path) for path in expected}
    ours = _timings(Path(sys.executable), (_FLOOR, "read_answer", "find_grids", "pdfplumber_tables"), list(expected))
    rows = _rows(ours, expected, pages)
    lines = [_line(_NAMES[name], row) for name, row in rows.items()]
    peers = ["camelot_network", "camelot_hybrid", "img2table"]
    if shutil.which("java"):
        peers.append("tabula")
    else:
        lines.append([_NAMES["tabula"], "not run: no Java", None, None, None])
    if _PEERS.exists():
        timings = _timings(_PEERS, (_FLOOR, *peers), list(expected))
        found = _rows(timings, expected, pages)
        lines += [_line(_NAMES[name], row) for name, row in found.items() if name != _FLOOR]
    else:
        lines += [[_NAMES[name], "not run: no .venv-bench", None, None, None] for name in peers]
    results.put("reading", "Reading", _body(lines, sum(pages.values())))


def _body(lines: list[list[object]], n_pages: int) -> str:
    heads = ["", "CPU ms/page", "wall ms/page", "CPU / floor", "right cells"]
    real = sorted(str(path) for path in (answers.REPOSITORY / "raw").glob("*.pdf"))
    timings = _timings(Path(sys.executable), (_FLOOR, *_OURS), real, repeats=4 * _REPEATS)
    own = _rows(timings, {path: [] for path in real}, {path: _n_pages(path) for path in real})
    told = (
        f"{_SAMPLE} invented answers of {n_pages} pages, drawn by reportlab and typst, read {_REPEATS} times by all "
        "tools of an environment in turn. Times are medians of the answers' medians; the ratio is to the floor in the "
        "same process. The answers are drawn by this project's own tests (tests/answers), without turned pages and "
        "text in another order than it is read, which no other tool claims to read. Runs that failed have nothing "
        "right, and are not in the times. Right are the cells of rows of figures that come back intact: with all their "
        "texts, in order, "
        "and nothing else."
    )
    return "\n\n".join(
        [
            told,
            results.table(heads, lines),
            f"The answers in `raw/`, {4 * _REPEATS} times:",
            results.table(heads[:-1], [_line(_NAMES[name], row)[:-1] for name, row in own.items()]),
        ]
    )


def _line(name: str, row: _Row) -> list[object]:
    share = f"{100 * row.right / row.total:.1f} %" if row.total and name != _NAMES[_FLOOR] else None
    failed = f" (failed on {row.failures} files)" if row.failures else ""
    return [name + failed, 1000 * row.cpu, 1000 * row.wall, row.to_floor, share]


def _timings(python: Path, tools: Sequence[str], paths: Sequence[str], repeats: int = _REPEATS) -> list[dict[str, Any]]:
    """Run the tools on the files in one process of an environment."""
    command = [str(python), str(_SCRIPT), str(repeats), *tools]
    done = subprocess.run(command, input="\n".join(paths), text=True, check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _rows(
    timings: Sequence[dict[str, Any]], expected: Mapping[str, list[list[str]]], pages: Mapping[str, int]
) -> dict[str, _Row]:
    """Sum up by tool, in the order in which they ran."""
    runs: defaultdict[str, defaultdict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for each in timings:
        runs[each["tool"]][each["path"]].append(each)
    floor = {path: _median(each, "cpu") for path, each in runs[_FLOOR].items()}
    rows = {}
    for tool, by_path in runs.items():
        counts = [right_cells(expected[path], each[0]["grids"]) for path, each in by_path.items()]
        done = {path: each for path, each in by_path.items() if each[0]["failure"] is None} or by_path
        rows[tool] = _Row(
            cpu=statistics.median(_median(each, "cpu") / pages[path] for path, each in done.items()),
            wall=statistics.median(_median(each, "wall") / pages[path] for path, each in done.items()),
            to_floor=statistics.median(_median(each, "cpu") / floor[path] for path, each in done.items()),
            right=sum(right for right, _ in counts),
            total=sum(total for _, total in counts),
            failures=sum(each[0]["failure"] is not None for each in by_path.values()),
        )
    return rows


def _median(runs: Sequence[dict[str, Any]], figure: str) -> float:
    return float(statistics.median(each[figure] for each in runs))


def _n_pages(path: str) -> int:
    with pdfplumber.open(path) as pdf:
        return len(pdf.pages)
