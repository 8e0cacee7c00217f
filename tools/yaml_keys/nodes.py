"""Read YAML as nodes, which know their line; a node of another kind counts as an empty one."""

from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def read_document(path: Path) -> Node | None:
    """Return the top node of a YAML file; an empty file has none."""
    return yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)


def pairs(node: Node | None) -> list[tuple[ScalarNode, Node]]:
    """Return the keys and values of a mapping."""
    return node.value if isinstance(node, MappingNode) else []


def items(node: Node | None) -> list[Node]:
    """Return the items of a list."""
    return node.value if isinstance(node, SequenceNode) else []


def text(node: Node | None) -> str:
    """Return the text of a scalar."""
    return node.value if isinstance(node, ScalarNode) else ""


def value_of(node: Node | None, key: str) -> Node | None:
    """Return the value of *key* in a mapping."""
    return next((value for name, value in pairs(node) if name.value == key), None)
