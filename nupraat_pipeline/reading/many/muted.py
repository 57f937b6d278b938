"""Mutes the process that imports it: the one from which reading processes are forked, or such a process itself.

Here: standard error, closed before anything else is imported. What a parser writes there about a file that anyone may
have made, or Python about a process that ends as it starts, is no message for people, and could hold whatever a
terminal obeys. Not here: what was read or why not, which travels through pipes (`limited`).
"""

from __future__ import annotations

import os

with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a file descriptor is what is wanted
    os.dup2(nowhere.fileno(), 2)
