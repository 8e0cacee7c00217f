"""What every reader gives: delivered rows as fields of text, untouched.

A table is read twice: ``records`` yields its first rows, for the header; ``load`` then brings the
rows after it into the database, as the tables ``fil_rad`` (one row a row that holds anything: its
number, the fields ``c0``, ``c1`` …, and what could not be read) and ``fil_formel`` (the cells with
a formula without a value).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import duckdb

from oppna_jamforelser.intake.headers import Header

FEL_ANTAL_FALT = "fel_antal_falt"
OAVKODBAR_TEXT = "oavkodbar_text"


class Formel(str):
    """A cell's formula whose value the file does not hold; never evaluated."""


class Record(NamedTuple):
    """A row of the file; ``fields`` is null when the row could not be read (``lasfel_kod``)."""

    rad_nr: int
    fields: list[str] | None
    rad: str = ""
    lasfel_kod: str | None = None


@dataclass(frozen=True)
class Space:
    """Where one file is worked on: a database, a folder for what is large, and who is told."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    told: Callable[[int], None] = lambda count: None


class Table(Protocol):
    """An opened table of a file."""

    blad: str | None
    andra_blad: tuple[str, ...]
    dolda_rader: int

    def records(self) -> Iterator[Record]:
        """Yield the first rows that are not blank, one by one."""
        ...

    def load(self, space: Space, header: Header) -> None:
        """Make ``fil_rad`` and ``fil_formel`` of the rows after *header*."""
        ...


def field_names(header: Header) -> list[str]:
    """Return the names of the columns of ``fil_rad`` that hold the fields."""
    return [f"c{place}" for place in range(len(header.names))]


def drop_tables(space: Space) -> None:
    """Drop ``fil_rad``, which may be a view, and ``fil_formel``."""
    for name, kind in space.connection.execute(
        "select table_name, split_part(table_type, ' ', -1) from information_schema.tables "
        "where table_name in ('fil_rad', 'fil_formel')"
    ).fetchall():
        space.connection.execute(f"drop {kind} {name}")
