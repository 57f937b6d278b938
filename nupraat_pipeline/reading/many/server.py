"""What the process has imported from which reading processes are forked, so that none of them need do it again.

Imported there, before the first is forked. Not here: starting that process (`local`), or limits (`limited`).
"""

from __future__ import annotations

import gc

import nupraat_pipeline.reading.many.muted
from nupraat_pipeline.uncollected import uncollected

with uncollected():
    import nupraat_pipeline.reading.answer
    import nupraat_pipeline.reading.many.local  # noqa: F401
gc.freeze()  # else the collector of each forked process would write to the pages that they all share
