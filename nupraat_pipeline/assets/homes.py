"""Which asset a published table is part of, and under which name its columns are known there.

Here: the picture that Dagster shows, as data. Tables that one step makes at once, and that nobody looks at apart, are
one asset: a dozen assets can be understood at a glance, twenty cannot. Not here: how they are made (`steps`).
"""

from __future__ import annotations

from nupraat_pipeline import model

# Assets of several tables; the first is what the asset is about. Every other table is an asset of its own name.
TOGETHER: dict[str, tuple[str, ...]] = {
    "raw/answers": ("raw.documents", "raw.cells", "raw.statements"),
    "core/observations": ("core.observations", "core.places", "core.notes"),
    "core/catalogue": ("core.indicators", "core.categories", "core.events"),
}

_HOMES = {table: asset for asset, tables in TOGETHER.items() for table in tables}


def home_of(table: str) -> str:
    """The asset ('core/catalogue') that holds a table ('core.indicators')."""
    return _HOMES.get(table, table.replace(".", "/"))


def tables_of(asset: str) -> list[model.Table]:
    """The tables that an asset holds."""
    return [model.table(name) for name in TOGETHER.get(asset, (asset.replace("/", "."),))]


def assets_of(*schemas: str) -> list[str]:
    """The assets that hold the stored tables of these schemas, in the order of the model."""
    return list(dict.fromkeys(home_of(table.full_name) for table in model.STORED if table.schema in schemas))


def column_in_asset(table: str, column: str) -> str:
    """The name of a table's column in its asset: with its table before it, unless the asset is that table."""
    asset = home_of(table)
    return column if asset == table.replace(".", "/") else f"{table.split('.')[1]}.{column}"
