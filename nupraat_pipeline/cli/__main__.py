"""`python -m nupraat_pipeline.cli`: the command, where its script is not installed."""

from __future__ import annotations

import sys

from nupraat_pipeline.cli import main

sys.exit(main())
