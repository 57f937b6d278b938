"""One PDF in, one `AnswerReading` out; nothing in this package knows Dagster, DuckDB or pandas."""
