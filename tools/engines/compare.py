"""Every public cell of two engines beside each other, in both directions, types included."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql
from rich.console import Console
from rich.table import Table

from oppna_jamforelser.postgres import differing_rows, postgres_type, rows_apart


@dataclass(frozen=True)
class Compared:
    """One table: its size on DuckDB, the rows that only one engine has, what else differs."""

    table: str
    rows: int
    columns: int
    differing: int
    other: str = ""

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    @property
    def is_same(self) -> bool:
        return self.differing == 0 and not self.other


def public_tables(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the tables of the schema that readers know."""
    rows = warehouse.execute(
        "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"
    )
    return [name for (name,) in rows.fetchall()]


def compare_postgres(database: Path, url: str) -> Iterable[Compared]:
    """Compare the tables of the DuckDB file with those of the same names in PostgreSQL."""
    with (
        duckdb.connect(str(database), read_only=True) as warehouse,
        psycopg.connect(url, autocommit=True) as target,
    ):
        for name in public_tables(warehouse):
            theirs = target.execute(
                "select attname, format_type(atttypid, atttypmod) from pg_attribute"
                " where attrelid = to_regclass(%s) and attnum > 0 and not attisdropped"
                " order by attnum",
                (f"marts.{name}",),
            ).fetchall()
            ours = warehouse.execute(f"describe marts.{name}").fetchall()
            wanted = [(column, postgres_type(kind)) for column, kind, *_ in ours]
            yield _compared(
                warehouse,
                name,
                _types_differ(wanted, [(column, _known(kind)) for column, kind in theirs]),
                len(ours),
                partial(
                    differing_rows,
                    warehouse,
                    f"marts.{name}",
                    target,
                    sql.Identifier("marts", name),
                ),
            )


def compare_parquet(database: Path, folder: Path, names: Iterable[str]) -> Iterable[Compared]:
    """Compare tables of the DuckDB file with Parquet folders named after them."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        for name in names:
            ours = warehouse.execute(f"describe marts.{name}").fetchall()
            files = f"read_parquet('{folder}/{name}/*.parquet')"
            theirs = warehouse.execute(f"describe select * from {files}").fetchall()
            columns = ", ".join(f'"{column}"' for column, *_ in ours)
            here, there = (
                f"select {columns} from {relation}" for relation in (f"marts.{name}", files)
            )
            yield _compared(
                warehouse,
                name,
                _types_differ([row[:2] for row in ours], [row[:2] for row in theirs]),
                len(ours),
                partial(rows_apart, warehouse, here, there),
            )


def as_table(engine: str, compared: list[Compared]) -> Table:
    """Return what was compared, a line a table and one for all."""
    table = Table("table", "rows", "cells", "rows that differ", "types", title=f"DuckDB, {engine}")
    for one in compared:
        table.add_row(
            one.table, f"{one.rows:,}", f"{one.cells:,}", str(one.differing), one.other or "same"
        )
    table.add_section()
    table.add_row(
        f"{len(compared)} tables",
        f"{sum(one.rows for one in compared):,}",
        f"{sum(one.cells for one in compared):,}",
        str(sum(one.differing for one in compared)),
        "same" if not any(one.other for one in compared) else "differ",
    )
    return table


def told(engine: str, compared: list[Compared]) -> bool:
    """Print what was compared; return whether there was something and all of it is the same."""
    Console(width=120).print(as_table(engine, compared))
    return bool(compared) and all(one.is_same for one in compared)


def _compared(
    warehouse: duckdb.DuckDBPyConnection,
    name: str,
    other: str,
    columns: int,
    differing: Callable[[], int],
) -> Compared:
    rows = warehouse.execute(f"select count(*) from marts.{name}").fetchall()[0][0]
    try:
        return Compared(name, rows, columns, differing(), other)
    except (duckdb.Error, psycopg.Error) as error:
        return Compared(name, rows, columns, rows, other or str(error).splitlines()[0])


def _types_differ(ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> str:
    """Say how the columns differ, in names, order or types."""
    if not theirs:
        return "the table is missing"
    there = dict(theirs)
    said = [
        f"{column}: {kind} / {there.get(column, 'missing')}"
        for column, kind in ours
        if there.get(column) != kind
    ]
    if not said and [column for column, _ in ours] != [column for column, _ in theirs]:
        said = ["other columns, or in another order"]
    return "; ".join(said)


def _known(kind: str) -> str:
    """Return a type of PostgreSQL's by the name that postgres_type gives it."""
    return {
        "character varying": "text",
        "timestamp without time zone": "timestamp",
        "timestamp with time zone": "timestamptz",
    }.get(kind, kind)
