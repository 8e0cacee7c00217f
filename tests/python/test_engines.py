"""The differences between engines: one shim each, which never guesses."""

import importlib.util
import re
from collections.abc import Callable, Iterator

import duckdb
import psycopg
import pytest

from oppna_jamforelser.project import project_root
from tools.engines.shims import WRONG, check_sql, with_wrong_shim
from tools.engines.spark import spark_session

ENGINES = ("duckdb", "postgres", "spark")
FILES = sorted((project_root() / "macros" / "engine").glob("*.sql"))
MACRO = re.compile(r"\{% macro (\w+)\(.*?\) -?%\}(.*?)\{%-? endmacro %\}", re.DOTALL)
MACROS = {name: body for file in FILES for name, body in MACRO.findall(file.read_text("utf-8"))}
SHIMS = sorted(name for name, body in MACROS.items() if "adapter.dispatch" in body)


@pytest.mark.parametrize("shim", SHIMS)
def test_a_shim_has_a_form_for_each_engine_and_stops_for_others(shim):
    assert {f"{engine}__{shim}" for engine in ENGINES} <= MACROS.keys()
    assert MACROS[f"default__{shim}"].split() == ["{{", f'utan_shim("{shim}")', "}}"]


@pytest.mark.parametrize(
    "shim", sorted({*SHIMS} - {"analysera", "planera", "text_av_bytes", "text_literal"})
)
def test_a_shim_has_hard_cases(shim):
    check = project_root() / "tests" / "engine" / "varje_motor_raknar_lika.sql"
    assert f'    "{shim}": [' in check.read_text(encoding="utf-8")


# A query's first column, or what the engine says against it.
Ask = Callable[[str], list[str]]


def asker(run: Callable[[str], list[tuple]]) -> Ask:
    def ask(query: str) -> list[str]:
        try:
            return [row[0] for row in run(query)]
        except Exception as error:
            return [f"fel: {error}"]

    return ask


@pytest.fixture(scope="module")
def ask_duckdb() -> Iterator[Ask]:
    with duckdb.connect() as connection:
        yield asker(lambda query: connection.execute(query).fetchall())


@pytest.fixture(scope="module")
def ask_postgres(postgres: str) -> Iterator[Ask]:
    with psycopg.connect(postgres, autocommit=True) as connection:
        yield asker(lambda query: connection.execute(query).fetchall())


@pytest.fixture(scope="module")
def ask_spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed")
    with spark_session(tmp_path_factory.mktemp("spark")) as session:
        yield asker(lambda query: session.sql(query).collect())


BY_ENGINE = [
    pytest.param(engine, marks=pytest.mark.engine if engine == "spark" else ())
    for engine in ENGINES
]


@pytest.mark.parametrize("engine", BY_ENGINE)
def test_an_engine_answers_every_hard_case_rightly(engine, request):
    ask = request.getfixturevalue(f"ask_{engine}")
    assert ask(check_sql(engine, project_root())) == []


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(
            wrong,
            id=f"{wrong.engine} {wrong.shim} {wrong.wrong[:20]}",
            marks=pytest.mark.engine if wrong.engine == "spark" else (),
        )
        for wrong in WRONG
    ],
)
def test_a_wrong_shim_is_named(wrong, request, tmp_path):
    ask = request.getfixturevalue(f"ask_{wrong.engine}")
    root = with_wrong_shim(project_root(), wrong, tmp_path / "projekt")
    said = ask(check_sql(wrong.engine, root))
    assert any(line.startswith((f"{wrong.shim}:", "fel:")) for line in said)
