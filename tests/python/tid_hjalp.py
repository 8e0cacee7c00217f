"""What the tests of the time part share: small tables for the project's SQL to run on."""

from collections.abc import Iterable, Sequence

import duckdb
import pandas as pd

from oppna_jamforelser.sqlmotor import render_macro


def make_table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: dict[str, str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Create table *name* with these columns (name: type) and rows."""
    ddl = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    connection.execute(f"create table {name} ({ddl})")
    frame = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    if len(frame):
        connection.register("rader", frame)
        casts = ", ".join(f"cast({column} as {kind})" for column, kind in columns.items())
        connection.execute(f"insert into {name} select {casts} from rader")
        connection.unregister("rader")


def roles() -> list[str]:
    """Return the roles of the project's rules."""
    return [column.split(".")[1] for column in render_macro("rollkolumner", "x").split(", ")]
