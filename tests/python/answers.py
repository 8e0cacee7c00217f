"""The answers that a landing folder puts in force, computed with the warehouse's own models."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import duckdb
from rich.console import Console

from oppna_jamforelser.intake.reception import Intake, take_in
from oppna_jamforelser.intake.review import CONSTANT
from oppna_jamforelser.landing import LANDING_KOLUMNER, answers_in, events_in
from oppna_jamforelser.sqlmotor import build_models

KEY = "matar, enhet_kod, fraga_kod, omrade_kod, delfraga_kod"


def quiet(landing: Path) -> Intake:
    """Return an intake that tells nobody anything."""
    return Intake(landing, Console(quiet=True), lambda line: None, Console(quiet=True))


@cache
def _shared() -> tuple[duckdb.DuckDBPyConnection, Mapping[str, str], Iterator[int]]:
    """Open a database with what no delivery changes, and a number for each landing in it."""
    connection = duckdb.connect()
    return connection, build_models(connection, CONSTANT, as_tables=True), count()


@contextmanager
def built(landing: Path, *models: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build *models* over a landing folder, in memory, in a schema of its own."""
    columns = ", ".join(f"null::{kind} as {name}" for name, kind in LANDING_KOLUMNER.items())
    shared, constant, numbers = _shared()
    schema = f"landing_{next(numbers)}"
    with shared.cursor() as connection:
        connection.execute(f"create schema {schema}; set search_path = '{schema},main'")
        connection.execute(
            f"create view svar as from {answers_in(landing)} "
            f"union all by name select {columns} where false"
        )
        connection.execute(f"create view handelse as from {events_in(landing)}")
        relations = {"landing.svar": "svar", "landing.handelse": "handelse", **constant}
        build_models(connection, models, relations, as_tables=True)
        yield connection
        connection.execute(f"drop schema {schema} cascade")


def answers_in_force(landing: Path) -> list[tuple]:
    """Return the answers in force, as what they say."""
    with built(landing, "int_svar__gallande") as connection:
        return connection.execute(
            f"select {KEY}, svarsklass, svar, fritext, inlamnad from int_svar__gallande "
            "order by all"
        ).fetchall()


def deliver_all(paths: list[Path], landing: Path) -> None:
    """Take in *paths*, one after the other."""
    for path in paths:
        take_in(path, quiet(landing))


@cache
def known_answers() -> list[tuple[str, ...]]:
    """Return every question of every year with a text that its scale knows."""
    with duckdb.connect() as connection:
        build_models(connection, ["int_fraga__per_ar", "int_svarsalternativ__per_ar"])
        return connection.execute(
            "select distinct f.matar::varchar, f.fraga_kod, f.omrade_kod, f.delfraga_kod, "
            "s.svar_text from int_fraga__per_ar f join int_svarsalternativ__per_ar s "
            "using (matar, fraga_kod, skala_kod) where f.matar in (2017, 2024) order by all"
        ).fetchall()
