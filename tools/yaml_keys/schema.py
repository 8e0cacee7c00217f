"""Keys by the JSON schemas that dbt itself carries."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yaml.nodes import Node

from tools.yaml_keys.finding import Finding, problem_at, unknown_name
from tools.yaml_keys.nodes import items, pairs


def check_keys(path: Path, document: Node, schema: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the keys that no alternative of the schema knows, and those that stand twice.

    Where the schema allows any key, all are known, except that one with a plus sign (a setting
    in dbt_project.yml) must always be named in the schema.
    """
    yield from _walk(path, document, [schema], schema["definitions"])


def _walk(
    path: Path, node: Node, parts: list[Any], definitions: Mapping[str, Any]
) -> Iterator[Finding]:
    options = [option for part in parts for option in _alternatives(part, definitions)]
    elements = [option["items"] for option in options if "items" in option]
    for item in items(node):
        yield from _walk(path, item, elements, definitions)

    objects = [option for option in options if "items" not in option]
    known = {name for option in objects for name in option.get("properties", {})}
    seen: set[str] = set()
    for key, value in pairs(node):
        name = key.value
        if name in seen:
            yield problem_at(path, key, f"key '{name}' stands twice")
        seen.add(name)
        inner = [
            option["properties"][name] for option in objects if name in option.get("properties", {})
        ]
        if not inner and not name.startswith("+"):
            others = [option.get("additionalProperties", True) for option in objects]
            inner = [other for other in others if other is not False]
        if inner:
            yield from _walk(path, value, inner, definitions)
        elif objects:
            yield unknown_name(path, key, "key", name, known)


def _alternatives(part: Any, definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the descriptions of objects and lists that a part of a schema allows."""
    if not isinstance(part, Mapping):  # true: anything goes, and nothing is known of it
        return
    if "$ref" in part:
        yield from _alternatives(definitions[part["$ref"].split("/")[-1]], definitions)
    for choice in ("anyOf", "oneOf", "allOf"):
        for option in part.get(choice, []):
            yield from _alternatives(option, definitions)
    if {"properties", "additionalProperties", "items"} & part.keys():
        yield part
