"""A sheet of an Excel workbook as a table of text. No formula is evaluated, no link followed.

openpyxl opens the workbook: its parts, sheets, texts, and which cells are dates. The rows are read
from the sheet's XML as they come, in little memory; with them come formulas, and hidden rows.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError, ParserCreate

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.rows import Formel, Record, Space
from oppna_jamforelser.intake.spool import spool

# What openpyxl may raise on a damaged file, by what part of it is damaged.
_DAMAGED = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    ExpatError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
_CHUNK = 256 * 1024
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_CELL, _VALUE, _FORMULA, _TEXT, _ROW, _PHONETIC = (
    _MAIN + name for name in ("c", "v", "f", "t", "row", "rPh")
)


class _Row(NamedTuple):
    """The filled cells of a row by their places; the number is the one that Excel shows."""

    rad_nr: int
    cells: dict[int, str]
    is_hidden: bool


class XlsxTable:
    """An opened sheet."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        self._path = path
        self._book = self._open()
        self._sheets = self._grid_sheets()
        names = list(self._sheets)
        if not names:
            raise UnreadableFile(
                path,
                "arbetsboken har inget blad som kan läsas",
                "Spara den som Excelarbetsbok (.xlsx) och skicka den igen.",
            )
        if sheet is not None and sheet not in names:
            raise UnreadableFile(
                path,
                f"bladet {sheet} finns inte",
                f"Bladen heter: {', '.join(names)}.",
            )
        self._sheet = sheet or names[0]
        self.blad: str | None = self._sheet
        self.is_first = self.blad == names[0]
        self.andra_blad = tuple(name for name in names if name != self.blad)
        self.dolda_rader = 0

    def records(self) -> Iterator[Record]:
        """Yield the rows that hold anything, one by one."""
        for row in self._rows():
            width = min(max(row.cells), limits.COLUMNS) + 1
            yield Record(row.rad_nr, [row.cells.get(place, "") for place in range(width)])

    def load(self, space: Space, header: Header) -> None:
        """Make the tables of the rows after *header*."""
        spool(space, header, self._after(header), self._path)

    def _after(self, header: Header) -> Iterator[Record]:
        places, self.dolda_rader = range(len(header.names)), 0
        for rad_nr, cells, is_hidden in self._rows():
            if rad_nr <= header.rad_nr:
                continue
            self.dolda_rader += is_hidden
            if max(cells) in places:
                yield Record(rad_nr, [cells.get(place, "") for place in places])
            else:
                yield Record(rad_nr, None, "\t".join(cells.values()), "fel_antal_falt")

    def _open(self) -> ExcelReader:
        """Read what is about the whole workbook: openpyxl would go on to its every sheet."""
        try:
            with warnings.catch_warnings(action="ignore"):  # about styles and the like
                # as an open file: of a path, openpyxl would judge the name
                book = ExcelReader(self._path.open("rb"), read_only=True, keep_links=False)
                book.read_manifest()
                book.read_strings()
                book.read_workbook()
                apply_stylesheet(book.archive, book.wb)
        except _DAMAGED as error:
            raise self._damaged() from error
        return book

    def _grid_sheets(self) -> dict[str, str]:
        """Return the parts of the sheets that hold cells by the sheets' names, hidden ones last."""
        try:
            with warnings.catch_warnings(action="ignore"):
                sheets = [
                    (sheet.name, rel.target, sheet.state)
                    for sheet, rel in self._book.parser.find_sheets()
                    if rel.Type.endswith("/worksheet") and rel.target in self._book.valid_files
                ]
        except _DAMAGED as error:
            raise self._damaged() from error
        sheets.sort(key=lambda sheet: sheet[2] != "visible")
        return {name: part for name, part, _ in sheets}

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            self._path, "arbetsboken är skadad", "Öppna den i Excel, spara den och skicka den igen."
        )

    def _rows(self) -> Iterator[_Row]:
        reader = _SheetReader(self._book.wb, self._book.shared_strings)
        try:
            with self._book.archive.open(self._sheets[self._sheet]) as source:
                while chunk := source.read(_CHUNK):
                    yield from reader.feed(chunk)
                yield from reader.feed(b"", is_last=True)
        except _TooLarge as error:
            raise UnreadableFile(self._path, str(error), "Dela upp leveransen.") from error
        except _DAMAGED as error:
            raise self._damaged() from error


class _TooLarge(Exception):
    """The sheet holds more than Excel can, or a cell more than is read."""


class _Columns(dict[str, int]):
    """The places of columns by their letters, counted from 0."""

    def __missing__(self, letters: str) -> int:
        place = self[letters] = column_index_from_string(letters) - 1
        if place >= limits.SHEET_COLUMNS:
            raise _TooLarge("bladet har fler kolumner än Excel tillåter")
        return place


class _SheetReader:
    """Gives the rows of a sheet's XML, fed piece by piece."""

    def __init__(self, book: Workbook, strings: list[str]) -> None:
        self._strings = [_unescaped(text) for text in strings]
        self._epoch = book.epoch
        self._dates = {str(style) for style in book._date_formats}
        self._durations = {str(style) for style in book._timedelta_formats}
        self._columns = _Columns()
        self._done: list[_Row] = []
        self._rad_nr = 0
        self._place = -1
        self._cells: dict[int, str] = {}
        self._hidden = False
        self._cell: dict[str, str] = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._heard: list[str] | None = None
        self._length = 0
        self._phonetic = False
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        self._parser = parser

    def feed(self, chunk: bytes, is_last: bool = False) -> list[_Row]:
        """Return the rows that *chunk* completes."""
        self._parser.Parse(chunk, is_last)
        done, self._done = self._done, []
        return done

    def _doctype(self, *_: object) -> None:
        raise ValueError("a sheet has no document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            self._cell, self._value, self._formula, self._length = attributes, None, None, 0
            if reference := attributes.get("r"):
                self._place = self._columns[reference.rstrip("0123456789")]
            else:
                self._place += 1
        elif name == _VALUE:
            self._heard = self._value = []
        elif name == _FORMULA:
            self._heard = self._formula = ["="]
        elif name == _TEXT and not self._phonetic:
            self._value = self._value or []
            self._heard = self._value
        elif name == _ROW:
            self._rad_nr = int(attributes.get("r") or self._rad_nr + 1)
            if self._rad_nr > limits.SHEET_ROWS:
                raise _TooLarge("bladet har fler rader än Excel tillåter")
            self._hidden = attributes.get("hidden") in ("1", "true")
            self._cells, self._place = {}, -1
        elif name == _PHONETIC:
            self._phonetic = True

    def _text(self, text: str) -> None:
        if self._heard is not None:
            self._heard.append(text)
            self._length += len(text)
            if self._length > limits.FIELD_CHARACTERS:
                raise self._too_long()

    def _too_long(self) -> _TooLarge:
        return _TooLarge(
            f"en cell på rad {self._rad_nr} har mer än {limits.FIELD_CHARACTERS} tecken"
        )

    def _end(self, name: str) -> None:
        self._heard = None
        if name == _CELL:
            text = self._read()
            if text:
                self._cells[self._place] = text
        elif name == _ROW:
            if self._cells:
                self._done.append(_Row(self._rad_nr, self._cells, self._hidden))
        elif name == _PHONETIC:
            self._phonetic = False

    def _read(self) -> str:
        """Return the cell as text: 114 and 114.0 alike, a date in ISO form."""
        value, kind = "".join(self._value or ()), self._cell.get("t", "n")
        if not value:
            if self._formula and (self._value is None or kind != "str"):
                return Formel("".join(self._formula))
            return ""
        if kind == "s":
            text = self._strings[int(value)]
            if len(text) > limits.FIELD_CHARACTERS:
                raise self._too_long()
            return text
        if kind == "n":
            return self._number(value, self._cell.get("s"))
        if kind == "b":
            return "TRUE" if int(value) else "FALSE"
        return _unescaped(value) if kind in ("str", "inlineStr") else value

    def _number(self, text: str, style: str | None) -> str:
        if style not in self._dates:
            return text if text.isdecimal() else _plain(text)
        try:
            value = from_excel(float(text), self._epoch, timedelta=style in self._durations)
        except (OverflowError, ValueError):
            return "#VALUE!"
        if not isinstance(value, datetime):
            return str(value)
        if value.hour == value.minute == value.second == value.microsecond == 0:
            return value.date().isoformat()
        return value.isoformat(timespec="seconds")


def _unescaped(text: str) -> str:
    return unescape(text) if "_x" in text else text


def _plain(text: str) -> str:
    number = float(text)
    return str(int(number)) if number.is_integer() else str(number)
