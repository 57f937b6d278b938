"""Sound answers, damaged by chance in ways that can be repeated, and what comes of reading them.

`originals` are the sound files, `damage` changes their bytes, `edits` their objects, `trial` reads the mutants through
the real pool and judges; `python -m fuzz` (`make fuzz`) does it by the thousand. `found/` keeps what once went wrong.
"""
