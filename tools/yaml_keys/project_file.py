"""What the schema leaves open in dbt_project.yml: flags, and the folders that settings are for."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from dbt.contracts.project import ProjectFlags
from yaml.nodes import Node

from tools.yaml_keys.finding import Finding, unknown_name
from tools.yaml_keys.nodes import pairs, text, value_of

_SECTIONS = {"models": "model-paths", "seeds": "seed-paths", "snapshots": "snapshot-paths"}


def check_flags(path: Path, document: Node) -> Iterator[Finding]:
    """Yield the flags that dbt does not have."""
    flags = [field.name for field in fields(ProjectFlags)]
    for key, _ in pairs(value_of(document, "flags")):
        if key.value not in flags:
            yield unknown_name(path, key, "flag", key.value, flags)


def check_folders(
    path: Path, document: Node, folders: Mapping[str, list[Path]]
) -> Iterator[Finding]:
    """Yield the names that settings are given for, but that are not in the project."""
    project = text(value_of(document, "name"))
    for section, paths in _SECTIONS.items():
        for key, value in pairs(value_of(document, section)):
            if key.value == project:
                yield from _check_below(path, value, folders[paths])
            elif not key.value.startswith("+"):
                yield unknown_name(path, key, "project", key.value, [project])


def _check_below(path: Path, node: Node, folders: list[Path]) -> Iterator[Finding]:
    there = [entry for folder in folders if folder.is_dir() for entry in folder.iterdir()]
    for key, value in pairs(node):
        if key.value.startswith("+"):
            continue
        named = [entry for entry in there if key.value in (entry.name, entry.stem)]
        if named:
            yield from _check_below(path, value, named)
        else:
            names = [entry.name for entry in there]
            yield unknown_name(path, key, "folder", key.value, names)
