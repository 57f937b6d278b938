"""`python -m benchmarks [SECTION ...]`: measure, and write `RESULTS.md`; without a section, all of them."""

from __future__ import annotations

import argparse
import compileall
import sys
import time
from importlib import import_module

from benchmarks import answers, results
from benchmarks.running import CommandError


def main() -> int:
    """Measure the sections that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"one of {', '.join(results.ORDER)}")
    wanted = parser.parse_args().sections or results.ORDER
    if unknown := [name for name in wanted if name not in results.ORDER]:
        parser.error(f"there is no section {unknown[0]!r}; there are {', '.join(results.ORDER)}")
    compileall.compile_dir(answers.REPOSITORY / "nupraat_pipeline", quiet=1)  # as `make` leaves it
    for name in wanted:
        print(f"{name} ...", end=" ", flush=True)
        start = time.monotonic()
        try:
            import_module(f"benchmarks.{name}").measure()
        except CommandError as error:
            print(f"failed: {error}", file=sys.stderr)
            return 1
        print(f"{time.monotonic() - start:.0f} s")
    print(f"Written: {results.PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
