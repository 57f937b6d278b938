"""What the report tells of: the rows of the published file that it needs, as plain records.

Here: the queries, and looking records up. Not here: what is said about them. Everything on the page comes through
here, and thus from the published file.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from nupraat_pipeline.model.schema import Text
from nupraat_pipeline.report import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

Record = dict[str, Any]

# The series by month, in the order in which the page shows them.
SERIES = ("conversations", "new_chat_callers", "missed_in_opening_hours")

# The rules that, failed, leave open which figure is right.
_DISPUTING = frozenset(
    {
        "shares_sum_to_100",
        "total_equals_sum",
        "prose_equals_table",
        "conflicting_within_answer",
        "conflicting_answers",
        "value_in_range",
    }
)

# Of what a rule finds about an indicator, the page tells this many, of the newest answers. Decades of answers have
# fewer; with thousands, nobody would read on, and no browser would open the page.
MOST_TOLD = 100

# What the page tells of, in tables of this connection alone.
_TOLD = f"""
    CREATE TEMP TABLE told AS
    SELECT * EXCLUDE (question_date)
    FROM quality.findings
    LEFT JOIN (SELECT document_id, question_date FROM raw.documents WHERE status = 'read') USING (document_id)
    WHERE NOT passed
    QUALIFY
        row_number() OVER (
            PARTITION BY rule, indicator
            ORDER BY
                question_date DESC NULLS LAST, document_id DESC, period_start DESC NULLS LAST, period_end DESC,
                category, page, message
        ) <= {MOST_TOLD};

    -- What holds now, and what else stands beside what the findings are about.
    CREATE TEMP TABLE referred AS
    SELECT observation_id
    FROM core.current
    UNION
    SELECT observation_id
    FROM core.observations
    SEMI JOIN (
        SELECT document_id, indicator FROM told
        UNION
        SELECT other_document_id, indicator FROM told
    ) USING (document_id, indicator)
"""  # noqa: S608 - our own number

_QUERIES = {
    "builds": "FROM meta.builds",
    # The newest vintage first.
    "documents": "FROM raw.documents ORDER BY question_date DESC NULLS LAST, document_id DESC, file_name",
    "observations": """
        SELECT observation.*, place.sha256, statement.sentence, place.table_number
        FROM core.observations AS observation
        SEMI JOIN referred USING (observation_id)
        JOIN core.places AS place USING (observation_id)
        LEFT JOIN raw.statements AS statement
            ON statement.sha256 = place.sha256 AND statement.statement_number = place.statement_number
        ORDER BY observation.observation_id
    """,
    # Where each table stands on each of its pages: what is shown around one of its cells.
    "table_boxes": """
        SELECT sha256, table_number, page, min(x0) AS x0, min(top) AS top, max(x1) AS x1, max(bottom) AS bottom
        FROM raw.cells
        SEMI JOIN (FROM core.places SEMI JOIN referred USING (observation_id)) USING (sha256, table_number)
        GROUP BY ALL
        ORDER BY ALL
    """,
    "current": "FROM core.current",
    "monthly": "FROM core.monthly",
    "yearly": "FROM metrics.yearly_summary",
    "activity": "FROM metrics.monthly_activity",
    "seasonality": "FROM metrics.seasonality",
    "referrals": "FROM metrics.referrals",
    "profile": "FROM metrics.caller_profile",
    "reach": "FROM metrics.reach",
    "indicators": "FROM core.indicators",
    "categories": "FROM core.categories",
    "events": "FROM core.events ORDER BY start_date NULLS LAST, event_id",
    "findings": """
        FROM told
        ORDER BY
            list_position(['error', 'warning', 'info'], severity),
            period_start DESC NULLS LAST, period_end DESC, document_id DESC, rule, indicator, category, page, message
    """,
    # How many there are, told or not.
    "found": "SELECT rule, count(*) AS findings FROM quality.findings WHERE NOT passed GROUP BY rule",
    # What contradicts what holds now.
    "disputes": f"""
        SELECT DISTINCT indicator, year(period_start) AS year, category
        FROM quality.findings
        SEMI JOIN core.current USING (document_id, indicator, period_start)
        WHERE NOT passed AND rule IN {tuple(sorted(_DISPUTING))}
        ORDER BY ALL
    """,  # noqa: S608 - our own names
    "not_understood": """
        SELECT DISTINCT file_name
        FROM quality.findings
        JOIN raw.documents USING (document_id)
        WHERE severity = 'error' AND NOT passed AND status = 'read'
        ORDER BY file_name
    """,
    # How many checks of the answers' figures there were, passed or not.
    "checked": "SELECT count(*) AS checks FROM quality.findings WHERE severity <> 'info' AND stated IS NOT NULL",
    "codes": "FROM meta.codes",
    "columns": "FROM meta.columns",
}


class Facts(Struct, frozen=True, dict=True):
    """The rows of the published file that the page needs, by what they are ('yearly'), as records of their columns."""

    rows: dict[str, list[Record]]

    @classmethod
    def load(cls, connection: duckdb.DuckDBPyConnection) -> Facts:
        """Read them from an open published file."""
        connection.execute(_TOLD)
        return cls({name: _records(connection, sql) for name, sql in _QUERIES.items()})

    @property
    def build(self) -> Record:
        """The build that made the file."""
        return self.rows["builds"][0]

    @cached_property
    def observations(self) -> dict[str, Record]:
        """What the page may refer to, by its id: what holds now, and what the findings are about."""
        return {row["observation_id"]: row for row in self.rows["observations"]}

    def said(self, documents: Iterable[str | None], indicator: str | None) -> list[Record]:
        """Return what these answers say of an indicator, in the order of the observations."""
        found = [entry for document in set(documents) for entry in self._said.get((document, indicator), [])]
        return [row for _, row in sorted(found, key=lambda entry: entry[0])]

    @cached_property
    def _said(self) -> dict[tuple[str | None, str | None], list[tuple[int, Record]]]:
        """The observations with their place, by answer and indicator."""
        found: dict[tuple[str | None, str | None], list[tuple[int, Record]]] = {}
        for place, row in enumerate(self.rows["observations"]):
            found.setdefault((row["document_id"], row["indicator"]), []).append((place, row))
        return found

    @cached_property
    def months(self) -> dict[str, dict[tuple[int, int], Record]]:
        """What holds now, by indicator and (year, month)."""
        found: dict[str, dict[tuple[int, int], Record]] = {}
        for row in self.rows["monthly"]:
            found.setdefault(row["indicator"], {})[row["month"].year, row["month"].month] = row
        return found

    @cached_property
    def years(self) -> dict[str, dict[int, Record]]:
        """The rows of `metrics.yearly_summary`, by indicator and year."""
        found: dict[str, dict[int, Record]] = {}
        for row in self.rows["yearly"]:
            found.setdefault(row["indicator"], {})[row["year"]] = row
        return found

    @cached_property
    def indicators(self) -> dict[str, Record]:
        """The catalogue's indicators, by id."""
        return {row["indicator"]: row for row in self.rows["indicators"]}

    @cached_property
    def categories(self) -> dict[tuple[str, str], Record]:
        """The categories, by dimension and id."""
        return {(row["dimension"], row["category"]): row for row in self.rows["categories"]}

    @cached_property
    def codes(self) -> dict[tuple[str, str], Record]:
        """What codes mean, by code list and code."""
        return {(row["code_list"], row["code"]): row for row in self.rows["codes"]}

    @cached_property
    def columns(self) -> dict[str, Record]:
        """The columns of the published tables, by full name: 'metrics.reach.chat_callers'."""
        return {f"{row['schema_name']}.{row['table_name']}.{row['column_name']}": row for row in self.rows["columns"]}

    @property
    def checked(self) -> int:
        """How many figures were checked against others."""
        checks: int = self.rows["checked"][0]["checks"]
        return checks

    @property
    def not_understood(self) -> list[str]:
        """The files in which a number or a table was not understood."""
        return [row["file_name"] for row in self.rows["not_understood"]]

    @cached_property
    def found(self) -> dict[str, int]:
        """How many findings failed, by rule: more than the page tells where there are very many answers."""
        return {row["rule"]: row["findings"] for row in self.rows["found"]}

    @cached_property
    def short_names(self) -> dict[str, Text]:
        """What an answer is called in a sentence, by its id: 'vraag 363 van 30 januari 2023'."""
        named = {}
        for row in self.read_documents():
            if row["question_number"] is not None and row["question_date"] is not None:
                on = wording.day(row["question_date"])
                number = row["question_number"]
                named[row["document_id"]] = Text(f"question {number} of {on.en}", f"vraag {number} van {on.nl}")
        return named

    def is_replaced(self, finding: Record) -> bool:
        """Whether none of what an answer said of a finding's indicator and period, by its total, holds now."""
        key = (finding["indicator"], finding["period_start"], finding["period_end"], finding["category"])
        holding = self._holding.get(key, set())
        return bool(holding) and finding["document_id"] not in holding

    @cached_property
    def _holding(self) -> dict[tuple[object, ...], set[str]]:
        """The answers whose values hold now, by indicator, period and category."""
        found: dict[tuple[object, ...], set[str]] = {}
        for row in self.rows["current"]:
            key = (row["indicator"], row["period_start"], row["period_end"], row["category"])
            found.setdefault(key, set()).add(row["document_id"])
        return found

    def is_disputed(self, indicator: str, year: int, category: str | None = None) -> bool:
        """Whether other printed figures contradict what holds now for a category of a year, or all of its breakdown."""
        disputed = self._disputed.get((indicator, year), set())
        return category in disputed or None in disputed

    @cached_property
    def _disputed(self) -> dict[tuple[str, int], set[str | None]]:
        """The categories that failed rules speak of, by indicator and year; None for all. Of what holds now alone."""
        found: dict[tuple[str, int], set[str | None]] = {}
        for row in self.rows["disputes"]:
            found.setdefault((row["indicator"], row["year"]), set()).add(row["category"])
        return found

    def disputing(self, indicators: Iterable[str]) -> list[Record]:
        """The findings that leave open which figure of these indicators is right."""
        return [row for row in self.findings_about(indicators) if row["rule"] in _DISPUTING and row["period_start"]]

    @cached_property
    def files(self) -> dict[str, str]:
        """The names of the files that were read, by the answer's id."""
        return {row["document_id"]: row["file_name"] for row in self.read_documents()}

    def read_documents(self) -> list[Record]:
        """The answers that were read, the newest first."""
        return [row for row in self.rows["documents"] if row["status"] == "read"]

    def findings_about(self, indicators: Iterable[str]) -> list[Record]:
        """The findings that failed about these indicators, the worst first, then the newest."""
        wanted = set(indicators)
        return [row for row in self.rows["findings"] if row["indicator"] in wanted]


def _records(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Record]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
