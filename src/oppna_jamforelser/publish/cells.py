"""The published results as cells, one value of one row: what revisions compare."""

from collections.abc import Collection

import duckdb

# The tables that are compared, and their keys; every other column is a cell.
KEYS = {
    "fct_enhetsutfall": ("matar", "enhet_kod", "indikator_id"),
    "fct_gruppvarde": ("matar", "gruppindelning", "grupp_kod", "indikator_id"),
    "fct_gruppvarde_ovriga": (
        *("matar", "gruppindelning", "grupp_kod", "jamfort_med", "indikator_id"),
    ),
    "fct_svarsfrekvens": ("matar", "gruppindelning", "grupp_kod", "omrade_kod"),
    "dim_indikator": ("indikator_id",),
}
KEY_COLUMNS = (
    "matar",
    "enhet_kod",
    "gruppindelning",
    "grupp_kod",
    "jamfort_med",
    "indikator_id",
    "omrade_kod",
)
CELL = ("tabell", *KEY_COLUMNS, "kolumn")


def create_cells(
    connection: duckdb.DuckDBPyConnection, name: str, matar: int, schema: str = ""
) -> None:
    """Create the temporary table *name*: every cell that is not empty, of years up to *matar*.

    The tables stand in *schema*, by default where the connection looks first.
    """
    parts = [_cells(table, key, matar, schema) for table, key in KEYS.items()]
    connection.execute(f"create or replace temp table {name} as {' union all '.join(parts)}")


def cells_fingerprint(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return one checksum over the cells in table *name*, in whatever order they stand."""
    text = ", ".join(f"coalesce({column}, chr(0))" for column in (*CELL, "varde"))
    rows = connection.execute(
        f"select count(*), bit_xor(md5_number(concat_ws(chr(1), {text}))) from {name}"
    ).fetchall()
    return "-".join(str(value) for value in rows[0])


def _cells(table: str, key: Collection[str], matar: int, schema: str) -> str:
    keys = ", ".join(key)
    relation = f"{schema}.{table}" if schema else table
    condition = f"where matar <= {matar}" if "matar" in key else ""
    shown = ", ".join(
        f"{column}::varchar as {column}" if column in key else f"null::varchar as {column}"
        for column in KEY_COLUMNS
    )
    return (
        f"select '{table}' as tabell, {shown}, kolumn, varde from (unpivot "
        f"(select {keys}, columns(* exclude ({keys}))::varchar from {relation} {condition}) "
        f"on columns(* exclude ({keys})) into name kolumn value varde)"
    )
