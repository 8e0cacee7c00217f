"""Workbooks and Parquet files to deliver, made for the tests."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
Cells = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Cells]) -> bytes:
    """Return an Excel workbook with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def merged_workbook(rows: Cells, *merged: str) -> bytes:
    """Return a workbook of one sheet, with these ranges of cells merged."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for cells in merged:
        book.active.merge_cells(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def strict_workbook(sheets: Mapping[str, Cells]) -> bytes:
    """Return a workbook as Excel's "Strict Open XML" names its parts."""
    book, main = workbook(sheets), "xl/workbook.xml"
    transitional = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    main_part = part_of(book, main).replace(transitional, strict)
    spreadsheet = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    main_part = main_part.replace(spreadsheet, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    return with_part(book, main, main_part)


def part_of(content: bytes, name: str) -> bytes:
    """Return one part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read(name)


def with_part(content: bytes, name: str, part: bytes | None) -> bytes:
    """Return a workbook with one part replaced, or left out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info.filename, source.read(info))
        if part is not None:
            target.writestr(name, part)
    return buffer.getvalue()


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip archive with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return buffer.getvalue()


def write_parquet_file(path: Path, query: str) -> Path:
    """Write the rows of *query* to *path*."""
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query}) to '{path}' (format parquet)")
    return path
