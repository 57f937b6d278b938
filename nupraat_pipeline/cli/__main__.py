"""The process of the command `nupraat`: how it begins and ends, whatever it is asked to do.

Also `python -m nupraat_pipeline.cli`, where its script is not installed.
"""

from __future__ import annotations

import gc
import signal
import sys
from typing import NoReturn

from nupraat_pipeline.cli import INTERRUPTED, main


def run() -> NoReturn:
    """Run the command of this process's arguments, and end the process with its exit code."""
    code = main()
    if code == INTERRUPTED:
        # Where an interrupt passed through code compiled on the fly (imports do that), CPython remembers it as
        # unhandled and ends a module's process by the signal instead of with our code. A blocked signal leaves the
        # code standing.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # At its end the interpreter would look for garbage in all that the libraries define: a tenth of a build.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
