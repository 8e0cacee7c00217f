"""oj deliver and oj load, against a PostgreSQL server of the tests' own."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import psycopg
import pytest

from publications import write_manifest_of

pytestmark = pytest.mark.slow

SCHEMA = "oppna_jamforelser"
HARD_TEXTS = ["", "NULL", '\\N "citat"', "rad\nbrytning\r\n", "å ä ö é", "a,b;c\t", "' or 1=1"]


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """Give an empty database."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("drop database if exists prov with (force)")
        connection.execute("create database prov")
    yield postgres.rsplit("/", 1)[0] + "/prov"


def write_publication(folder: Path, version: int = 1, rows: int = 50) -> Path:
    """Write a small publication: two tables, one of them described; *version* is in each row."""
    (folder / "parquet").mkdir(parents=True)
    (folder / "underlag").mkdir()
    texts = ", ".join("'" + text.replace("'", "''") + "'" for text in HARD_TEXTS)
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select i::integer as nr, {version} as version, ([{texts}])[1 + i % 7] as text, "
            "case when i % 3 > 0 then (i % 1000 / 10)::decimal(4, 1) end as procent, "
            "i % 2 = 0 as ja, "
            "(i * 10000000000)::bigint as stort, date '2017-02-01' + (i % 1000)::integer as dag, "
            "timestamp '2017-02-01 08:30:00.123456' as tid, null::varchar as tomt "
            f"from range({rows}) as r (i)) to '{folder}/parquet/fct_prov.parquet'"
        )
        connection.execute(
            "copy (select i::integer as nr, 'namn ' || i as namn "
            f"from range({rows}) as r (i)) to '{folder}/parquet/dim_prov.parquet'"
        )
        connection.execute(f"copy (select 'hemligt' as svar) to '{folder}/underlag/x.parquet'")
    number = {"name": "nr", "description": "Radens nummer.", "constraints": {"required": True}}
    key = {"fields": ["nr"], "reference": {"resource": "dim_prov", "fields": ["nr"]}}
    resources = [
        {
            "name": "fct_prov",
            "title": "Prov",
            "description": "En rad är ett 'prov'.",
            "schema": {"fields": [number], "primaryKey": ["nr"], "foreignKeys": [key]},
        },
        {"name": "dim_prov", "schema": {"fields": [number], "primaryKey": ["nr"]}},
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), "utf-8")
    write_manifest_of(folder, version)
    return folder


def ask(database: str, query: str) -> list[tuple]:
    with psycopg.connect(database) as connection:
        return connection.execute(query).fetchall()


def versions(database: str) -> tuple[set[str], set[int], int]:
    """Return what a reader sees: the publication's version, that of the rows, and their number."""
    # in one statement: between two of them the new set may have come
    rows = ask(
        database,
        f"select projektversion, version, count(*) from {SCHEMA}.fct_prov "
        f"join {SCHEMA}.dim_prov using (nr) cross join {SCHEMA}.om_leverans group by 1, 2",
    )
    return {row[0] for row in rows}, {row[1] for row in rows}, sum(row[2] for row in rows)


def test_every_cell_type_key_and_comment_is_delivered(oj, database, tmp_path):
    publication = write_publication(tmp_path / "p")
    result = oj("deliver", publication, "--to", database)
    assert (result.exit_code, result.output.split(":")[0]) == (0, "Levererat"), result.output
    with duckdb.connect() as connection:
        expected = connection.execute(
            f"from read_parquet('{publication}/parquet/fct_prov.parquet') order by nr"
        ).fetchall()
    assert ask(database, f"select * from {SCHEMA}.fct_prov order by nr") == expected
    kinds = "select format_type(atttypid, atttypmod) from pg_attribute where attnum > 0 and "
    assert [
        row[0] for row in ask(database, f"{kinds} attrelid = '{SCHEMA}.fct_prov'::regclass")
    ] == [
        *("integer", "integer", "text", "numeric(4,1)", "boolean", "bigint", "date"),
        *("timestamp without time zone", "text"),
    ]
    keys = "select contype::text from pg_constraint where connamespace::regnamespace::text = "
    assert sorted(row[0] for row in ask(database, f"{keys} '{SCHEMA}'")) == ["f", "p", "p", "p"]
    comment = f"select obj_description('{SCHEMA}.fct_prov'::regclass), "
    assert ask(database, f"{comment} col_description('{SCHEMA}.fct_prov'::regclass, 1)") == [
        ("Prov. En rad är ett 'prov'", "Radens nummer.")
    ]
    tables = "select relname from pg_class where relkind = 'r' and relnamespace::regnamespace::text"
    assert sorted(ask(database, f"{tables} = '{SCHEMA}'")) == [
        ("dim_prov",),
        ("fct_prov",),
        ("om_leverans",),
    ]


def test_a_table_without_rows_is_delivered(oj, database, tmp_path):
    result = oj("deliver", write_publication(tmp_path / "p", rows=0), "--to", database)
    assert result.exit_code == 0, result.output
    assert ask(database, f"select count(*) from {SCHEMA}.fct_prov") == [(0,)]


def test_the_same_again_changes_nothing_and_a_new_one_replaces_it(oj, database, tmp_path):
    first, second = write_publication(tmp_path / "a"), write_publication(tmp_path / "b", 2)
    assert oj("deliver", first, "--to", database).exit_code == 0
    before = ask(database, f"select xmin::text, * from {SCHEMA}.om_leverans")
    assert oj("deliver", first, "--to", database).output.startswith("Oförändrat")
    assert ask(database, f"select xmin::text, * from {SCHEMA}.om_leverans") == before
    assert oj("deliver", second, "--to", database).output.startswith("Levererat")
    assert versions(database) == ({"0.2"}, {2}, 50)
    schemas = "select nspname from pg_namespace where nspname like 'oppna%' order by 1"
    assert ask(database, schemas) == [(SCHEMA,)]


def test_readers_keep_their_right_to_read(oj, database, tmp_path):
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("drop role if exists lasare_prov")
        connection.execute("create role lasare_prov")
    first, second = write_publication(tmp_path / "a"), write_publication(tmp_path / "b", 2)
    assert oj("deliver", first, "--to", database, "--lasare", "lasare_prov").exit_code == 0
    assert oj("deliver", second, "--to", database).exit_code == 0
    with psycopg.connect(database) as connection:
        connection.execute("set role lasare_prov")
        assert connection.execute(f"select count(*) from {SCHEMA}.fct_prov").fetchone() == (50,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"delete from {SCHEMA}.fct_prov")


def test_what_cannot_be_delivered_is_one_line_and_changes_nothing(oj, database, tmp_path):
    whole, damaged = write_publication(tmp_path / "a"), write_publication(tmp_path / "b", 2)
    (damaged / "parquet" / "dim_prov.parquet").write_bytes(b"annat")
    assert oj("deliver", whole, "--to", database).exit_code == 0
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("create schema annans")
        connection.execute("create table annans.viktigt (x integer)")
        connection.execute(f"create view annans.vy as select * from {SCHEMA}.dim_prov")
    other = write_publication(tmp_path / "c", 3)
    wrong = database.replace("postgresql://oj:", "postgresql://oj:x")
    for arguments, said in [
        ((damaged, "--to", database), "dim_prov.parquet är ändrad"),
        ((tmp_path, "--to", database), "är ingen publikation"),
        ((other, "--to", database, "--schema", "annans"), "inte en levererad publikations"),
        ((other, "--to", database, "--schema", 'x"; drop'), "duger inte som schemanamn"),
        ((other, "--to", database, "--lasare", "finns_inte"), "rollen finns_inte"),
        ((other, "--to", database), "annans.vy"),
        ((other, "--to", wrong), "password authentication failed"),
        ((other, "--to", "mssql://sa:hemligt@h/d"), "docs/leverera.md"),
        ((other, "--to", "postgresql://oj:hemligt@127.0.0.1:1/x"), "kan inte nås"),
        ((other, "--to", "postgresql://oj:hemligt@[/x"), "kan inte nås"),
    ]:
        result = oj("deliver", *arguments)
        assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
        assert said in result.output and "Traceback" not in result.output
        password = database.split(":")[2].split("@")[0]
        assert "hemligt" not in result.output and password not in result.output
    assert versions(database) == ({"0.1"}, {1}, 50)
    assert ask(database, "select count(*) from annans.viktigt") == [(0,)]


def test_a_lost_connection_leaves_the_old_set(oj, database, tmp_path):
    old, new = write_publication(tmp_path / "a"), write_publication(tmp_path / "b", 2, 200_000)
    assert oj("deliver", old, "--to", database).exit_code == 0
    process = run_deliver(new, database)
    while process.poll() is None:
        ask(
            database,
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where application_name = 'oj' and query like 'copy%'",
        )
        time.sleep(0.02)
    said = process.communicate()[1]
    assert (process.returncode, said.count("\n")) == (2, 1), said
    assert versions(database) == ({"0.1"}, {1}, 50)


@pytest.mark.engine
def test_readers_always_have_a_whole_set_though_deliveries_are_killed(oj, database, tmp_path):
    publications = [write_publication(tmp_path / str(n), n, 20_000) for n in (1, 2)]
    assert oj("deliver", publications[0], "--to", database).exit_code == 0
    started = time.monotonic()
    assert run_deliver(publications[1], database).wait() == 0
    whole = time.monotonic() - started
    chance, seen = random.Random(2017), set()
    for number in range(50):
        process = run_deliver(publications[number % 2], database)
        deadline = time.monotonic() + chance.uniform(0.2, 2.0) * whole
        while time.monotonic() < deadline and process.poll() is None:
            log, rows, count = versions(database)
            assert (log, count) == ({f"0.{min(rows)}"}, 20_000) and len(rows) == 1
            seen |= rows
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert oj("deliver", publications[0], "--to", database).exit_code == 0
    assert versions(database) == ({"0.1"}, {1}, 20_000)
    schemas = "select nspname from pg_namespace where nspname like 'oppna%'"
    assert ask(database, schemas) == [(SCHEMA,)]
    assert seen == {1, 2}


def run_deliver(publication: Path, database: str) -> subprocess.Popen:
    return subprocess.Popen(
        [Path(sys.executable).with_name("oj"), "deliver", publication, "--to", database],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
