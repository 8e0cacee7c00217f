"""The warehouse that a publication is made from, read only, and what of it readers may get."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.freshness import REGISTER, check_fresh
from oppna_jamforelser.publish.inputs import Inputs
from oppna_jamforelser.publish.marts import SCHEMA, read_marts
from oppna_jamforelser.warehouse import CATALOG, open_warehouse

# The project's own words, which anyone may read.
_SEED_SCHEMAS = ("referens", "metadata", "regler", "facit")
# What else the parts read, column by column: nothing of it is what somebody wrote.
_BESIDE = {
    "kvalitet.kva_karantan": "try_cast(matar as integer)::varchar as matar, slag",
    "kvalitet.kva_hopplogik": "matar",
    "kvalitet.kva_upphor_nasta_ar": (
        "matar, nasta_matar, enhet_kod, indikator_id, grund_kod, ar_sakert, skal_kod, fraga_kod, "
        "nasta_fonster_manader, nasta_fonster_ar, tidigare_svarsklass, mening"
    ),
    "intermediate.int_regel__text": "*",
    "intermediate.int_leverans__register": (
        "leverans_nr, leverans_id, rad_antal, avvisad_antal, gallande_antal, "
        "tillbakadragen is not null as ar_tillbakadragen"
    ),
}


@contextmanager
def fresh_warehouse(path: Path, inputs: Inputs) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open what readers may get of the warehouse at *path*, when it is built from *inputs*.

    The tables have the names that they have in the warehouse, and only their public columns.
    """
    with open_warehouse(path) as warehouse:
        connection = warehouse.connection
        connection.execute("set timezone = 'UTC'")  # the reader's clock has no part in the bytes
        check_fresh(connection, inputs)
        _show_public(connection)
        yield connection


def _show_public(connection: duckdb.DuckDBPyConnection) -> None:
    """Look at the warehouse through views: of the marts' public columns, of seeds, and a few."""
    views = {
        f"{SCHEMA}.{mart.name}": ", ".join(column.name for column in mart.columns)
        for mart in read_marts(connection)
    }
    views |= _BESIDE
    for schema, table in connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ?", [CATALOG]
    ).fetchall():
        if schema in _SEED_SCHEMAS and f"{schema}.{table}" != REGISTER:
            views[f"{schema}.{table}"] = "*"
    connection.execute("use memory")
    for schema in sorted({name.partition(".")[0] for name in views}):
        connection.execute(f"create schema {schema}")
    for name, columns in views.items():
        connection.execute(f"create view {name} as select {columns} from {CATALOG}.{name}")


def pick_matar(connection: duckdb.DuckDBPyConnection, matar: int | None) -> int:
    """Return *matar* when the warehouse has it, the latest when it is not given."""
    rows = connection.execute("select distinct matar from marts.fct_enhetsutfall order by 1")
    known = [row[0] for row in rows.fetchall()]
    if not known:
        raise PublishError("lagret har inga resultat. Kör dbt build.")
    if matar is not None and matar not in known:
        raise PublishError(f"mätår {matar} finns inte i lagret: {', '.join(map(str, known))}.")
    return matar or known[-1]
