"""Schema `meta`: the dictionary of the other schemas, and where the build came from."""

from __future__ import annotations

from nupraat_pipeline.model import codes
from nupraat_pipeline.model.schema import Table, Text, col

SCHEMAS_TEXT = {
    "raw": Text(
        "What was in raw/ and what is printed, uninterpreted.",
        "Wat in raw/ zat en wat er gedrukt staat, zonder duiding.",
    ),
    "core": Text(
        "Published values, traced to the page, and the catalogue.",
        "Gepubliceerde waarden, herleidbaar tot de bladzijde, en de catalogus.",
    ),
    "quality": Text("Checks of the answers.", "Toetsen van de antwoorden."),
    "metrics": Text("Tables derived from what holds now.", "Tabellen afgeleid uit wat nu geldt."),
    "meta": Text("The dictionary, and where the build came from.", "Het woordenboek, en waar de bouw vandaan komt."),
}

_SCHEMA = col("schema_name", "VARCHAR", "Schema.", "Schema.")

_DESCRIPTIONS = (
    col("description_en", "VARCHAR", "Meaning in English.", "Betekenis in het Engels."),
    col("description_nl", "VARCHAR", "Meaning in Dutch.", "Betekenis in het Nederlands."),
)

COLUMNS = Table(
    "meta",
    "columns",
    Text("Every column of every published table.", "Elke kolom van elke gepubliceerde tabel."),
    (
        _SCHEMA,
        col("table_name", "VARCHAR", "Table, view or macro.", "Tabel, view of macro."),
        col("column_name", "VARCHAR", "Column.", "Kolom."),
        col("position", "BIGINT", "Place in the table, from 1.", "Plaats in de tabel, vanaf 1.", unit="number"),
        col("data_type", "VARCHAR", "DuckDB type.", "DuckDB-type."),
        col("is_nullable", "BOOLEAN", "Whether it may be empty.", "Of ze leeg mag zijn."),
        col("is_key", "BOOLEAN", "Whether it helps to identify a row.", "Of ze een rij mee bepaalt."),
        col("unit_en", "VARCHAR", "Unit, in English.", "Eenheid, in het Engels."),
        col("unit_nl", "VARCHAR", "Unit, in Dutch.", "Eenheid, in het Nederlands."),
        col(
            "code_list",
            "VARCHAR",
            "Its codes, see meta.codes; empty without.",
            "De codes, zie meta.codes; leeg zonder.",
            null=True,
        ),
        *_DESCRIPTIONS,
    ),
    key=("schema_name", "table_name", "column_name"),
)

TABLES_TABLE = Table(
    "meta",
    "tables",
    Text("Every published table, view and macro.", "Elke gepubliceerde tabel, view en macro."),
    (
        _SCHEMA,
        col("table_name", "VARCHAR", "Table, view or macro.", "Tabel, view of macro."),
        col("kind", "VARCHAR", "What it is.", "Wat het is.", codes=codes.KIND),
        col(
            "key_columns",
            "VARCHAR[]",
            "Columns that identify a row; none where rows may be alike.",
            "Kolommen die een rij bepalen; geen waar rijen gelijk mogen zijn.",
        ),
        *_DESCRIPTIONS,
    ),
    key=("schema_name", "table_name"),
)

CODES = Table(
    "meta",
    "codes",
    Text("What the codes mean.", "Wat de codes betekenen."),
    (
        col("code_list", "VARCHAR", "Code list, see meta.columns.", "Codelijst, zie meta.columns."),
        col("code", "VARCHAR", "Code.", "Code."),
        *_DESCRIPTIONS,
    ),
    key=("code_list", "code"),
)

SCHEMAS = Table(
    "meta",
    "schemas",
    Text("What the schemas hold.", "Wat de schema's bevatten."),
    (
        _SCHEMA,
        *_DESCRIPTIONS,
    ),
    key=("schema_name",),
)

BUILDS = Table(
    "meta",
    "builds",
    Text("The build that made this file, in one row.", "De bouw die dit bestand maakte, in één rij."),
    (
        col(
            "build_id",
            "VARCHAR",
            "Id of the build; exports and report carry it too.",
            "Kenmerk van de bouw; ook export en rapport dragen het.",
        ),
        col("built_at", "TIMESTAMP", "When it was built, UTC.", "Wanneer het gebouwd is, UTC."),
        col("pipeline_version", "VARCHAR", "Version of nupraat_pipeline.", "Versie van nupraat_pipeline."),
        col("python_version", "VARCHAR", "Version of Python.", "Versie van Python."),
        col("duckdb_version", "VARCHAR", "Version of DuckDB.", "Versie van DuckDB."),
        col("pdfplumber_version", "VARCHAR", "Version of pdfplumber.", "Versie van pdfplumber."),
        col(
            "reader_version",
            "VARCHAR",
            "Fingerprint of the code and libraries that read the PDFs: the same one reads the same file alike.",
            "Vingerafdruk van de code en bibliotheken die de PDF's lezen: dezelfde leest hetzelfde bestand gelijk.",
        ),
        col(
            "git_commit",
            "VARCHAR",
            "Commit of the code; empty when unknown.",
            "Commit van de code; leeg als onbekend.",
            null=True,
        ),
        col(
            "inputs",
            "INPUTS",
            "Name and SHA-256 of every file of raw/; the latter empty when it could not be read.",
            "Naam en SHA-256 van elk bestand van raw/; de laatste leeg als het niet te lezen was.",
        ),
        col(
            "inputs_sha256",
            "VARCHAR",
            "SHA-256 of those of the inputs, sorted and each on a line: the same for the same files in any order.",
            "SHA-256 van die van de invoer, gesorteerd en elk op een regel: gelijk voor dezelfde bestanden.",
        ),
        col(
            "citation",
            "VARCHAR",
            "How to cite this database: the same for the same code and the same files of raw/, unlike build_id.",
            "Hoe deze databank te citeren: gelijk voor dezelfde code en bestanden van raw/, anders dan build_id.",
        ),
        col(
            "replaces_build_id",
            "VARCHAR",
            "Build it replaces; empty for the first.",
            "Bouw die vervangen wordt; leeg voor de eerste.",
            null=True,
        ),
        col(
            "documents_added",
            "VARCHAR[]",
            "Answers that the replaced file did not have.",
            "Antwoorden die het vervangen bestand niet had.",
        ),
        col(
            "documents_removed",
            "VARCHAR[]",
            "Answers that only the replaced file had.",
            "Antwoorden die enkel het vervangen bestand had.",
        ),
        col(
            "values_added",
            "BIGINT",
            "New rows of core.current, but for those in values_reread.",
            "Nieuwe rijen van core.current, op die in values_reread na.",
            unit="count",
        ),
        col(
            "values_removed",
            "BIGINT",
            "Lost rows of core.current.",
            "Rijen die weg zijn uit core.current.",
            unit="count",
        ),
        col(
            "values_revised",
            "BIGINT",
            "Rows of core.current with another value; a provisional value that is confirmed is none.",
            "Rijen van core.current met een andere waarde; een voorlopige die bevestigd wordt, telt niet mee.",
            unit="count",
        ),
        col(
            "values_withdrawn",
            "BIGINT",
            "Rows of core.current where a newer answer now prints a hole.",
            "Rijen van core.current waar een nieuwer antwoord nu een leemte drukt.",
            unit="count",
        ),
        col(
            "values_reread",
            "BIGINT",
            "Rows of core.current that changed, came or went because the same file is read otherwise: no revision.",
            "Rijen van core.current die veranderden omdat hetzelfde bestand anders gelezen is: geen herziening.",
            unit="count",
        ),
        col(
            "changes",
            "CHANGES",
            "The values removed, revised, withdrawn, restated (other status) or reread; added ones are counted.",
            "De waarden die weg, herzien, ingetrokken, herbevestigd (andere status) of anders gelezen zijn.",
        ),
    ),
    key=("build_id",),
)

TABLES = (SCHEMAS, TABLES_TABLE, COLUMNS, CODES, BUILDS)
