"""Shared fixtures: the command line, files to deliver, a landing folder, a small project."""

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from oppna_jamforelser.cli import main
from oppna_jamforelser.errors import OjError
from oppna_jamforelser.landing import landing_files
from oppna_jamforelser.project import DEFAULT_DATABASE, DEFAULT_LANDING, project_root
from oppna_jamforelser.publish.freshness import check_fresh
from oppna_jamforelser.publish.inputs import current_inputs
from oppna_jamforelser.publish.make_publication import Request, publish
from oppna_jamforelser.warehouse import open_warehouse
from publications import inputs_with, without_gate_and_parts, write_small_landing
from tools.engines.postgres import NoPostgresError, postgres_server

# What the fixtures of these names give.
Oj = Callable[..., Result]
Deliver = Callable[..., Path]
Intake = Callable[..., Result]
Write = Callable[[duckdb.DuckDBPyConnection, Path], object]

WAREHOUSES = {"built_database", "small_warehouse"}
LAST = 2024  # the last year of the bundled answers
TESTED_DATABASE = "target/test/lager.duckdb"  # what make dbt-test leaves, if every test passed


def pytest_configure() -> None:
    """Let no test depend on the folders that the caller's environment names."""
    for name in ("OJ_LANDING", "OJ_DATABASE", "OJ_KOLADA"):
        os.environ.pop(name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that read a warehouse: they ask for one of its fixtures."""
    for item in items:
        if WAREHOUSES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.warehouse)


@pytest.fixture
def oj() -> Oj:
    """Run the command line with these arguments."""

    def run(*args: object) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args])

    return run


@pytest.fixture
def intake(oj: Oj, landing: Path) -> Intake:
    """Take in these files at the landing folder."""

    def run(*files_and_options: object) -> Result:
        return oj("intake", *files_and_options, "--landing", landing)

    return run


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    """Name a landing folder that does not exist yet."""
    return tmp_path / "landing"


@pytest.fixture
def deliver(tmp_path: Path) -> Deliver:
    """Write a file to deliver: bytes or text as they are, rows as CSV."""

    def write(content: bytes | str | Sequence[Sequence[str]], name: str = "svar.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else as_csv(content).encode())
        return path

    return write


def as_csv(content: str | Sequence[Sequence[str]]) -> str:
    """Return rows as CSV text; text is returned as it is."""
    if isinstance(content, str):
        return content
    buffer = io.StringIO()
    csv.writer(buffer).writerows(content)
    return buffer.getvalue()


def landing_rows(landing: Path, columns: str = "*") -> list[tuple]:
    """Return every row of a landing folder, in the order of arrival."""
    with duckdb.connect() as connection:
        return [
            row
            for path in landing_files(landing)
            for row in connection.execute(
                f"select {columns} from read_parquet(?) order by rad_nr", [str(path)]
            ).fetchall()
        ]


def build_database(folder: Path, landing: Path, *selected: str) -> Path:
    """Build a warehouse of a landing folder with dbt, without its tests; return the database.

    *selected*: the models wanted, with a ``+`` for all they need; without any, every model.
    """
    # the database by a name that is the same in every folder: dbt parses all anew for another
    select = ["--select", *selected] if selected else []
    ran = subprocess.run(
        [
            *(Path(sys.executable).with_name("dbt"), "--no-use-colors", "build"),
            *("--exclude-resource-type", "test", "unit_test", "--target-path", folder / "target"),
            *("--project-dir", project_root(), "--profiles-dir", project_root() / "profiles"),
            *select,
        ],
        cwd=folder,
        env=os.environ | {"OJ_DATABASE": "lager.duckdb", "OJ_LANDING": str(landing)},
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout
    return folder / "lager.duckdb"


def shared_folder(
    factory: pytest.TempPathFactory, worker: str, name: str, fill: Callable[[Path], object]
) -> Path:
    """Return a folder that is filled once, whichever of the workers comes first."""
    base = factory.getbasetemp()
    folder = (base if worker == "master" else base.parent) / name
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            unfinished = folder.with_name(f"{name}.ofardig")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            fill(unfinished)
            unfinished.rename(folder)
    return folder


def fresh_copy(folder: Path) -> bool:
    """Copy the warehouse in the root, or that of ``make dbt-test``, if it is of these files."""
    for database in (project_root() / name for name in (DEFAULT_DATABASE, TESTED_DATABASE)):
        if database.is_file() and not database.with_name(f"{database.name}.wal").exists():
            try:
                # by the name that it has everywhere, whatever the file is called
                with open_warehouse(database) as warehouse:
                    check_fresh(warehouse.connection, current_inputs())
            except (OjError, duckdb.Error):
                continue
            shutil.copyfile(database, folder / "lager.duckdb")
            return True
    return False


@pytest.fixture(scope="session")
def built_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give the warehouse of the bundled answers, one for all tests: they only read it."""

    def fill(folder: Path) -> None:
        if not fresh_copy(folder):
            build_database(folder, project_root() / DEFAULT_LANDING)

    return shared_folder(tmp_path_factory, worker_id, "lager", fill) / "lager.duckdb"


@pytest.fixture(scope="session")
def lager(built_database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the warehouse of the bundled answers, once for all tests: they only read it."""
    with duckdb.connect(str(built_database), read_only=True) as connection:
        yield connection


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """Make a project of a few files, with the parts of dbt that the real one uses."""
    root = tmp_path / "project"
    files = {
        "dbt_project.yml": "name: small\n",
        "macros/engine/avrunda.sql": """
            {% macro avrunda(x) %}{{ return(adapter.dispatch("avrunda")(x)) }}{% endmacro %}
            {% macro default__avrunda(x) %}default({{ x }}){% endmacro %}
            {% macro duckdb__avrunda(x) %}round({{ x }}){% endmacro %}
        """,
        "macros/regler/roller.sql": """
            {% macro roller() -%}{{ return(["bas", "uppfoljning"]) }}{%- endmacro %}
            {% macro rollista() -%}{{ roller() | join(", ") }}{%- endmacro %}
            {% macro ja(x) -%}{{ x }} = 'ja'{%- endmacro %}
        """,
        "macros/annat.sql": """
            {% test ej_tom(model, kolumn) %}select {{ kolumn }} from {{ model }}{% endtest %}
            {% docs om_annat %}Text about it.{% enddocs %}
            {% macro bara_default() %}{{ adapter.dispatch("bara")() }}{% endmacro %}
            {% macro default__bara() %}1{% endmacro %}
            {% macro utan_gren() %}{{ adapter.dispatch("ingen")() }}{% endmacro %}
            {% macro raknar() %}{{ range(1, 4) | join(", ") }}{% endmacro %}
            {% macro okand() %}{{ finns_inte.kolumn }}{% endmacro %}
            {% macro vagrar() %}{{ exceptions.raise_compiler_error("so not") }}{% endmacro %}
        """,
        "seeds/enhet.csv": 'enhet_kod,antal,namn\n0114,7,"Upplands ""Väsby"""\n0115,,\n',
        "seeds/otypad.csv": "kod,antal\n007,1\n",
        "seeds/_seeds.yml": """
seeds:
  - name: enhet
    config:
      column_types: {enhet_kod: varchar, antal: integer}
""",
        "models/stg_svar.sql": "select * from {{ source('landing', 'svar') }}",
        "models/int/int_svar.sql": """
            {{ config(materialized="table") }}
            select stg_svar.enhet_kod, enhet.antal, {{ ja("svar") }} as ar_ja
            from {{ ref("stg_svar") }} as stg_svar
            left join {{ ref("enhet") }} as enhet using (enhet_kod)
        """,
        "models/rund_a.sql": "select * from {{ ref('rund_b') }}",
        "models/rund_b.sql": "select * from {{ ref('rund_a') }}",
        "models/i_miljo.sql": """
            select '{{ env_var("OJ_SAKNAS", "fallback") }}' as a, '{{ var("v", "x") }}' as b,
            '{{ target.type }}' as c, '{{ this }}' as d, {{ execute }} as e
        """,
        "models/okant_namn.sql": "select {{ finns_inte() }}",
        "models/trasig.sql": "select 1\n{% if %}",
        "models/utan_var.sql": "select {{ var('v') }}",
        "models/utan_miljo.sql": "select '{{ env_var('OJ_SAKNAS') }}'",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server, once for all tests; only outside CI may it be missing."""
    try:
        with postgres_server() as url:
            yield url
    except NoPostgresError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def small_landing(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Write a landing of two years and a few units, once for all tests that only read it."""

    def fill(folder: Path) -> None:
        write_small_landing(folder / "landing")

    return shared_folder(tmp_path_factory, worker_id, "liten", fill) / "landing"


@pytest.fixture(scope="session")
def small_warehouse(
    small_landing: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Path:
    """Build the warehouse of the small landing, once for all tests that only read it."""

    def fill(folder: Path) -> None:
        build_database(folder, small_landing)

    return shared_folder(tmp_path_factory, worker_id, "litet_lager", fill) / "lager.duckdb"


@pytest.fixture(scope="session")
def small_publication(
    small_warehouse: Path,
    small_landing: Path,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Path:
    """Publish the small warehouse, once for all tests that only read it."""

    def fill(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            without_gate_and_parts(monkeypatch)
            request = Request(folder / "publikation")
            publish(small_warehouse, inputs_with(small_landing), request)

    return shared_folder(tmp_path_factory, worker_id, "utgiven", fill) / "publikation"


@pytest.fixture(scope="session")
def written(
    built_database: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[str, Write], Path]:
    """Let *write* fill a folder from the bundled answers, once for all tests: they only read it."""

    def folder_of(name: str, write: Write) -> Path:
        def fill(folder: Path) -> None:
            with duckdb.connect(str(built_database), read_only=True) as connection:
                write(connection, folder)

        return shared_folder(tmp_path_factory, worker_id, name, fill)

    return folder_of


@pytest.fixture(scope="session")
def sample_site(written) -> Path:
    """Write the site of a few subjects."""
    from webb import write_sample

    return written("webbplats", lambda lager, to: write_sample(lager, to / "utgava")) / "utgava"


@pytest.fixture(scope="session")
def open_files(written) -> Path:
    """Write the open files of all years."""
    from oppna_jamforelser.publish.open_files.write import write_open_files

    return written("oppna_filer", lambda lager, to: write_open_files(lager, LAST, to))


@pytest.fixture(scope="session")
def workbook(written) -> Path:
    """Write the workbook of all years."""
    from oppna_jamforelser.publish.workbook import write_workbook

    def write(lager: duckdb.DuckDBPyConnection, folder: Path) -> None:
        write_workbook(lager, LAST, folder / "bok.xlsx")

    return written("arbetsbok", write) / "bok.xlsx"
