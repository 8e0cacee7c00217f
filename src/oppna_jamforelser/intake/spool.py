"""From the rows of a form to a table in the landing format, through a file on disk.

DuckDB reads a CSV file many times faster than it takes values one by one from Python, and the file
bounds the memory.
"""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from oppna_jamforelser.intake.forms import FaultyRow, Landed
from oppna_jamforelser.landing import LANDING_KOLUMNER

_BATCH_ROWS = 5_000
_LONGEST_LINE = 64 * 1024 * 1024


def load(
    connection: duckdb.DuckDBPyConnection,
    landed: Iterable[Landed],
    columns: list[str | None],
    constants: dict[str, object],
    table: str,
    folder: Path,
    told: Callable[[int], None],
) -> int:
    """Fill a new *table* with landing rows; return how many. *told* hears the count so far.

    *columns* says what the places of a readable row are; *constants* are the same in every row.
    """
    kinds = ", ".join(f"{name} {kind}" for name, kind in LANDING_KOLUMNER.items())
    connection.execute(f"create or replace table {table} ({kinds})")
    path = folder / "rader.csv"
    row_count = fault_count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for some in landed:
            writer.writerows(some.rows)
            row_count += len(some.rows)
            fault_count += len(some.faults)
            _insert_faults(connection, some.faults, constants, table)
            told(row_count + fault_count)
    if row_count:
        _insert_rows(connection, path, columns, constants, table)
    if fault_count and row_count:
        connection.execute(
            f"create or replace table {table} as from {table} order by rad_nr, kolumn"
        )
    path.unlink()
    (stored,) = connection.execute(f"select count(*) from {table}").fetchall()[0]
    if stored != row_count + fault_count:
        raise RuntimeError(f"{row_count + fault_count} rows read, but {stored} stored")
    return stored


def _insert_rows(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    columns: list[str | None],
    constants: dict[str, object],
    table: str,
) -> None:
    names = {f"c{place}": column for place, column in enumerate(columns)}
    used = {column: name for name, column in names.items() if column}
    kinds = {name: "bigint" if column == "rad_nr" else "varchar" for name, column in names.items()}
    texts = [name for name, column in names.items() if column != "rad_nr"]
    connection.execute(
        f"insert into {table} ({', '.join([*constants, *used])}) "
        f"select {', '.join(f'${name}' for name in constants)}, {', '.join(used.values())} "
        f"from read_csv($path, header = false, columns = {_struct(kinds)}, "
        f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', "
        f"strict_mode = true, force_not_null = {texts}, max_line_size = {_LONGEST_LINE}, "
        f"encoding = 'utf-8')",
        constants | {"path": str(path)},
    )


def _struct(kinds: dict[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in kinds.items()) + "}"


def _insert_faults(
    connection: duckdb.DuckDBPyConnection,
    faults: list[FaultyRow],
    constants: dict[str, object],
    table: str,
) -> None:
    names = FaultyRow._fields
    values = ", ".join(f"unnest(${name}::{LANDING_KOLUMNER[name]}[])" for name in names)
    insert = (
        f"insert into {table} ({', '.join([*constants, *names])}) "
        f"select {', '.join(f'${name}' for name in constants)}, {values}"
    )
    if faults:
        by_column = dict(zip(names, map(list, zip(*faults, strict=True)), strict=True))
        connection.execute(insert, constants | by_column)
