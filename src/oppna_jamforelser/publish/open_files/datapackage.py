"""``datapackage.json``: the CSV tables as a Data Package (version 2 of the standard)."""

from pathlib import Path
from typing import Any

from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.marts import Column, Mart, Relation
from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.documents import write_json
from oppna_jamforelser.publish.open_files.tables import csv_path
from oppna_jamforelser.publish.open_files.titles import title_of
from oppna_jamforelser.publish.open_files.warehouse import Source

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "INTEGER": "integer",
    "VARCHAR": "string",
}
_SIGNED_COUNTS = ("netto_ja_antal",)
_MISSING = "Saknas. Där raden har en orsak (orsak_kod) säger den varför; annars gäller fältet inte."


def write_datapackage(source: Source, folder: Path) -> None:
    """Write the descriptor of the CSV files that *folder* holds."""
    document: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": f"{identity.NAME}-{source.matar}",
        "title": f"{identity.TITLE}, mätår {source.period}",
        "description": source.described(f"{identity.ORIGIN} {source.evidence_text}"),
        "keywords": list(identity.KEYWORDS),
        "licenses": [
            {
                "name": source.edition.licens,
                "title": source.edition.licens_titel,
                "path": source.edition.licens_adress,
            }
        ],
        "sources": [{"title": identity.ORIGIN}],
        "contributors": [{"title": source.edition.utgivare, "roles": ["publisher"]}],
        "resources": [_resource(source, mart, folder) for mart in source.tables],
    }
    document["belagg"] = source.evidence
    if source.edition.datum:
        document["created"] = f"{source.edition.datum}T00:00:00Z"
    if source.edition.address:
        document["homepage"] = source.edition.address
    if source.marking:
        document["markning"] = source.marking
    write_json(folder / "datapackage.json", document, indent=1)


def _resource(source: Source, mart: Mart, folder: Path) -> dict[str, Any]:
    path = folder / csv_path(mart)
    return {
        "name": mart.name,
        "type": "table",
        "title": title_of(mart.name),
        "description": source.described(mart.description),
        "path": csv_path(mart),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": _schema(source, mart),
    }


def _schema(source: Source, mart: Mart) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(source, mart, column) for column in mart.columns],
        # a list of texts, as version 1 has it too: with labels its clients read no empty number
        "missingValues": [""],
        "missingValuesDescription": _MISSING,
    }
    if mart.primary_key:
        schema["primaryKey"] = list(mart.primary_key)
    if mart.relations:
        schema["foreignKeys"] = [_foreign_key(relation) for relation in mart.relations]
    return schema


def _field(source: Source, mart: Mart, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _type(column),
        "title": column.title or column.name,
        "description": " | ".join(filter(None, (column.description_sv, column.description))),
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if mart.primary_key == (column.name,):
        constraints["unique"] = True
    if column.name.endswith("_antal") and column.name not in _SIGNED_COUNTS:
        constraints["minimum"] = 0
    if constraints:
        field["constraints"] = constraints
    if codes := _codes(source, column):
        field["categories"] = [{"value": code, "label": text} for code, text in codes.items()]
    return field


def _type(column: Column) -> str:
    """Return the type of a field; any DECIMAL is a number."""
    return "number" if column.type.startswith("DECIMAL") else _TYPES[column.type]


def _codes(source: Source, column: Column) -> dict[str, str]:
    """Return the codes with labels that the column can hold, where it holds such codes."""
    lists = [name for name in source.codes if column.name.endswith(name)]
    return source.codes[max(lists, key=len)] if lists and column.type == "VARCHAR" else {}


def _foreign_key(relation: Relation) -> dict[str, Any]:
    return {
        "fields": list(relation.columns),
        "reference": {"resource": relation.target, "fields": list(relation.target_columns)},
    }
