"""Write a publication's tables beside the ones that readers have, and change places.

Everything is written and compared in one transaction, in a schema of its own; the last thing in it
is to give that schema the name that readers use. What they had is dropped afterwards. A connection
that is lost leaves the old set whole.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import psycopg
from psycopg import sql

from oppna_jamforelser.deliver.tables import Table, read_tables
from oppna_jamforelser.errors import first_line
from oppna_jamforelser.postgres import PostgresError, copy_rows, differing_rows, open_postgres
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.manifest import Publication, read_publication

LOG = "om_leverans"
DEFAULT_SCHEMA = "oppna_jamforelser"
_NEW, _OLD = "__ny", "__gammal"
_LOCK = 7_013_016  # one delivery at a time in a database
_LOG_COLUMNS = (
    ("publikation_id", "text", "Publikationens id: SHA-256 av dess manifest.json."),
    ("titel", "text", "Publikationens titel."),
    ("matar", "integer", "Sista mätår i publikationen."),
    ("tillstand", "text", "preliminar, slutlig eller rattad."),
    ("markning", "text", "Märkning av alla uppgifter, som syntetiska exempeldata; annars tomt."),
    ("projektversion", "text", "Version av projektet som gjorde publikationen."),
    ("tabell_antal", "integer", "Antal levererade tabeller."),
    ("rad_antal", "bigint", "Antal levererade rader i alla tabeller."),
    ("levererad", "timestamptz", "När leveransen blev synlig för läsare."),
)


@dataclass(frozen=True)
class Delivered:
    """What a delivery did: *is_new* is false when the same publication was there already."""

    publication: Publication
    schema: str
    is_new: bool
    table_count: int
    row_count: int


def deliver(
    folder: Path,
    url: str,
    schema: str = DEFAULT_SCHEMA,
    readers: Sequence[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> Delivered:
    """Put the publication in *folder* into *schema* of the database at *url*.

    *readers*: roles that may read it, besides those that could read what was there.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,50}", schema) or schema.startswith("pg_"):
        raise PublishError(f"{schema} duger inte som schemanamn: små bokstäver a–z, siffror och _.")
    say("Prövar publikationens kontrollsummor")
    publication = read_publication(folder)
    try:
        with duckdb.connect() as reader:
            reader.execute("set timezone = 'UTC'")
            tables = read_tables(publication, reader)
            with open_postgres(url) as target:
                made = _replace(publication, tables, reader, target, schema, readers, say)
            with open_postgres(url) as target:
                _drop_old(target, schema)
            return made
    except duckdb.Error as error:
        raise PublishError(f"{folder} kan inte läsas: {first_line(error)}") from error


def _replace(
    publication: Publication,
    tables: Sequence[Table],
    reader: duckdb.DuckDBPyConnection,
    target: psycopg.Connection,
    schema: str,
    readers: Sequence[str],
    say: Callable[[str], None],
) -> Delivered:
    target.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
    _check_roles(target, readers)
    there = _state(target, schema)
    if there and there[0] == publication.id:
        _grant(target, schema, readers)
        return Delivered(publication, schema, False, there[1], there[2])
    grantees = [*_readers_of(target, schema), *readers]
    new = schema + _NEW
    target.execute(sql.SQL("create schema {}").format(sql.Identifier(new)))
    row_count = 0
    for number, table in enumerate(tables, 1):
        before = f"{number}/{len(tables)} {table.name}"
        row_count += _write(table, reader, target, new, partial(_say_after, say, before))
    say("Skriver nycklar")
    for table in tables:
        _add_foreign_keys(table, target, new)
    _log(publication, len(tables), row_count, target, new)
    _grant(target, new, grantees)
    if there is not None:
        _check_nothing_hangs_on(target, schema)
        _rename(target, schema, schema + _OLD)
    elif _exists(target, schema):
        target.execute(sql.SQL("drop schema {}").format(sql.Identifier(schema)))
    _rename(target, new, schema)
    return Delivered(publication, schema, True, len(tables), row_count)


def _say_after(say: Callable[[str], None], before: str, text: str) -> None:
    say(f"{before}: {text}")


def _write(
    table: Table,
    reader: duckdb.DuckDBPyConnection,
    target: psycopg.Connection,
    schema: str,
    say: Callable[[str], None],
) -> int:
    """Create a table, fill it, describe it, and compare every cell with the file's."""
    name = sql.Identifier(schema, table.name)
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}{}").format(
            sql.Identifier(column.name),
            sql.SQL(column.type),
            sql.SQL(" not null" if column.required else ""),
        )
        for column in table.columns
    )
    target.execute(sql.SQL("create table {} ({})").format(name, columns))
    types = [column.type for column in table.columns]
    rows = reader.cursor().execute(f"select * from {table.relation}")
    count = copy_rows(rows, target, name, types, lambda n: say(f"{n} rader"))
    if table.primary_key:
        key = sql.SQL(", ").join(map(sql.Identifier, table.primary_key))
        target.execute(sql.SQL("alter table {} add primary key ({})").format(name, key))
    _comment(target, sql.SQL("table {}").format(name), table.comment)
    for column in table.columns:
        place = sql.Identifier(schema, table.name, column.name)
        _comment(target, sql.SQL("column {}").format(place), column.comment)
    target.execute(sql.SQL("analyze {}").format(name))
    say(f"jämför {count} rader")
    if differing := differing_rows(reader, table.relation, target, name):
        raise PostgresError(
            f"{table.name} skiljer sig från publikationen i {differing} rader; inget är ändrat"
        )
    return count


def _comment(target: psycopg.Connection, thing: sql.Composable, text: str) -> None:
    if text:
        target.execute(sql.SQL("comment on {} is {}").format(thing, sql.Literal(text)))


def _add_foreign_keys(table: Table, target: psycopg.Connection, schema: str) -> None:
    for key in table.foreign_keys:
        target.execute(
            sql.SQL("alter table {} add foreign key ({}) references {} ({})").format(
                sql.Identifier(schema, table.name),
                sql.SQL(", ").join(map(sql.Identifier, key.columns)),
                sql.Identifier(schema, key.target),
                sql.SQL(", ").join(map(sql.Identifier, key.target_columns)),
            )
        )


def _log(
    publication: Publication,
    table_count: int,
    row_count: int,
    target: psycopg.Connection,
    schema: str,
) -> None:
    """Write the row that says which publication this is."""
    name = sql.Identifier(schema, LOG)
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(kind))
        for column, kind, _ in _LOG_COLUMNS
    )
    target.execute(
        sql.SQL("create table {} ({}, primary key (publikation_id))").format(name, columns)
    )
    _comment(
        target,
        sql.SQL("table {}").format(name),
        "Vilken publikation tabellerna kommer från: en rad.",
    )
    for column, _, text in _LOG_COLUMNS:
        place = sql.Identifier(schema, LOG, column)
        _comment(target, sql.SQL("column {}").format(place), text)
    manifest = publication.manifest
    target.execute(
        sql.SQL("insert into {} values (%s, %s, %s, %s, %s, %s, %s, %s, now())").format(name),
        (
            publication.id,
            manifest.get("titel"),
            manifest["matar"],
            manifest.get("tillstand"),
            manifest.get("markning"),
            manifest.get("version", {}).get("projekt"),
            table_count,
            row_count,
        ),
    )


def _exists(target: psycopg.Connection, schema: str) -> bool:
    [(there,)] = target.execute(
        "select to_regnamespace(quote_ident(%s)) is not null", (schema,)
    ).fetchall()
    return bool(there)


def _state(target: psycopg.Connection, schema: str) -> tuple[str, int, int] | None:
    """Return id and counts of the publication that *schema* holds, None when there is none.

    Raises PostgresError when the schema is somebody else's.
    """
    if not _exists(target, schema):
        return None
    names = {
        name
        for (name,) in target.execute(
            "select relname from pg_class where relnamespace = to_regnamespace(quote_ident(%s))",
            (schema,),
        )
    }
    if not names:
        return None
    if LOG not in names:
        raise PostgresError(
            f"schemat {schema} är inte en levererad publikations: välj ett annat (--schema)"
        )
    return target.execute(
        sql.SQL("select publikation_id, tabell_antal, rad_antal from {}").format(
            sql.Identifier(schema, LOG)
        )
    ).fetchone()


def _check_nothing_hangs_on(target: psycopg.Connection, schema: str) -> None:
    """Refuse to take tables away under the views that somebody made of them elsewhere."""
    views = target.execute(
        "select distinct n.nspname || '.' || v.relname from pg_depend d"
        " join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid"
        " join pg_class v on v.oid = r.ev_class join pg_namespace n on n.oid = v.relnamespace"
        " join pg_class t on d.refclassid = 'pg_class'::regclass and t.oid = d.refobjid"
        " where t.relnamespace = to_regnamespace(quote_ident(%s)) and n.nspname <> %s order by 1",
        (schema, schema),
    ).fetchall()
    if views:
        raise PostgresError(
            f"vyer i andra scheman bygger på {schema}: {', '.join(view for (view,) in views)}. "
            "Ta bort dem, leverera, och skapa dem igen; inget är ändrat"
        )


def _readers_of(target: psycopg.Connection, schema: str) -> list[str]:
    """Return the roles that may use *schema*, its owner apart; ``public`` is everybody."""
    return [
        role
        for (role,) in target.execute(
            "select distinct coalesce(r.rolname, 'public') from pg_namespace n"
            " cross join aclexplode(n.nspacl) a left join pg_roles r on r.oid = a.grantee"
            " where n.nspname = %s and a.privilege_type = 'USAGE' and a.grantee <> n.nspowner",
            (schema,),
        )
    ]


def _check_roles(target: psycopg.Connection, roles: Sequence[str]) -> None:
    known = {role for (role,) in target.execute("select rolname from pg_roles")}
    for role in roles:
        if role not in known:
            raise PostgresError(f'rollen {role} finns inte i databasen: create role "{role}"')


def _grant(target: psycopg.Connection, schema: str, roles: Sequence[str]) -> None:
    for role in dict.fromkeys(roles):
        to = sql.SQL("public") if role == "public" else sql.Identifier(role)
        place = sql.Identifier(schema)
        target.execute(sql.SQL("grant usage on schema {} to {}").format(place, to))
        target.execute(sql.SQL("grant select on all tables in schema {} to {}").format(place, to))


def _rename(target: psycopg.Connection, old: str, new: str) -> None:
    target.execute(
        sql.SQL("alter schema {} rename to {}").format(sql.Identifier(old), sql.Identifier(new))
    )


def _drop_old(target: psycopg.Connection, schema: str) -> None:
    """Drop what readers had before; a query that still reads it is waited for."""
    target.execute("select pg_advisory_xact_lock(%s)", (_LOCK,))
    target.execute("set local lock_timeout = '60s'")
    target.execute(
        sql.SQL("drop schema if exists {} cascade").format(sql.Identifier(schema + _OLD))
    )
