"""Ask an expression of SQL about many rows at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from .tree import Tree

Row = tuple[Any, ...]


def fill(tree: Tree, table: str, columns: Mapping[str, str], values: Iterable[Row]) -> str:
    """Create a table of values (columns: type by name) and return its name."""
    lists = [list(column) for column in zip(*values, strict=True)]
    listed = ", ".join(f"unnest(?::{kind}[]) as {name}" for name, kind in columns.items())
    tree.scratch.execute(f"create or replace table {table} as select {listed}", lists)
    return table


def asked(tree: Tree, table: str, expression: str) -> dict[Row, Any]:
    """Return what an expression gives for every row of a table, by the row."""
    cursor = tree.scratch.execute(f"select *, {expression} from {table}")
    return {row[:-1]: row[-1] for row in cursor.fetchall()}


def kind_differs(tree: Tree, table: str, expression: str, kind: str) -> list[str]:
    """Say when an expression is of another type than it should be."""
    query = f"select typeof({expression}) from {table} limit 1"
    ((found,),) = tree.scratch.execute(query).fetchall()
    return [] if found == kind else [f"{expression}: typen är {found}, väntat {kind}"]
