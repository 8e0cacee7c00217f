"""The dbt sources that are files: their names, and the relation that DuckDB reads each as."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from oppna_jamforelser.sqlmotor import render_text


@dataclass(frozen=True)
class Source:
    """One source; *relation* is what stands in place of its name on DuckDB."""

    schema: str
    table: str
    relation: str


def read_sources(root: Path) -> Iterator[Source]:
    """Give every source of the project that says where it lies (``external_location``)."""
    for file in sorted((root / "models").rglob("*.yml")):
        properties = yaml.load(file.read_bytes(), yaml.CSafeLoader) or {}
        for source in properties.get("sources", []):
            for table in source["tables"]:
                location = _location(table) or _location(source)
                if location:
                    relation = render_text(location).format(
                        name=table["name"], identifier=table["name"], schema=source["name"]
                    )
                    quoted = "(" in relation or relation.startswith("'")
                    yield Source(
                        source["name"], table["name"], relation if quoted else f"'{relation}'"
                    )


def _location(entry: Mapping[str, Any]) -> str:
    return str(entry.get("config", {}).get("meta", {}).get("external_location", ""))
