"""Tools that find tables, each on the same files, timed inside one process.

Run as a script, `python tools.py REPEATS TOOL ...`, with the PDFs' paths on standard input: it belongs to two
environments, ours and that of the peers, and imports nothing that both do not have. Prints one JSON object a line.
"""

from __future__ import annotations

import gc
import json
import logging
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

Grid = list[list[str]]

# What tools raise on a file in which they find nothing, or that they cannot read.
FAILURES = (
    *(ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError),
    subprocess.SubprocessError,  # tabula's Java
)


def pdfplumber_characters(path: str) -> list[Grid]:
    """The floor: every page's characters, and nothing made of them."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            _ = page.chars
    return []


def pdfplumber_tables(path: str) -> list[Grid]:
    """What `extract_tables` finds with its own settings."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [
            [[cell or "" for cell in row] for row in table] for page in pdf.pages for table in page.extract_tables()
        ]


def find_grids(path: str) -> list[Grid]:
    """Our tables of any PDF."""
    from nupraat_pipeline.reading.grids import find_grids as find

    return [rows for _, rows in find(path)]


def read_answer(path: str) -> list[Grid]:
    """All of our reading: tables, prose, what they mean, and the checks that nothing was lost."""
    from nupraat_pipeline.reading.answer import read_answer as read

    grids: dict[int, dict[int, list[str]]] = {}
    for cell in read(Path(path)).cells:
        grids.setdefault(cell.table_number, {}).setdefault(cell.row_number, []).append(cell.text)
    return [list(rows.values()) for rows in grids.values()]


def camelot_network(path: str) -> list[Grid]:
    """Camelot by the alignment of words."""
    import camelot

    return [table.df.values.tolist() for table in camelot.read_pdf(path, pages="all", flavor="network")]


def camelot_hybrid(path: str) -> list[Grid]:
    """Camelot by alignment and by the lines that the PDF draws."""
    import camelot

    return [table.df.values.tolist() for table in camelot.read_pdf(path, pages="all", flavor="hybrid", engine="vector")]


def tabula(path: str) -> list[Grid]:
    """Tabula, which guesses by page how tables are drawn."""
    import tabula as tabula_py

    options = {"header": None, "dtype": str}
    tables = tabula_py.read_pdf(path, pages="all", pandas_options=options, silent=True, force_subprocess=True)
    return [table.fillna("").astype(str).values.tolist() for table in tables]


def img2table(path: str) -> list[Grid]:
    """img2table on the page as a picture, its texts from the PDF."""
    from img2table.document import PDF

    found = PDF(path).extract_tables(borderless_tables=True)
    return [table.df.fillna("").astype(str).values.tolist() for tables in found.values() for table in tables]


TOOLS: dict[str, Callable[[str], list[Grid]]] = {
    tool.__name__: tool
    for tool in (
        pdfplumber_characters,
        pdfplumber_tables,
        find_grids,
        read_answer,
        camelot_network,
        camelot_hybrid,
        tabula,
        img2table,
    )
}


def main() -> None:
    """Time the tools named on the command line, in turn, on every file."""
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    repeats, names = int(sys.argv[1]), sys.argv[2:]
    paths = [line.strip() for line in sys.stdin]
    for name in names:
        _timed(name, paths[0])  # imports its libraries
    for path in paths:
        for repeat in range(repeats):
            for name in names:
                print(json.dumps({"path": path, "repeat": repeat, "tool": name, **_timed(name, path)}), flush=True)


def _timed(name: str, path: str) -> dict[str, object]:
    gc.collect()
    cpu, wall = _cpu(), time.perf_counter()
    failure = None
    grids: list[Grid] = []
    try:
        grids = TOOLS[name](path)
    except FAILURES as error:
        failure = f"{type(error).__name__}: {error}"
    return {"cpu": _cpu() - cpu, "wall": time.perf_counter() - wall, "grids": grids, "failure": failure}


def _cpu() -> float:
    """Processor time of this process and of the children it has waited for."""
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
