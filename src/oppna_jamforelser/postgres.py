"""PostgreSQL as Python reaches it: a connection, types, and rows by COPY."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import psycopg
from psycopg import sql

from oppna_jamforelser.errors import OjError, first_line

# a lost connection is told once, by the error
logging.getLogger("psycopg").addHandler(logging.NullHandler())

BATCH = 10_000
_TYPES = {
    "VARCHAR": "text",
    "BLOB": "bytea",
    "TINYINT": "smallint",
    "HUGEINT": "numeric(38,0)",
    "UBIGINT": "numeric(20,0)",
    "DOUBLE": "double precision",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
}
_SAME = ("SMALLINT", "INTEGER", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP")


class PostgresError(OjError):
    """The database cannot be reached, or does not take what it is given."""


@contextmanager
def open_postgres(url: str) -> Iterator[psycopg.Connection]:
    """Connect to the database at *url*; its errors become one line, without the password."""
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgresql", "postgres") or not rest:
        raise PostgresError(
            "--to ska vara en adress som postgresql://användare@värd/databas. "
            "Andra databaser läser in publikationens Parquet-filer: docs/leverera.md"
        )
    place = _without_password(url)
    try:
        connection = psycopg.connect(url, application_name="oj", connect_timeout=10)
    except (psycopg.Error, ValueError, UnicodeError) as error:
        # what libpq says of an address that it cannot read quotes the address
        reason = (
            "; ".join(_lines(error)) if isinstance(error, psycopg.OperationalError) else "fel form"
        )
        raise PostgresError(f"{place} kan inte nås: {_redacted(reason, url)}") from None
    try:
        with connection:
            yield connection
    except psycopg.Error as error:
        raise PostgresError(f"{place}: {_redacted(first_line(error), url)}") from None


def _lines(error: Exception) -> list[str]:
    return [line.strip() for line in str(error).splitlines() if line.strip()][:1]


def _without_password(url: str) -> str:
    """Return host and database of an address, as far as they can be read."""
    try:
        parts = urlsplit(url)
        return f"databasen {parts.hostname or 'lokalt'}{parts.path}"
    except ValueError:
        return "databasen"


def _redacted(text: str, url: str) -> str:
    try:
        secrets = {urlsplit(url).password, psycopg.conninfo.conninfo_to_dict(url).get("password")}
    except (ValueError, psycopg.Error):
        return "adressen har fel form"
    for secret in secrets - {None, ""}:
        text = text.replace(str(secret), "***")
    return text


def postgres_type(duckdb_type: str) -> str:
    """Return PostgreSQL's name of a type that DuckDB names."""
    if duckdb_type in _SAME:
        return duckdb_type.lower()
    if duckdb_type.startswith("DECIMAL("):
        return duckdb_type.lower().replace("decimal", "numeric")
    if duckdb_type not in _TYPES:
        raise PostgresError(f"typen {duckdb_type} har ingen motsvarighet i PostgreSQL")
    return _TYPES[duckdb_type]


def copy_rows(
    rows: duckdb.DuckDBPyConnection,
    target: psycopg.Connection,
    table: sql.Composable,
    types: Sequence[str],
    say: Callable[[int], None] = lambda _: None,
) -> int:
    """Copy what is left of a query's *rows* into *table*; return how many there were.

    *types*: PostgreSQL's, in the order of the columns. An empty text stays one, null stays null.
    """
    count = 0
    statement = sql.SQL("copy {} from stdin (format binary)").format(table)
    with target.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types([kind.partition("(")[0] for kind in types])
        while batch := rows.fetchmany(BATCH):
            for row in batch:
                copy.write_row(row)
            count += len(batch)
            say(count)
    return count


def differing_rows(
    reader: duckdb.DuckDBPyConnection,
    expected: str,
    target: psycopg.Connection,
    table: sql.Composable,
) -> int:
    """Return how many rows of *expected* (DuckDB's) and *table* (PostgreSQL's) the other lacks.

    Every cell is compared as text, null apart from the empty text, and how often a row stands.
    """
    described = reader.execute(f"describe select * from {expected}").fetchall()
    names = [f'"{column}"' for column, *_ in described]
    with tempfile.TemporaryDirectory(prefix="oj_") as folder:
        file = Path(folder) / "tabell.csv"
        columns = sql.SQL(", ").join(sql.Identifier(column) for column, *_ in described)
        statement = sql.SQL(
            "copy (select {} from {}) to stdout (format csv, force_quote *)"
        ).format(columns, table)
        with target.cursor() as cursor, cursor.copy(statement) as copy, file.open("wb") as out:
            for data in copy:
                out.write(data)
        # an unquoted nothing is null, a quoted one the empty text
        kinds = ", ".join(f"'{column}': '{kind}'" for column, kind, *_ in described)
        theirs = (
            f"read_csv('{file}', header = false, delim = ',', quote = '\"', escape = '\"', "
            "nullstr = '', auto_detect = false, allow_quoted_nulls = false, strict_mode = true, "
            f"columns = {{{kinds}}})"
        )
        ours = f"select {', '.join(names)} from {expected}"
        reader.execute(f"create or replace temp table deras as select * from {theirs}")
        try:
            return rows_apart(reader, ours, "select * from deras")
        finally:
            reader.execute("drop table deras")


def rows_apart(reader: duckdb.DuckDBPyConnection, ours: str, theirs: str) -> int:
    """Return how many rows of two queries the other lacks."""
    [(count,)] = reader.execute(
        f"select (select count(*) from ({ours} except all {theirs}))"
        f" + (select count(*) from ({theirs} except all {ours}))"
    ).fetchall()
    return int(count)
