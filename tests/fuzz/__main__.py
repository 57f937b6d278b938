"""`python -m fuzz`: read mutants by the thousand, and tell which went wrong, by seed."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .damage import DAMAGES
from .trial import Judged, judge, mutant

_BATCH = 200


def main() -> int:
    """Run the mutants; 1 when one crashed, left a process behind, or was damaged and read otherwise without a word."""
    options = _options()
    seeds = range(options.first, options.first + options.count)
    tally: Counter[tuple[str, str]] = Counter()
    wrong: list[Judged] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="nupraat-fuzz-") as directory:
        for start in range(0, len(seeds), _BATCH):
            batch = [mutant(seed) for seed in seeds[start : start + _BATCH]]
            for each in judge(batch, Path(directory), options.workers):
                tally[each.mutant.kind, each.verdict] += 1
                is_wrong = each.verdict in {"silent", "crashed"}
                wrong += [each] if is_wrong else []
                if is_wrong or options.verbose:
                    _show(each, options.keep)
            seconds = time.monotonic() - began
            print(f"... {start + len(batch)} of {len(seeds)}, {seconds:.0f} s", file=sys.stderr, flush=True)
    left = _left_behind()
    _tell(tally, left)
    damages = {damage.__name__ for damage in DAMAGES}
    failed = [each for each in wrong if each.verdict == "crashed" or each.mutant.kind in damages]
    return 1 if left or failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="how many mutants (default: 2000)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (default: 0)")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a directory in which to keep the mutants that went wrong")
    parser.add_argument("--verbose", action="store_true", help="tell of each mutant, not only of those that went wrong")
    return parser.parse_args()


def _show(judged: Judged, keep: Path | None) -> None:
    made = f"{judged.mutant.kind} of {judged.mutant.original}"
    print(f"{judged.mutant.seed} {judged.verdict}: {made}: {judged.detail}", flush=True)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / judged.mutant.file_name).write_bytes(judged.mutant.content)


def _tell(tally: Counter[tuple[str, str]], left: list[str]) -> None:
    verdicts = ("same", "told", "rejected", "silent", "crashed")
    kinds = sorted({kind for kind, _ in tally})
    print(f"{'':34}" + "".join(f"{verdict:>10}" for verdict in verdicts))
    for kind in kinds:
        print(f"{kind:34}" + "".join(f"{tally[kind, verdict]:>10}" for verdict in verdicts))
    print(f"{'all':34}" + "".join(f"{sum(tally[kind, verdict] for kind in kinds):>10}" for verdict in verdicts))
    print(f"processes left behind: {len(left)}{''.join(left)}")


def _left_behind() -> list[str]:
    """Readers that live on although their pool is closed: children of the server that starts them, which is ours."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            stat = (process / "stat").read_text()
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        parent, group = map(int, stat.rpartition(")")[2].split()[1:3])
        if group == os.getpgrp() and parent != os.getpid() and "forkserver" in command:
            found.append(f"\n  {process.name} {command[:100]}")
    return found


if __name__ == "__main__":
    sys.exit(main())
