"""Side by side: many answers read by one process and by two, and what reading costs when an earlier build read them."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import answers, results
from benchmarks.running import side_by_side
from nupraat_pipeline.reading.many.raw_files import list_raw
from nupraat_pipeline.settings import Settings

_ANSWERS, _ROUNDS = 1_000, 3

_READ = """\
from pathlib import Path
from nupraat_pipeline.reading import pool
from nupraat_pipeline.reading.many import raw_files
from nupraat_pipeline.settings import Settings
if __name__ == "__main__":
    settings = Settings.load(Path({raw!r}), Path({warehouse!r}), {workers})
    done = [each.is_known for each in pool.read_raw(raw_files.list_raw(settings.raw_dir), settings)]
    assert done.count(False) == {unknown}, done
"""
# Forget the cached readings that match a pattern, then do the rest.
_AFTER_FORGETTING = 'rm -f $1; exec "$0" -c "$2"'


def measure() -> None:
    """Measure and write the section."""
    raw = answers.many(_ANSWERS)
    with tempfile.TemporaryDirectory() as warehouse:
        settings = Settings.load(raw, warehouse)
        kept = settings.cache_dir / "readings"
        newest = _first_checksum(raw)
        costs = side_by_side(
            {
                "by one process": _reading(settings, 1, _ANSWERS, f"{kept}/*/*/*"),
                "by two processes": _reading(settings, 2, _ANSWERS, f"{kept}/*/*/*"),
                "again, nothing changed": _reading(settings, 1, 0, ""),
                "again, one answer new": _reading(settings, 1, 1, f"{kept}/*/*/{newest}*"),
            },
            _ROUNDS,
        )
    one = costs["by one process"]
    rows = [
        [name, each.cpu, each.cpu / one.cpu, each.wall, one.wall / each.wall, each.peak] for name, each in costs.items()
    ]
    told = (
        f"{_ANSWERS} invented answers of about three pages; medians of {_ROUNDS} runs, in turn, the start of their "
        "processes included. Peak is the most that all processes together held at one moment, what is shared once."
    )
    heads = ["", "CPU s", "CPU / one process", "wall s", "times as fast", "peak MB"]
    results.put("wide", "Many answers", f"{told}\n\n{results.table(heads, rows)}")


def _reading(settings: Settings, workers: int, unknown: int, forgotten: str) -> list[str]:
    code = _READ.format(
        raw=str(settings.raw_dir), warehouse=str(settings.warehouse_dir), workers=workers, unknown=unknown
    )
    return ["/bin/sh", "-c", _AFTER_FORGETTING, sys.executable, forgotten, code]


def _first_checksum(raw: Path) -> str:
    """The name under which the reading of a file is cached begins with this."""
    from nupraat_pipeline.reading.many.fingerprints import fingerprint

    return fingerprint(list_raw(raw)[0].path).sha256
