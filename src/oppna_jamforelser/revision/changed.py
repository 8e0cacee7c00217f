"""The changed cells of two publications: what readers have, from the published Parquet tables."""

from collections.abc import Callable, Mapping, Sequence

import duckdb

from oppna_jamforelser.publish.cells import CELL, KEYS, cells, texts
from oppna_jamforelser.revision.side import Side

Tables = Mapping[str, Sequence[str]]
SAME_CELL = " and ".join(f"a.{column} is not distinct from b.{column}" for column in CELL)


def create_changed_cells(
    connection: duckdb.DuckDBPyConnection, old: Side, new: Side, warn: Callable[[str], None]
) -> Tables:
    """Create the table ``cell`` of the changed cells; return the tables that hold some.

    Tables and columns that only one of the two has are told, not compared.
    """
    names = ", ".join(f"{column} varchar" for column in CELL)
    connection.execute(
        f"create table alla ({names}, gammalt_varde varchar, nytt_varde varchar);"
        "create sequence nummer"
    )
    for table in KEYS:
        if old.table(table) is None or new.table(table) is None:
            if old.table(table) != new.table(table):
                _tell(warn, f"tabellen {table}", old.table(table) is None)
            continue
        before, after = old.columns(connection, table), new.columns(connection, table)
        for column in dict.fromkeys([*before, *after]):
            if column not in before or column not in after:
                _tell(warn, f"{table}.{column}", column not in before)
        shared = [column for column in after if column in before and column not in KEYS[table]]
        if shared:
            _add(connection, table, shared, str(old.table(table)), str(new.table(table)))
    connection.execute("create table cell as select nextval('nummer') as nr, * from alla")
    found = connection.execute("select distinct tabell from cell").fetchall()
    columns = connection.execute("select distinct tabell, kolumn from cell order by all").fetchall()
    return {table: [c for t, c in columns if t == table] for (table,) in sorted(found)}


def _add(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], old: str, new: str
) -> None:
    """Add the cells that differ, of the rows that differ."""
    before, after = texts(table, columns, old), texts(table, columns, new)
    gone = cells(table, columns, f"({before}) except all ({after})")
    come = cells(table, columns, f"({after}) except all ({before})")
    shown = ", ".join(f"coalesce(a.{column}, b.{column}) as {column}" for column in CELL)
    connection.execute(
        f"insert into alla select {shown}, a.varde, b.varde from ({gone}) as a "
        f"full join ({come}) as b on {SAME_CELL} where a.varde is distinct from b.varde"
    )


def _tell(warn: Callable[[str], None], what: str, is_new: bool) -> None:
    warn(f"{what} finns bara i den {'nya' if is_new else 'gamla'} och jämförs inte.")
