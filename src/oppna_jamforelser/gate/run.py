"""Run every suite over the marts, and write Data Docs."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from oppna_jamforelser.gate.checkpoint import validate
from oppna_jamforelser.gate.result import Failure, GateResult
from oppna_jamforelser.gate.suite import Suite, read_suites

if TYPE_CHECKING:
    import pandas as pd

DATA_DOCS = Path("gx/uncommitted/data_docs")
SCHEMA = "marts"


def run_gate(database: Path, data_docs: Path | None = None) -> GateResult:
    """Check the marts of *database*; write Data Docs to *data_docs* when it is given."""
    with tempfile.TemporaryDirectory() as folder:
        export_marts(database, Path(folder))
        return check_marts(Path(folder), data_docs)


def export_marts(database: Path, folder: Path) -> None:
    """Write every mart of *database* to *folder*, one parquet file each."""
    with duckdb.connect(str(database), read_only=True) as connection:
        marts = connection.execute(
            "select table_name from duckdb_tables() where schema_name = ?", [SCHEMA]
        ).fetchall()
        for (mart,) in marts:
            path = str(folder / f"{mart}.parquet")
            connection.execute(f"copy {SCHEMA}.{mart} to ? (format parquet)", [path])


def check_marts(
    folder: Path, data_docs: Path | None = None, suites: Iterable[Suite] | None = None
) -> GateResult:
    """Check the marts that *folder* holds as parquet files, as their readers will see them."""
    failures: list[Failure] = []
    not_applicable: list[str] = []
    tables: list[tuple[Suite, pd.DataFrame]] = []
    with duckdb.connect() as connection:
        _open_marts(connection, folder)
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


def _open_marts(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute(f"create schema {SCHEMA}")
    for path in sorted(folder.glob("*.parquet")):
        source = str(path).replace("'", "''")
        connection.execute(
            f"create view {SCHEMA}.{path.stem} as select * from read_parquet('{source}')"
        )
