"""Schema `meta`: the dictionary of the other schemas, and where the build came from."""

from __future__ import annotations

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

COLUMNS = Table(
    "meta",
    "columns",
    Text("Every column of every published table.", "Elke kolom van elke gepubliceerde tabel."),
    (
        _SCHEMA,
        col("table_name", "VARCHAR", "Table, view or macro.", "Tabel, view of macro."),
        col("column_name", "VARCHAR", "Column.", "Kolom."),
        col("position", "BIGINT", "Place in the table, from 1.", "Plaats in de tabel, vanaf 1."),
        col("data_type", "VARCHAR", "DuckDB type.", "DuckDB-type."),
        col("is_nullable", "BOOLEAN", "Whether it may be empty.", "Of ze leeg mag zijn."),
        col("is_key", "BOOLEAN", "Whether it helps to identify a row.", "Of ze een rij mee bepaalt."),
        col(
            "unit",
            "VARCHAR",
            "Unit of measurement; empty for texts and ids.",
            "Meeteenheid; leeg voor teksten en kenmerken.",
            null=True,
        ),
        col(
            "code_list",
            "VARCHAR",
            "Its codes, see meta.codes; empty without.",
            "De codes, zie meta.codes; leeg zonder.",
            null=True,
        ),
        col("description_en", "VARCHAR", "Meaning in English.", "Betekenis in het Engels."),
        col("description_nl", "VARCHAR", "Meaning in Dutch.", "Betekenis in het Nederlands."),
    ),
    key=("schema_name", "table_name", "column_name"),
)

CODES = Table(
    "meta",
    "codes",
    Text("What the codes mean.", "Wat de codes betekenen."),
    (
        col("code_list", "VARCHAR", "Code list, see meta.columns.", "Codelijst, zie meta.columns."),
        col("code", "VARCHAR", "Code.", "Code."),
        col("description_en", "VARCHAR", "Meaning in English.", "Betekenis in het Engels."),
        col("description_nl", "VARCHAR", "Meaning in Dutch.", "Betekenis in het Nederlands."),
    ),
    key=("code_list", "code"),
)

SCHEMAS = Table(
    "meta",
    "schemas",
    Text("What the schemas hold.", "Wat de schema's bevatten."),
    (
        _SCHEMA,
        col("description_en", "VARCHAR", "Content in English.", "Inhoud in het Engels."),
        col("description_nl", "VARCHAR", "Content in Dutch.", "Inhoud in het Nederlands."),
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
        col("values_added", "BIGINT", "Rows of core.current that are new.", "Rijen van core.current die nieuw zijn."),
        col("values_removed", "BIGINT", "Rows of core.current that are gone.", "Rijen van core.current die weg zijn."),
        col(
            "values_revised",
            "BIGINT",
            "Rows of core.current with another value; a provisional value that is confirmed is none.",
            "Rijen van core.current met een andere waarde; een voorlopige die bevestigd wordt, telt niet mee.",
        ),
        col(
            "values_withdrawn",
            "BIGINT",
            "Rows of core.current where a newer answer now prints a hole.",
            "Rijen van core.current waar een nieuwer antwoord nu een leemte drukt.",
        ),
        col(
            "changes",
            "CHANGES",
            "The values removed, revised, withdrawn, or restated (other status), old and new; added ones are counted.",
            "De waarden die weg, herzien, ingetrokken of herbevestigd (andere status) zijn, oud en nieuw.",
        ),
    ),
    key=("build_id",),
)

TABLES = (COLUMNS, CODES, SCHEMAS, BUILDS)
