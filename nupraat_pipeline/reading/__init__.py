"""One PDF in, one `AnswerReading` out; nothing in this package knows Dagster, DuckDB or pandas.

From the file to what it says, each layer below knowing nothing of those above (pyproject.toml has the contract):

- `document` and `soundness` open a file safely and refuse one that does not give all it holds
- `page` and `layout` say what is drawn where
- `grids` finds tables, `words` and `values` what a piece of text says, `flow` the order of reading
- `recognition` and `tables`, `statements` and `prose` make drafts of figures from tables and from sentences
- `body` reads block after block, `account` keeps what was read, `resolution` adds what only the whole answer tells
- `answer` reads the whole; `pool` and `many` read any number of files
"""
