"""The two forms of a delivery as landing rows: one answer a row, or one unit a row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from oppna_jamforelser.intake.headers import (
    WIDE_COLUMNS,
    Header,
    Question,
    is_namn,
    read_question,
)
from oppna_jamforelser.intake.rows import FORMEL_UTAN_VARDE, Block, Fault, Formel
from oppna_jamforelser.landing import SVARSKOLUMNER


class FaultyRow(NamedTuple):
    """A landing row that could not be read, with what is known of it."""

    rad_nr: int
    matar: str | None
    enhet_kod: str | None
    fraga_kod: str | None
    omrade_kod: str | None
    delfraga_kod: str | None
    svar: str | None
    fritext: str | None
    inlamnad: str | None
    rad: str
    lasfel_kod: str
    kolumn: str | None = None


@dataclass
class Landed:
    """Landing rows of a block: the places of ``columns`` filled, then the others."""

    rows: list[list[str | int]] = field(default_factory=list)
    faults: list[FaultyRow] = field(default_factory=list)


class Form(Protocol):
    """How the rows of a table become landing rows."""

    title: str
    columns: list[str | None]
    unused: tuple[str, ...]

    def landed(self, block: Block) -> Landed:
        """Return the landing rows of *block*, each with its row number last."""
        ...

    def landed_with_formulas(self, block: Block) -> Landed:
        """Return the same of a workbook: a formula without a value is refused."""
        ...


def find_form(header: Header) -> Form:
    """Return the form that a header has."""
    return WideForm(header) if header.is_wide else LongForm(header)


class LongForm:
    """One answer a row: the fields are passed on as they are."""

    title = "lång form, ett svar per rad"

    def __init__(self, header: Header) -> None:
        self.columns: list[str | None] = [*header.columns, "rad_nr"]
        self.unused = tuple(
            name for name, column in zip(header.names, header.columns, strict=True) if not column
        )
        self._used = {column: place for place, column in enumerate(header.columns) if column}
        self._names = header.names

    def landed(self, block: Block) -> Landed:
        landed = Landed(faults=[_unread(fault) for fault in block.faults])
        for rad_nr, row in zip(block.rad_nr, block.rows, strict=True):
            row.append(rad_nr)  # type: ignore[arg-type]
        landed.rows = block.rows  # type: ignore[assignment]
        return landed

    def landed_with_formulas(self, block: Block) -> Landed:
        """Refuse the rows whose answer is a formula without a value; then as :meth:`landed`."""
        kept = Block([], [], block.faults)
        faulty = []
        for rad_nr, row in zip(block.rad_nr, block.rows, strict=True):
            formulas = [place for place in self._used.values() if isinstance(row[place], Formel)]
            if formulas:
                faulty.append(self._faulty(rad_nr, row, formulas[0]))
            else:
                kept.rad_nr.append(rad_nr)
                kept.rows.append(row)
        landed = self.landed(kept)
        landed.faults += faulty
        return landed

    def _faulty(self, rad_nr: int, row: list[str], place: int) -> FaultyRow:
        """Return a row whose formula stands at *place*, with the column's name."""
        values = (row[self._used[name]] if name in self._used else "" for name in SVARSKOLUMNER)
        return FaultyRow(rad_nr, *values, row[place], FORMEL_UTAN_VARDE, self._names[place].strip())


class _Column(NamedTuple):
    """A question's column, with the place of its free text."""

    place: int | None
    question: Question
    kolumn: str
    fritext_place: int | None


class WideForm:
    """One unit a row: every cell that holds something becomes a landing row.

    A row without any answer becomes one: an empty answer to the first question. A column whose
    header is no question gives rows with that header as their question; they are refused later.
    """

    title = "bred form, en enhet per rad"

    def __init__(self, header: Header) -> None:
        self.columns: list[str | None] = [*SVARSKOLUMNER, "kolumn", "rad_nr"]
        self.unused = tuple(
            name
            for name, column in zip(header.names, header.columns, strict=True)
            if is_namn(name) and not column
        )
        places = {
            column: place for place, column in enumerate(header.columns) if column in WIDE_COLUMNS
        }
        self._names, self._keys = header.names, list(places.values())
        self._matar, self._enhet = places["matar"], places["enhet_kod"]
        self._inlamnad = places.get("inlamnad")
        self._columns = list(_question_columns(header))

    def landed(self, block: Block) -> Landed:
        landed = Landed(faults=[_unread(fault) for fault in block.faults])
        for rad_nr, row in zip(block.rad_nr, block.rows, strict=True):
            self._unfold(rad_nr, row, landed)
        return landed

    def landed_with_formulas(self, block: Block) -> Landed:
        return self.landed(block)

    def _unfold(self, rad_nr: int, row: list[str], landed: Landed) -> None:
        inlamnad = "" if self._inlamnad is None else row[self._inlamnad]
        keys = (row[self._matar], row[self._enhet], inlamnad)
        for place in self._keys:
            if isinstance(row[place], Formel):
                fault = _unread(Fault(rad_nr, "\t".join(row).rstrip("\t"), FORMEL_UTAN_VARDE))
                landed.faults.append(fault._replace(kolumn=self._names[place].strip()))
                return
        answers = list(self._answers(row)) or [(self._columns[0], "", "")]
        for column, svar, fritext in answers:
            fraga = column.question
            values = [
                *keys[:2],
                fraga.fraga_kod,
                fraga.omrade_kod or "",
                fraga.delfraga_kod or "",
                svar,
                fritext,
                inlamnad,
            ]
            if isinstance(svar, Formel) or isinstance(fritext, Formel):
                landed.faults.append(
                    FaultyRow(rad_nr, *values, svar or fritext, FORMEL_UTAN_VARDE, column.kolumn)
                )
            else:
                landed.rows.append([*values, column.kolumn, rad_nr])

    def _answers(self, row: list[str]) -> Iterator[tuple[_Column, str, str]]:
        for column in self._columns:
            svar = "" if column.place is None else row[column.place]
            fritext = "" if column.fritext_place is None else row[column.fritext_place]
            if svar or fritext:
                yield column, svar, fritext


def _question_columns(header: Header) -> Iterator[_Column]:
    """Yield the answer columns in order, each with its free text; then free text alone."""
    seen: set[str] = set()
    answers, fritexts = [], {}
    for place, (name, column) in enumerate(zip(header.names, header.columns, strict=True)):
        if column in WIDE_COLUMNS or is_namn(name):
            continue
        kolumn = name.strip()
        if not kolumn or kolumn in seen:
            kolumn = f"{kolumn} (kolumn {place + 1})".strip()
        seen.add(kolumn)
        question = read_question(name)
        if question.is_fritext and question.key not in fritexts:
            fritexts[question.key] = (place, question, kolumn)
        else:
            answers.append((place, question, kolumn))
    for place, question, kolumn in answers:
        fritext_place, _, _ = fritexts.pop(question.key, (None, None, None))
        yield _Column(place, question, kolumn, fritext_place)
    for place, question, kolumn in fritexts.values():
        yield _Column(None, question, kolumn, place)


def _unread(fault: Fault) -> FaultyRow:
    return FaultyRow(fault.rad_nr, *[None] * 8, fault.rad, fault.lasfel_kod)
