"""A delivered file as landing rows: its kind, its table, its header and its form."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from oppna_jamforelser.intake.csv_table import DELIMITERS, CsvTable
from oppna_jamforelser.intake.encoding import find_encoding
from oppna_jamforelser.intake.errors import UnreadableFile, file_name
from oppna_jamforelser.intake.find_header import HeaderError, find_header
from oppna_jamforelser.intake.forms import Landed, find_form
from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.kinds import Kind, find_kind, read_start
from oppna_jamforelser.intake.parquet_table import ParquetTable
from oppna_jamforelser.intake.rows import Table

_Named = tuple[str, Callable[[], Table]]  # what the sender knows it as, and how it is opened


@dataclass(frozen=True)
class Source:
    """What a delivered file turned out to be, in the sender's words."""

    fil: str
    blad: str | None
    slag: str
    form: str
    rubrik_rad_nr: int
    okanda_kolumner: tuple[str, ...]
    andra_blad: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """One delivered file. ``landed`` is read as it is used, once, and may find it unreadable."""

    source: Source
    leverans_id: str
    columns: list[str | None]
    landed: Iterator[Landed]


def read_delivery(path: Path, sheet: str | None = None) -> Delivery:
    """Open a delivered file; raise :class:`UnreadableFile` when it cannot be read at all."""
    if not path.is_file():
        raise UnreadableFile(path, "filen finns inte", "Kontrollera sökvägen.")
    try:
        return _read(path, sheet)
    except OSError as error:
        raise UnreadableFile(
            path,
            f"filen kan inte läsas ({error.strerror or error})",
            "Kontrollera filen och rättigheterna.",
        ) from error


def _read(path: Path, sheet: str | None) -> Delivery:
    start = read_start(path)
    if not start:
        raise UnreadableFile(path, "filen är tom", "Skicka filen med svaren.")
    kind = find_kind(path, start)
    if sheet is not None and kind is not Kind.WORKBOOK:
        raise UnreadableFile(path, "filen har inga blad", "Utelämna --sheet för den.")
    leverans_id = _digest(path)
    if kind is Kind.WORKBOOK:
        from oppna_jamforelser.intake.xlsx_table import XlsxTable  # slow to import

        workbook = XlsxTable(path, sheet)
        if not workbook.is_first:
            leverans_id = hashlib.sha256(f"{leverans_id} {workbook.blad}".encode()).hexdigest()
        tables: list[_Named] = [("Excel", lambda: workbook)]
    elif kind is Kind.PARQUET:
        tables = [("Parquet", partial(ParquetTable, path))]
    else:
        encoding = find_encoding(path)
        tables = [
            (f"CSV, {encoding.title}, {title}", partial(CsvTable, path, encoding, delimiter))
            for delimiter, title in DELIMITERS.items()
        ]
    slag, table, header = _find_table(path, tables)
    form = find_form(header)
    landed = form.landed_with_formulas if kind is Kind.WORKBOOK else form.landed
    return Delivery(
        Source(
            file_name(path),
            table.blad,
            slag,
            form.title,
            header.rad_nr,
            form.unused,
            table.andra_blad,
        ),
        leverans_id,
        form.columns,
        _not_empty(path, map(landed, table.blocks(len(header.names)))),
    )


def _find_table(path: Path, tables: list[_Named]) -> tuple[str, Table, Header]:
    """Return the first table with a header, or say what the best of them lacks."""
    errors = []
    for slag, opened in tables:
        table = opened()
        try:
            return slag, table, find_header(table.records())
        except HeaderError as error:
            errors.append(error)
    best = max(errors, key=lambda error: error.recognised_count)
    mend = best.mend
    if table.andra_blad:
        mend += f" Är svaren på ett annat blad: ange --sheet ({', '.join(table.andra_blad)})."
    raise UnreadableFile(path, best.why, mend) from best


def _not_empty(path: Path, landed: Iterator[Landed]) -> Iterator[Landed]:
    empty = True
    for some in landed:
        empty = empty and not some.rows and not some.faults
        yield some
    if empty:
        raise UnreadableFile(path, "filen har bara en rubrikrad", "Skicka filen med svaren.")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
