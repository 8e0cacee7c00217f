"""A sheet of an Excel workbook as a table of text. No formula is evaluated, no link followed."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.rows import Block, Formel, Record
from oppna_jamforelser.intake.sheet_blocks import blocks_of

# What openpyxl may raise on a damaged file, by what part of it is damaged.
_DAMAGED = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_CHUNK = 1024 * 1024


class XlsxTable:
    """An opened sheet; the number of a row is the one that Excel shows."""

    def __init__(self, path: Path, sheet: str | None) -> None:
        self._path = path
        self._values = self._open(data_only=True)
        names = _grid_names(self._values)
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
        self.blad = sheet or names[0]
        self.is_first = self.blad == names[0]
        self.andra_blad = tuple(name for name in names if name != self.blad)
        self._rows = self._read()

    def records(self) -> Iterator[Record]:
        """Yield the rows that are not blank, one by one."""
        return self._rows

    def blocks(self, width: int) -> Iterator[Block]:
        """Yield the rows that are left."""
        return blocks_of(self._rows, width)

    def _open(self, *, data_only: bool) -> Workbook:
        try:
            with warnings.catch_warnings(action="ignore"):  # about styles and the like
                # as an open file: of a path, openpyxl would judge the name
                return load_workbook(
                    self._path.open("rb"), read_only=True, data_only=data_only, keep_links=False
                )
        except _DAMAGED as error:
            raise self._damaged() from error

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            self._path, "arbetsboken är skadad", "Öppna den i Excel, spara den och skicka den igen."
        )

    def _read(self) -> Iterator[Record]:
        try:
            for rad_nr, fields in enumerate(self._cells(), start=1):
                while fields and not fields[-1]:
                    fields.pop()
                if fields:
                    yield Record(rad_nr, fields, "\t".join(fields))
        except _DAMAGED as error:
            raise self._damaged() from error

    def _cells(self) -> Iterator[list[str]]:
        values = self._sheet(self._values)
        if not self._has_formulas(values):
            for row in values.iter_rows(values_only=True):
                yield [_text(value) for value in row]
            return
        formulas = self._sheet(self._open(data_only=False))
        for row, with_formulas in zip(values.iter_rows(), formulas.iter_rows(), strict=True):
            yield [
                Formel(_formula(formula.value))
                if value.value is None and formula.data_type == "f"
                else _text(value.value)
                for value, formula in zip(row, with_formulas, strict=True)
            ]

    def _sheet(self, workbook: Workbook) -> Any:
        sheet = workbook[self.blad]
        sheet.reset_dimensions()  # what the file says about its size may be wrong
        return sheet

    def _has_formulas(self, sheet: Any) -> bool:
        """Tell whether the sheet holds any formula; reading for them takes twice the time."""
        with zipfile.ZipFile(self._path) as archive, archive.open(sheet._worksheet_path) as file:
            rest = b""
            while chunk := file.read(_CHUNK):
                if _FORMULA.search(rest + chunk):
                    return True
                rest = chunk[-64:]
        return False


def _grid_names(workbook: Workbook) -> list[str]:
    """Return the names of the sheets that hold cells, hidden ones last."""
    sheets = [sheet for sheet in workbook if hasattr(sheet, "reset_dimensions")]
    sheets.sort(key=lambda sheet: sheet.sheet_state != "visible")
    return [sheet.title for sheet in sheets]


def _formula(value: object) -> str:
    return str(getattr(value, "text", value))


def _text(value: object) -> str:
    """Return a cell as text: 114 and 114.0 alike, a date in ISO form."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        if value.hour == value.minute == value.second == value.microsecond == 0:
            return value.date().isoformat()
        return value.isoformat(timespec="seconds")
    return str(value)
