"""What the tests of the time part share: small tables for the project's SQL to run on."""

from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pandas as pd

KEY = "matar integer, enhet_kod varchar, indikator_id varchar"
ANSWERS = f"{KEY}, roll varchar, svarsklass varchar, svar_kod bigint"

Rows = Iterable[Sequence[object]]


def given_tables(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[str, Rows]]
) -> dict[str, str]:
    """Create a table in the place of each model: its columns as SQL declares them, its rows.

    Return what ``build_models`` is to take as given.
    """
    for name, (columns, rows) in tables.items():
        connection.execute(f"create table {name} ({columns})")
        names = [column.split()[0] for column in columns.split(",")]
        frame = pd.DataFrame(list(rows), columns=names, dtype=object)
        if len(frame):
            connection.execute(f"insert into {name} from frame")
    return {name: name for name in tables}


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
