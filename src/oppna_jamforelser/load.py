"""What the models read from files, copied into PostgreSQL: for ``dbt build --target postgres``."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import yaml
from psycopg import sql

from oppna_jamforelser.errors import OjError, first_line
from oppna_jamforelser.postgres import PostgresError, copy_rows, open_postgres, postgres_type
from oppna_jamforelser.sqlmotor import render_text


@dataclass(frozen=True)
class Source:
    """One source; *relation* is what stands in place of its name on DuckDB."""

    schema: str
    table: str
    relation: str


def read_sources(root: Path) -> Iterator[Source]:
    """Give every source of the project that says where it lies (``external_location``)."""
    for file in sorted((root / "models").rglob("*.yml")):
        properties = yaml.load(file.read_bytes(), yaml.CSafeLoader) or {}
        for source in properties.get("sources", []):
            for table in source["tables"]:
                location = _location(table) or _location(source)
                if location:
                    relation = render_text(location).format(
                        name=table["name"], identifier=table["name"], schema=source["name"]
                    )
                    quoted = "(" in relation or relation.startswith("'")
                    yield Source(
                        source["name"], table["name"], relation if quoted else f"'{relation}'"
                    )


def _location(entry: Mapping[str, Any]) -> str:
    return str(entry.get("config", {}).get("meta", {}).get("external_location", ""))


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
