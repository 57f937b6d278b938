"""The process of the command `nupraat`: how it ends, whatever it was asked to do.

Also `python -m nupraat_pipeline.cli`, where its script is not installed.
"""

from __future__ import annotations

import atexit
import os
import sys
from typing import NoReturn

from nupraat_pipeline.cli import main


def run() -> NoReturn:
    """Run the command of this process's arguments, and end the process with its exit code."""
    code = main()
    # What is left is Python taking its libraries apart piece by piece, a tenth of a build, only to end the process.
    # (It would also end by the signal instead of with our code where Ctrl-C passed through code compiled on the fly.)
    atexit._run_exitfuncs()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
