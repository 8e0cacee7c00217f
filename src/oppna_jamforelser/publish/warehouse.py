"""The warehouse that a publication is made from, read only."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.freshness import check_fresh
from oppna_jamforelser.publish.inputs import Inputs
from oppna_jamforelser.warehouse import open_warehouse


@contextmanager
def fresh_warehouse(path: Path, inputs: Inputs) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse at *path*, when it is built from *inputs*, for reading."""
    with open_warehouse(path) as warehouse:
        connection = warehouse.connection
        connection.execute("set timezone = 'UTC'")  # the reader's clock has no part in the bytes
        check_fresh(connection, inputs)
        yield connection


def pick_matar(connection: duckdb.DuckDBPyConnection, matar: int | None) -> int:
    """Return *matar* when the warehouse has it, the latest when it is not given."""
    rows = connection.execute("select distinct matar from marts.fct_enhetsutfall order by 1")
    known = [row[0] for row in rows.fetchall()]
    if not known:
        raise PublishError("lagret har inga resultat. Kör dbt build.")
    if matar is not None and matar not in known:
        raise PublishError(f"mätår {matar} finns inte i lagret: {', '.join(map(str, known))}.")
    return matar or known[-1]
