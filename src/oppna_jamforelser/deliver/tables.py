"""The public tables of a publication: its Parquet files, and what its Data Package says of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.landing import literal_path, quoted
from oppna_jamforelser.postgres import postgres_type
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.manifest import Publication

FOLDER = "parquet/"
DESCRIPTION = "datapackage.json"


@dataclass(frozen=True)
class Column:
    """One column; *type* is PostgreSQL's."""

    name: str
    type: str
    required: bool
    comment: str


@dataclass(frozen=True)
class ForeignKey:
    """The values of *columns* stand in *target_columns* of *target*, or are null."""

    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One public table, and where its rows lie."""

    name: str
    path: Path
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def relation(self) -> str:
        """Return the rows as DuckDB reads them."""
        return f"read_parquet({quoted(literal_path(self.path))}, hive_partitioning = false)"


def read_tables(publication: Publication, reader: duckdb.DuckDBPyConnection) -> tuple[Table, ...]:
    """Return the tables that the manifest of *publication* names, in the order of their names."""
    described = _described(publication.folder)
    files = sorted(
        name
        for name in publication.manifest["filer"]
        if name.startswith(FOLDER) and name.endswith(".parquet")
    )
    if not files:
        raise PublishError(f"{publication.folder} har inga Parquet-filer att leverera.")
    return tuple(
        _table(Path(file).stem, publication.folder / file, described, reader) for file in files
    )


def _described(folder: Path) -> Mapping[str, Any]:
    """Return what the Data Package says of each table."""
    path = folder / DESCRIPTION
    try:
        resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
        return {str(resource["name"]): resource for resource in resources}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(f"{path} saknas eller är skadad: tabellerna beskrivs där.") from error


def _table(
    name: str, path: Path, described: Mapping[str, Any], reader: duckdb.DuckDBPyConnection
) -> Table:
    resource = described.get(name, {})
    schema = resource.get("schema", {})
    fields = {field["name"]: field for field in schema.get("fields", [])}
    table = Table(name, path, _sentence(resource), (), tuple(schema.get("primaryKey", ())), ())
    types = reader.execute(f"describe select * from {table.relation}").fetchall()
    return Table(
        name,
        path,
        table.comment,
        tuple(
            Column(
                column,
                postgres_type(kind),
                bool(fields.get(column, {}).get("constraints", {}).get("required")),
                _words(fields.get(column, {})),
            )
            for column, kind, *_ in types
        ),
        table.primary_key,
        tuple(_foreign_key(key, described) for key in _usable(schema, described)),
    )


def _words(field: Mapping[str, Any]) -> str:
    """Return what a column means and, last, its title: first stands what not to do with it."""
    parts = (field.get("description", ""), f"Rubrik: {field['title']}" if "title" in field else "")
    return " | ".join(part for part in parts if part)


def _sentence(resource: Mapping[str, Any]) -> str:
    """Return title and description as one comment."""
    parts = (str(resource.get(part, "")).strip().rstrip(".") for part in ("title", "description"))
    return ". ".join(part for part in parts if part)


def _usable(schema: Mapping[str, Any], described: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the foreign keys whose target is the whole primary key of a table that is there."""
    return [
        key
        for key in schema.get("foreignKeys", [])
        if described.get(key["reference"]["resource"], {}).get("schema", {}).get("primaryKey")
        == key["reference"]["fields"]
    ]


def _foreign_key(key: Mapping[str, Any], described: Mapping[str, Any]) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(tuple(key["fields"]), reference["resource"], tuple(reference["fields"]))
