"""A tree of the project's files, and what DuckDB makes of them without dbt."""

import atexit
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import yaml

from oppna_jamforelser.sqlmotor import build_models, render_macro

from . import landing

SOURCES = "models/staging/_sources.yml"
LANDING_VARIABLE = r"\{\{ env_var\(\"OJ_LANDING\".*?\* 2\) \}\}"

# What decides a result, without a landing.
INDICATOR_MODELS = "int_fraga__per_ar", "int_indikator__per_ar", "int_indikator__roll_per_ar"
RULE_MODELS = "int_regel__roll", "int_regel__kombination", "int_regel__sanningstabell"
# The same, and all that a landing goes through.
WAREHOUSE_MODELS = (
    *INDICATOR_MODELS,
    *RULE_MODELS,
    "bridge_enhet_grupp",
    "dim_enhet",
    "dim_indikator",
    "dim_kommun",
    "fct_enhetsutfall",
    "fct_gruppvarde",
    "fct_svarsfrekvens",
    "int_enhet__ram",
    "int_enhet__svarslage",
    "int_gruppvarde__raknat",
    "int_svar__gallande",
    "int_svar__granskat",
    "int_svar__per_roll",
    "int_svarsalternativ__per_ar",
    "int_utfall__bedomt",
    "int_utfall__ryggrad",
    "int_utfall__sammansatt",
    "kva_policyskillnad",
    "mart_kommun_indikator",
)


MEMORY = "1500MB"

_numbers = count()


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """Start DuckDB once, on one thread and with little memory, as processes run side by side.

    A join whose condition was changed may give the product of all rows. That ends as an error,
    which a check notices, and not as a machine without memory.
    """
    engine = duckdb.connect(
        config={"threads": 1, "memory_limit": MEMORY, "temp_directory": ""}  # nothing to disk
    )
    engine.execute("set enable_progress_bar = false")
    atexit.register(_engine.cache_clear)  # closed while Python can still close it
    return engine


def connect() -> duckdb.DuckDBPyConnection:
    """Open an empty database in memory. It is attached: far cheaper than an engine of its own."""
    connection = _engine().cursor()
    name = f"db_{next(_numbers)}"
    connection.execute(f"attach ':memory:' as {name}")
    connection.execute(f"use {name}")
    return connection


def disconnect(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the database of a connection and close it."""
    ((name,),) = connection.execute("select current_database()").fetchall()
    connection.execute("use memory")
    connection.execute(f"detach {name}")
    connection.close()


def keep_seeds(root: Path) -> dict[str, str]:
    """Load the seeds under *root* into a database that stays; return their relations."""
    connection = connect()
    names = [path.stem for path in (root / "seeds").rglob("*.csv")]
    build_models(connection, names, root=root)
    ((database,),) = connection.execute("select current_database()").fetchall()
    return {name: f'{database}.main."{name}"' for name in names}


class Tree:
    """The project's files under *root*, but seeds in *kept* as they are there (keep_seeds)."""

    def __init__(self, root: Path, kept: Mapping[str, str] | None = None) -> None:
        self.root = root
        self.kept = kept or {}
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def close(self) -> None:
        """Drop the databases of the tree."""
        for name in ("scratch", "warehouse"):
            if name in vars(self):
                disconnect(vars(self).pop(name))

    @cached_property
    def scratch(self) -> duckdb.DuckDBPyConnection:
        """A database for what needs no landing."""
        return connect()

    @cached_property
    def indicators(self) -> duckdb.DuckDBPyConnection:
        """The same, with the indicators and their questions, year by year."""
        self.build(self.scratch, INDICATOR_MODELS)
        return self.scratch

    @cached_property
    def rules(self) -> duckdb.DuckDBPyConnection:
        """The same, with the truth table as well."""
        known = {name: name for name in INDICATOR_MODELS}
        self.build(self.indicators, RULE_MODELS, known)
        return self.scratch

    @cached_property
    def warehouse(self) -> duckdb.DuckDBPyConnection:
        """All that becomes of one small random landing."""
        connection = connect()
        self.build(connection, ["enhet"])
        chosen = ", ".join(f"'{unit}'" for unit in landing.units())
        connection.execute(
            f"create table enhet_i_urval as select * from enhet where enhet_kod in ({chosen})"
        )
        self.build(connection, WAREHOUSE_MODELS, self.relations)
        return connection

    @property
    def relations(self) -> dict[str, str]:
        """What stands in the warehouse for the units, and for the sources."""
        return {"enhet": "enhet_i_urval"} | sources(self.root, landing.folder())

    def build(
        self,
        connection: duckdb.DuckDBPyConnection,
        names: Iterable[str],
        relations: Mapping[str, str] | None = None,
    ) -> None:
        """Create models, or data tests by their name, and all they need."""
        build_models(connection, names, {**self.kept, **(relations or {})}, root=self.root)

    def macro(self, name: str, *args: object, **kwargs: object) -> str:
        """Return the SQL of a macro."""
        return render_macro(name, *args, root=self.root, **kwargs)

    def seed(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of a seed, typed; an empty cell is None."""
        if name not in self._rows:
            if name not in self.kept:
                self.build(self.scratch, [name])
            relation = self.kept.get(name, f'"{name}"')
            self._rows[name] = rows(self.scratch, f"select * from {relation}")
        return self._rows[name]


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """Return what a query gives, each row by the names of its columns."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def sources(root: Path, folder: Path) -> dict[str, str]:
    """Return where the project reads its sources, by source and table, with this landing folder."""
    properties = yaml.safe_load((root / SOURCES).read_text("utf-8"))
    return {
        f"{source['name']}.{table['name']}": re.sub(
            LANDING_VARIABLE,
            lambda _: str(folder),
            {**source.get("config", {}).get("meta", {}), **table.get("config", {}).get("meta", {})}[
                "external_location"
            ],
        )
        for source in properties["sources"]
        for table in source["tables"]
    }
