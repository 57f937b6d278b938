"""Many files: read in limited processes or on a cluster, streamed, kept, and not read twice.

Here: how `pool` reads at any width. Not here: how one answer is read (`answer`).
"""
