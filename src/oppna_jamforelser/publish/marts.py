"""The public tables: those columns of the marts that someone has said may be published.

Which these are is read from the models' YAML files (``config.meta.offentlig`` on each column), and
so are the relations (``relationer``, tested in each build). Names, types, keys and descriptions
come from the database, where dbt has put what those files say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import yaml

from oppna_jamforelser.project import project_root

SCHEMA = "marts"
GROUP_MART = "dim_redovisningsgrupp"
COLUMN_MART = "dim_kolumn"
# A row belongs to the publication of a year when none of these is later.
YEAR_COLUMNS = ("matar", "till_matar", "regel_matar")
GROUP_KEY = ("gruppindelning", "grupp_kod")
# its groups are units too (gruppindelning "enhet"), which the group dimension does not hold
_WITHOUT_GROUP_RELATION = (
    "fct_tal_forandring",
    "fct_tidsserie",
    "mart_samre_och_forsamras",
    GROUP_MART,
)


@dataclass(frozen=True)
class Column:
    """One column; *type* is DuckDB's, *required* whether the contract forbids null.

    *title* and *description_sv* are the Swedish words of ``dim_kolumn``, *description* English.
    """

    name: str
    type: str
    required: bool
    description: str
    title: str = ""
    description_sv: str = ""


@dataclass(frozen=True)
class Relation:
    """The values of *columns* stand in *target_columns* of the mart *target*, or are null."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Mart:
    """One table of the schema ``marts``; *primary_key* is empty where the table has none.

    *columns* are the public ones.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def order_by(self) -> str:
        """Return the one order of the rows: by primary key, without one by every column."""
        return ", ".join(self.primary_key or [column.name for column in self.columns])

    def has(self, *names: str) -> bool:
        """Return whether the table has all these columns."""
        return set(names) <= {column.name for column in self.columns}

    def where(self, matar: int) -> str:
        """Return the condition on the rows of the publication of the survey year *matar*."""
        conditions = [
            f"({name} is null or {name} <= {matar})" for name in YEAR_COLUMNS if self.has(name)
        ]
        return " and ".join(conditions) or "true"


def public_columns() -> dict[str, frozenset[str]]:
    """Return the columns that may be published, by mart: a column that nobody named is private.

    A mart without any public column is private as a whole.
    """
    found = {}
    for model in _models():
        columns = frozenset(
            column["name"]
            for column in model.get("columns", [])
            if column.get("config", {}).get("meta", {}).get("offentlig") is True
        )
        if columns:
            found[model["name"]] = columns
    return found


def read_marts(
    connection: duckdb.DuckDBPyConnection, public: Mapping[str, frozenset[str]] | None = None
) -> tuple[Mart, ...]:
    """Return every public mart of the warehouse, by name, with its public columns."""
    public = public_columns() if public is None else public
    columns: dict[str, list[Column]] = {}
    words = _words(connection)
    for table, *column in connection.execute(
        "select table_name, column_name, data_type, not is_nullable, coalesce(c.comment, '')"
        " from duckdb_columns() as c inner join duckdb_tables() as t"
        " using (database_oid, schema_name, table_name)"
        " where schema_name = ? order by table_name, column_index",
        [SCHEMA],
    ).fetchall():
        if column[0] in public.get(table, ()):
            name, kind, required, comment = column
            said = words.get((table, name), (comment,))  # without them: what dbt put there
            columns.setdefault(table, []).append(Column(name, kind, required, *said))
    tables = [
        row
        for row in connection.execute(
            "select table_name, coalesce(comment, '') from duckdb_tables() where schema_name = ?"
            " order by table_name",
            [SCHEMA],
        ).fetchall()
        if row[0] in columns
    ]
    keys = _declared_keys()
    declared = _declared_relations({name for name, _ in tables})
    return tuple(
        Mart(
            name,
            description,
            tuple(columns[name]),
            _key_of(keys.get(name, ()), columns[name]),
            declared.get(name, ()) + _group_relation(name, columns[name]),
        )
        for name, description in tables
    )


def _key_of(key: tuple[str, ...], columns: list[Column]) -> tuple[str, ...]:
    """Return a declared key where every column of it is there."""
    return key if set(key) <= {column.name for column in columns} else ()


def _declared_keys() -> dict[str, tuple[str, ...]]:
    """Return the primary keys that the property files declare: DuckDB has no index of them all."""
    return {
        model["name"]: tuple(constraint["columns"])
        for model in _models()
        for constraint in model.get("constraints", [])
        if constraint["type"] == "primary_key"
    }


def _words(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return what ``dim_kolumn`` says of each column, by table and column, as Column has it."""
    if not connection.execute(
        "select 1 from duckdb_tables() where schema_name = ? and table_name = ?",
        [SCHEMA, COLUMN_MART],
    ).fetchall():
        return {}
    return {
        (table, column): (english, title, swedish)
        for table, column, english, title, swedish in connection.execute(
            "select tabell, kolumn, beskrivning_en, titel_sv, beskrivning_sv "
            f"from {SCHEMA}.{COLUMN_MART}"
        ).fetchall()
    }


def _declared_relations(marts: set[str]) -> dict[str, tuple[Relation, ...]]:
    """Return the relations between marts that the models' data tests hold, by mart."""
    return {
        model["name"]: tuple(
            Relation((row["kolumn"],), row["till"], (row["falt"],))
            for test in model.get("data_tests", [])
            if isinstance(test, dict) and "relationer" in test
            for row in test["relationer"]["arguments"]["relationer"]
            if row["till"] in marts
        )
        for model in _models()
    }


def _models() -> Iterator[Mapping[str, Any]]:
    """Yield what the property files say of each mart: one file a mart, named as the mart."""
    for path in sorted((project_root() / "models").rglob("[a-z]*_*.yml")):
        yield from _models_in(path.read_bytes())


@lru_cache(maxsize=1024)
def _models_in(text: bytes) -> list[Mapping[str, Any]]:
    """Return what a property file says: several questions are asked of each, all in one reading."""
    return yaml.load(text, yaml.CSafeLoader).get("models", [])


def _group_relation(name: str, columns: list[Column]) -> tuple[Relation, ...]:
    """Return the relation to the group dimension, whose key has two columns."""
    if name in _WITHOUT_GROUP_RELATION or not set(GROUP_KEY) <= {c.name for c in columns}:
        return ()
    return (Relation(GROUP_KEY, GROUP_MART, GROUP_KEY),)
