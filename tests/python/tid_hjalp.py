"""What the tests of the time part share: small tables for the project's SQL to run on."""

from collections.abc import Iterable, Sequence

import duckdb
import pandas as pd


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


ANSWER_COLUMNS = {
    "matar": "integer",
    "enhet_kod": "varchar",
    "indikator_id": "varchar",
    "roll": "varchar",
    "svarsklass": "varchar",
    "svar_kod": "bigint",
}


def answer_rows(
    matar: int, enhet: str, indikator: str, bas: str | None, uppfoljning: str | None
) -> list[list[object]]:
    """Return the answers of one result by role, as int_svar__per_roll has them."""
    answers = {"bas": bas, "uppfoljning": uppfoljning}
    return [
        [matar, enhet, indikator, roll, klass, place]
        for place, (roll, klass) in enumerate(answers.items(), start=1)
        if klass is not None
    ]
