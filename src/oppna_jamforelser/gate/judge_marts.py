"""Run every suite over the marts, and write Data Docs."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from oppna_jamforelser.gate.checkpoint import validate
from oppna_jamforelser.gate.result import Failure, GateResult
from oppna_jamforelser.gate.suite import Suite, read_suites
from oppna_jamforelser.publish.marts import SCHEMA, public_columns, read_marts
from oppna_jamforelser.publish.open_files.codes import CODES
from oppna_jamforelser.warehouse import open_warehouse

if TYPE_CHECKING:
    import pandas as pd

DATA_DOCS = Path("gx/uncommitted/data_docs")


def export_marts(database: Path, folder: Path) -> None:
    """Write the public columns of every mart of *database* to *folder*, one parquet file each."""
    with open_warehouse(database) as warehouse:
        for mart in read_marts(warehouse.connection):
            columns = ", ".join(column.name for column in mart.columns)
            warehouse.connection.execute(
                f"copy (select {columns} from {SCHEMA}.{mart.name}) to ? (format parquet)",
                [str(folder / f"{mart.name}.parquet")],
            )


def check_marts(
    folder: Path, data_docs: Path | None = None, suites: Iterable[Suite] | None = None
) -> GateResult:
    """Check the marts that *folder* holds as parquet files, as their readers will see them.

    Write Data Docs to *data_docs* when it is given.
    """
    failures: list[Failure] = []
    not_applicable: list[str] = []
    tables: list[tuple[Suite, pd.DataFrame]] = []
    with duckdb.connect() as connection:
        _open_marts(connection, folder)
        failures += _not_public(connection)
        for suite in read_suites() if suites is None else suites:
            try:
                table = connection.execute(suite.sql).df().sort_values(list(suite.key))
            except duckdb.Error as error:
                found = f"{str(error).splitlines()[0]}."
                failures.append(Failure(suite.name, "", "Frågan går att köra.", found))
                continue
            if not table.empty:
                tables.append((suite, table))
            elif suite.may_be_empty:
                not_applicable.append(suite.name)
            else:
                failures.append(Failure(suite.name, "", "Det finns rader.", "inga."))
    failures.extend(validate(tables, data_docs))
    return GateResult(
        failures=tuple(failures),
        not_applicable=tuple(not_applicable),
        expectations=sum(len(suite.expectations) for suite, _ in tables),
    )


def _not_public(connection: duckdb.DuckDBPyConnection) -> list[Failure]:
    """Return the columns that nobody has said may be published."""
    public = public_columns() | {CODES.name: frozenset(column.name for column in CODES.columns)}
    columns = connection.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = ? "
        "order by table_name, column_index",
        [SCHEMA],
    ).fetchall()
    return [
        Failure(mart, column, "Kolumnen är offentlig (config.meta.offentlig).", "det är den inte.")
        for mart, column in columns
        if column not in public.get(mart, ())
    ]


def _open_marts(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute(f"create schema {SCHEMA}")
    for path in sorted(folder.glob("*.parquet")):
        source = str(path).replace("'", "''")
        connection.execute(
            f"create view {SCHEMA}.{path.stem} as select * from read_parquet('{source}')"
        )
