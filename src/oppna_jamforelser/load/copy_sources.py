"""Copy the sources of the models into a database: all of them, or nothing."""

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql

from oppna_jamforelser.errors import OjError, first_line
from oppna_jamforelser.load.sources import Source, read_sources
from oppna_jamforelser.postgres import PostgresError, copy_rows, open_postgres, postgres_type


def load_sources(
    url: str, root: Path, say: Callable[[str], None] = lambda _: None
) -> dict[str, int]:
    """Put every source of the project into the database; return the rows of each.

    A table that is there keeps what was made of it (views), unless its columns are others.
    """
    here = Path.cwd()
    os.chdir(root)  # relative folders of deliveries are those of the project
    try:
        with duckdb.connect() as reader, open_postgres(url) as target:
            reader.execute("set timezone = 'UTC'")
            return {
                f"{source.schema}.{source.table}": _load(reader, target, source, say)
                for source in read_sources(root)
            }
    except duckdb.Error as error:
        raise OjError(f"leveranserna kan inte läsas: {first_line(error)}") from error
    finally:
        os.chdir(here)


def _load(
    reader: duckdb.DuckDBPyConnection,
    target: psycopg.Connection,
    source: Source,
    say: Callable[[str], None],
) -> int:
    name = f"{source.schema}.{source.table}"
    columns = [
        (column, postgres_type(kind))
        for column, kind, *_ in reader.execute(
            f"describe select * from {source.relation}"
        ).fetchall()
    ]
    table = sql.Identifier(source.schema, source.table)
    target.execute(sql.SQL("create schema if not exists {}").format(sql.Identifier(source.schema)))
    if _columns(target, source) != columns:
        target.execute(sql.SQL("drop table if exists {} cascade").format(table))
        definition = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind))
            for column, kind in columns
        )
        target.execute(sql.SQL("create table {} ({})").format(table, definition))
    target.execute(sql.SQL("truncate {}").format(table))
    expected = reader.execute(f"select count(*) from {source.relation}").fetchall()[0][0]
    rows = reader.execute(f"select * from {source.relation}")
    kinds = [kind for _, kind in columns]
    copy_rows(rows, target, table, kinds, lambda count: say(f"{name}: {count} av {expected} rader"))
    target.execute(sql.SQL("analyze {}").format(table))
    counting = sql.SQL("select count(*) from {}").format(table)
    [(written,)] = target.execute(counting).fetchall()
    if written != expected:
        raise PostgresError(f"{name} fick {written} rader av {expected}; inget är ändrat")
    return int(written)


def _columns(target: psycopg.Connection, source: Source) -> list[tuple[str, str]]:
    """Return the columns of a table that is there, with their types as postgres_type has them."""
    rows = target.execute(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute"
        " where attrelid = to_regclass(format('%%I.%%I', %s::text, %s::text))"
        " and attnum > 0 and not attisdropped order by attnum",
        (source.schema, source.table),
    ).fetchall()
    return [(name, kind.replace("timestamp without time zone", "timestamp")) for name, kind in rows]
