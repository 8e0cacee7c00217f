"""The differences between engines: one shim each, which never guesses."""

import re

import pytest

from oppna_jamforelser.project import project_root

ENGINES = ("duckdb", "postgres", "spark")
FILES = sorted((project_root() / "macros" / "engine").glob("*.sql"))
MACRO = re.compile(r"\{% macro (\w+)\(.*?\) -?%\}(.*?)\{%-? endmacro %\}", re.DOTALL)
MACROS = {name: body for file in FILES for name, body in MACRO.findall(file.read_text("utf-8"))}
SHIMS = sorted(name for name, body in MACROS.items() if "adapter.dispatch" in body)


@pytest.mark.parametrize("shim", SHIMS)
def test_a_shim_has_a_form_for_each_engine_and_stops_for_others(shim: str) -> None:
    assert {f"{engine}__{shim}" for engine in ENGINES} <= MACROS.keys()
    assert MACROS[f"default__{shim}"].split() == ["{{", f'utan_shim("{shim}")', "}}"]


@pytest.mark.parametrize("shim", sorted({*SHIMS} - {"analysera", "text_av_bytes"}))
def test_a_shim_has_hard_cases(shim: str) -> None:
    check = project_root() / "tests" / "engine" / "varje_motor_raknar_lika.sql"
    assert f'    "{shim}": [' in check.read_text(encoding="utf-8")
