"""What the pipeline costs, measured beside its peers and floors in one run: `make bench` writes `RESULTS.md`.

In the order of use: `answers` (invented answers to measure on), `running` (a command and what it cost), the sections
`reading` (with `tools` and `scoring`), `starting`, `building`, `loading` and `growth`, and `results` (the page). Not
here: anything that passes or fails. A figure is worth something only beside another one of the same run.
"""
