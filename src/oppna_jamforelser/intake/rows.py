"""What every reader gives: delivered rows as fields of text, untouched."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

FEL_ANTAL_FALT = "fel_antal_falt"
OAVKODBAR_TEXT = "oavkodbar_text"
FORMEL_UTAN_VARDE = "formel_utan_varde"


class Formel(str):
    """A cell's formula whose value the file does not hold; never evaluated."""


class Record(NamedTuple):
    """A row of the file; ``fields`` is null when the row could not be read (``lasfel_kod``)."""

    rad_nr: int
    fields: list[str] | None
    rad: str
    lasfel_kod: str | None = None


class Fault(NamedTuple):
    """A row that could not be read, kept as its raw text."""

    rad_nr: int
    rad: str
    lasfel_kod: str


class Block(NamedTuple):
    """Some rows after the header: readable ones of the header's width, and the others."""

    rad_nr: list[int]
    rows: list[list[str]]
    faults: list[Fault]


class Table(Protocol):
    """An opened table of a file: first its header is looked for, then its rows are read, once."""

    blad: str | None
    andra_blad: tuple[str, ...]

    def records(self) -> Iterator[Record]:
        """Yield the rows that are not blank, one by one."""
        ...

    def blocks(self, width: int) -> Iterator[Block]:
        """Yield what :meth:`records` has left, in the order of the file."""
        ...


def is_blank(fields: list[str]) -> bool:
    """Tell whether no field holds anything."""
    return not any(fields)
