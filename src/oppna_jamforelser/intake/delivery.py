"""A delivered file as landing rows: its kind, its table, its header and its form."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from oppna_jamforelser.intake.csv_table import DELIMITERS, CsvTable
from oppna_jamforelser.intake.encoding import find_encoding
from oppna_jamforelser.intake.errors import UnreadableFile, file_name
from oppna_jamforelser.intake.find_header import HeaderError, find_header
from oppna_jamforelser.intake.forms import land, unused_columns
from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.kinds import Kind, find_kind, read_start
from oppna_jamforelser.intake.parquet_table import ParquetTable
from oppna_jamforelser.intake.rows import Space, Table, drop_tables
from oppna_jamforelser.publish.inputs import sha256_of

_Named = tuple[str, Callable[[], Table]]  # what the sender knows it as, and how it is opened


@dataclass(frozen=True)
class Source:
    """What a delivered file turned out to be, in the sender's words."""

    fil: str
    blad: str | None
    slag: str
    form: str
    rubrik: Header
    okanda_kolumner: tuple[str, ...]
    personliga_kolumner: tuple[str, ...] = ()
    andra_blad: tuple[str, ...] = ()
    dolda_rader: int = 0
    avgransare: str | None = None

    @property
    def rubrik_rad_nr(self) -> int:
        return self.rubrik.rad_nr


@dataclass(frozen=True)
class Delivery:
    """One delivered file, opened: what it is, and its table with the rows still to be read."""

    path: Path
    source: Source
    leverans_id: str
    table: Table

    def land(self, space: Space, landed: str) -> Source:
        """Make the table *landed* of the file's rows; return what the file turned out to be.

        The number of the delivery is 0 until it gets its own.
        """
        header = self.source.rubrik
        self.table.load(space, header)
        if not space.connection.table("fil_rad").count("*").fetchall()[0][0]:
            raise UnreadableFile(
                self.path, "filen har bara en rubrikrad", "Skicka filen med svaren."
            )
        unused = unused_columns(header, space.connection)
        constants = {
            "leverans_nr": 0,
            "leverans_id": self.leverans_id,
            "fil": self.source.fil,
            "blad": self.source.blad,
        }
        land(space.connection, header, unused, constants, landed)
        drop_tables(space)
        return replace(
            self.source,
            okanda_kolumner=unused.okanda,
            personliga_kolumner=unused.personliga,
            dolda_rader=self.table.dolda_rader,
        )


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
    leverans_id = sha256_of(path)
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
    unused = unused_columns(header)
    source = Source(
        file_name(path),
        table.blad,
        slag,
        header.form_wide if header.is_wide else header.form,
        header,
        unused.okanda,
        unused.personliga,
        table.andra_blad,
        avgransare=getattr(table, "delimiter", None),
    )
    return Delivery(path, source, leverans_id, table)


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
