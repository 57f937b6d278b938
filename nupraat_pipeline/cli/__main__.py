"""`python -m nupraat_pipeline.cli`: the command, where its script is not installed."""

from __future__ import annotations

import signal
import sys

from nupraat_pipeline.cli import INTERRUPTED, main

code = main()
if code == INTERRUPTED:
    # Where an interrupt passed through code compiled on the fly (imports do that), CPython remembers it as unhandled
    # and ends a module's process by the signal instead of with our code. A blocked signal leaves the code standing.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
sys.exit(code)
