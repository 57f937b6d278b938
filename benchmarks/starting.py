"""Starting: what a command costs before, and beside, what it is asked to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks import answers, results
from benchmarks.running import side_by_side

_ROUNDS = 7
_FLOOR = "import pdfplumber, and the characters of the answer"
_CORE = ("reading.answer", "observations", "quality", "metrics", "model", "warehouse", "exports", "report")


def measure() -> None:
    """Measure and write the section."""
    python, nupraat = sys.executable, str(Path(sys.executable).with_name("nupraat"))
    answer = str(sorted((answers.REPOSITORY / "raw").glob("*.pdf"))[0])
    tools = str(Path(__file__).with_name("tools.py").parent)
    floor = f"import sys; sys.path.insert(0, {tools!r}); import tools; tools.pdfplumber_characters({answer!r})"
    commands = {
        _FLOOR: [python, "-c", floor],
        "`nupraat inspect` of the answer": [nupraat, "inspect", answer],
        "`import nupraat_pipeline.reading.answer`": [python, "-c", "import nupraat_pipeline.reading.answer"],
        "`import nupraat_pipeline`": [python, "-c", "import nupraat_pipeline"],
        "`nupraat --help`": [nupraat, "--help"],
    }
    costs = side_by_side(commands, _ROUNDS)
    floor_cost = costs[_FLOOR]
    rows = [
        [name, cost.cpu, cost.cpu / floor_cost.cpu, cost.wall, cost.wall / floor_cost.wall]
        for name, cost in costs.items()
    ]
    heads = ["", "CPU s", "CPU / floor", "wall s", "wall / floor"]
    told = f"Medians of {_ROUNDS} runs, in turn. The core ({', '.join(_CORE)}) imports {_heavy()}."
    results.put("starting", "Starting", f"{told}\n\n{results.table(heads, rows)}")


def _heavy() -> str:
    """Say whether importing the core brings Dagster along."""
    imports = "; ".join(f"import nupraat_pipeline.{module}" for module in _CORE)
    command = [sys.executable, "-c", f"{imports}; import sys; print('dagster' in sys.modules)"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return "Dagster" if done.stdout.strip() == "True" else "no Dagster"
