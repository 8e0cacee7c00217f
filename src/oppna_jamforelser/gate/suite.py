"""A suite is two files in gx/: a query that makes a table, and what is expected of the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from oppna_jamforelser.project import project_root


@dataclass(frozen=True)
class Suite:
    """What is expected of the table that *sql* makes of the marts.

    *key* are the columns that tell a reader which row is meant. A table *may_be_empty* when its
    query leaves out what is too small to judge; the suite then does not apply. One that is
    *per_row* has a row for each delivered row, and ``rad_antal``.
    """

    name: str
    sql: str
    key: tuple[str, ...]
    expectations: tuple[Mapping[str, Any], ...]
    may_be_empty: bool = False
    per_row: bool = False


def read_suites(folder: Path | None = None) -> list[Suite]:
    """Return the suites of *folder*, by default those of the project."""
    paths = sorted((folder or project_root() / "gx").glob("*.yml"))
    return [_read_suite(path) for path in paths]


def _read_suite(path: Path) -> Suite:
    content = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return Suite(
        name=path.stem,
        sql=path.with_suffix(".sql").read_text(encoding="utf-8"),
        key=tuple(content["key"]),
        expectations=tuple(content["expectations"]),
        may_be_empty=content.get("may_be_empty", False),
        per_row=content.get("per_row", False),
    )
