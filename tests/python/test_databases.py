"""The warehouse's file under any name and in any state: it is read, or one line says what to do."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.project import database_path, landing_path, project_root
from oppna_jamforelser.warehouse import open_warehouse

pytestmark = pytest.mark.slow


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "lager.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts; create table marts.dim_kommun as select 1 as nr")
        connection.execute("create view marts.vy as select * from marts.dim_kommun")
        connection.execute("create table marts.stor as from range(200000)")
    return path


@pytest.mark.parametrize(
    "name",
    [
        "marts.duckdb",
        "memory.duckdb",
        "2024-lager.v1.duckdb",
        "mitt lager åäö.duckdb",
        "det's.duckdb",
        "lager",
        "select.db",
        "[a].duckdb",
    ],
)
def test_a_file_of_any_name_is_read(database, name):
    database.rename(database.with_name(name))
    with open_warehouse(database.with_name(name)) as warehouse:
        assert warehouse.rows("select * from marts.dim_kommun") == [{"nr": 1}]


def _why(path: Path) -> str:
    with pytest.raises(OjError) as raised, open_warehouse(path) as warehouse:
        warehouse.rows("select sum(range) from marts.stor")
    message = raised.value.message
    assert "\n" not in message
    assert "ta bort" not in message
    return message


@contextmanager
def held_open(path: Path) -> Iterator[None]:
    """Let another program have the database open for writing."""
    program = f"import duckdb; c = duckdb.connect({str(path)!r}); print(1, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout and holder.stdout.readline()
        yield
        holder.kill()


def test_a_database_that_somebody_else_writes_in_is_not_to_be_removed(database):
    with held_open(database):
        assert "ett annat program har det öppet" in _why(database)


def test_a_database_that_somebody_else_reads_is_read(database):
    with (
        duckdb.connect(str(database), read_only=True),
        open_warehouse(database) as warehouse,
    ):
        assert warehouse.rows("select count(*) as n from marts.stor") == [{"n": 200000}]


def test_a_file_that_is_no_database_is_told(tmp_path):
    for name, content in (("annat", b"inget lager" * 1000), ("tom", b"")):
        (tmp_path / name).write_bytes(content)
        assert "ingen DuckDB-databas" in _why(tmp_path / name)
    with sqlite3.connect(tmp_path / "sqlite.db") as connection:
        connection.execute("create table t (a)")
    assert "ingen DuckDB-databas" in _why(tmp_path / "sqlite.db")
    assert "finns inte" in _why(tmp_path / "saknas")
    assert "finns inte" in _why(tmp_path)


@pytest.mark.parametrize("place", [4096 + 900, 14_000, 300_000, -200])
def test_a_damaged_database_is_told(database, place):
    content = bytearray(database.read_bytes())
    content[place : place + 100 if place > 0 else None] = b"x" * 100
    database.write_bytes(content)
    assert "skadad" in _why(database)


def test_half_a_database_is_told(database):
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 2])
    assert "skadad" in _why(database)


@pytest.mark.parametrize("command", [("publications", "--index", "."), ("explain",)])
def test_help_of_every_command_needs_no_database(oj, command):
    assert oj(command[0], "--help").exit_code == 0


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_place_is_an_error_in_one_line(oj, monkeypatch, tmp_path, value):
    monkeypatch.setenv("OJ_DATABASE", value)
    monkeypatch.setenv("OJ_LANDING", value)
    for path in (database_path, landing_path):
        with pytest.raises(OjError, match="är tom"):
            path()
    result = oj("publish", "--out", tmp_path / "ut")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "OJ_DATABASE är tom" in result.stderr


def test_make_says_that_a_place_is_empty():
    ran = subprocess.run(
        ["make", "-s", "landing"],
        cwd=project_root(),
        env=os.environ | {"OJ_LANDING": ""},
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode != 0
    assert "is empty" in ran.stderr


def test_help_imports_neither_duckdb_nor_dbt():
    program = (
        "import sys\n"
        "from oppna_jamforelser.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "print([m for m in ('duckdb', 'dbt', 'pandas', 'rich', 'jinja2') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "latin-1", "ascii"])
def test_signs_that_the_output_cannot_hold_fail_no_command(tmp_path, encoding):
    delivered = tmp_path / "svar.csv"
    delivered.write_text(
        "matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar\n"
        "2017,0114,G1,,,Ja\n2017,0114,V1,,annan,→ − ✓ Łódź\n",
        encoding="utf-8",
    )
    ran = subprocess.run(
        [
            *(Path(sys.executable).with_name("oj"), "intake", delivered),
            *("--landing", tmp_path / "landing"),
        ],
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
    )
    assert (ran.returncode, b"Traceback" in ran.stderr) == (3, False), ran.stderr
    assert list((tmp_path / "landing").glob("leverans_*.parquet"))
    assert list((tmp_path / "landing_kvitto").iterdir())


def test_answers_receipts_and_underlag_stay_out_of_git(tmp_path):
    if not shutil.which("git") or not (project_root() / ".git").exists():
        pytest.skip("no git here")
    names = [
        "mitt/leverans_00001_abcdefab.parquet",
        "mitt/tillbakadragen_00001_abcdefab.parquet",
        "mitt_kvitto/a.html",
        "publicerat.underlag/landing/leverans_00001_abcdefab.parquet",
        ".oj-arbete/abc/landing/x",
        "annat namn.duckdb",
    ]
    ran = subprocess.run(
        ["git", "check-ignore", *names], cwd=project_root(), capture_output=True, encoding="utf-8"
    )
    assert ran.stdout.splitlines() == names
