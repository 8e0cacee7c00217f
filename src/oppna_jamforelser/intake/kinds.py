"""What kind of file was delivered, told by its content: a name proves nothing."""

import codecs
import zipfile
import zlib
from enum import Enum, auto
from pathlib import Path
from xml.etree import ElementTree

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.encoding import has_utf16_mark
from oppna_jamforelser.intake.errors import UnreadableFile

_START_BYTES = 4096
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What begins so is no table, although it may hold nothing but text.
_DOCUMENTS = {
    b"%pdf": "filen är en PDF",
    b"{\\rtf": "filen är ett textdokument (RTF)",
    b"<": "filen är en webbsida eller ett XML-dokument",
}
_SPARA_SOM_CSV = "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen."
_SPARA_SOM_XLSX = "Spara den som Excelarbetsbok (.xlsx) och skicka den igen."
_SKICKA_TABELL = "Skicka svaren som CSV eller Excelarbetsbok (.xlsx)."
_DELA_UPP = "Dela upp leveransen i flera filer."


class Kind(Enum):
    """The kinds of file that are read."""

    TEXT = auto()
    WORKBOOK = auto()
    PARQUET = auto()


def find_kind(path: Path, start: bytes) -> Kind:
    """Return the kind of a file that begins with *start*; refuse what is none or too large."""
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        _check_workbook(path)
        return Kind.WORKBOOK
    if start.startswith(b"PARE"):
        raise UnreadableFile(path, "Parquetfilen är krypterad", "Skicka den utan kryptering.")
    if start.startswith(b"PAR1"):
        _check_size(path, limits.PARQUET_BYTES)
        return Kind.PARQUET
    if start.startswith(_OLE2):
        raise _ole2_file(path)
    if b"\0" in start and not has_utf16_mark(start):
        raise UnreadableFile(path, "filen är ingen textfil", _SPARA_SOM_CSV)
    for beginning, what in _DOCUMENTS.items():
        if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(beginning):
            raise UnreadableFile(path, what, _SKICKA_TABELL)
    _check_size(path, limits.TEXT_BYTES)
    _check_lines(path)
    return Kind.TEXT


def read_start(path: Path) -> bytes:
    """Return the first bytes of a file, enough to tell its kind."""
    with path.open("rb") as file:
        return file.read(_START_BYTES)


def _check_size(path: Path, most: int) -> None:
    if path.stat().st_size > most:
        raise UnreadableFile(path, f"filen är större än {most // limits.MEGABYTE} MB", _DELA_UPP)


def _check_lines(path: Path) -> None:
    """Refuse a text whose lines are so long that reading one would fill the memory."""
    if path.stat().st_size <= limits.TEXT_LINE_BYTES:
        return
    length = 0
    with path.open("rb") as file:
        while chunk := file.read(limits.MEGABYTE):
            end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            length = len(chunk) - end - 1 if end >= 0 else length + len(chunk)
            if length > limits.TEXT_LINE_BYTES:
                most = limits.TEXT_LINE_BYTES // limits.MEGABYTE
                raise UnreadableFile(path, f"en rad är längre än {most} MB", _SPARA_SOM_CSV)


def _check_workbook(path: Path) -> None:
    """Judge a workbook by its table of contents, before anything in it is unpacked."""
    _check_size(path, limits.WORKBOOK_BYTES)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            path, "arbetsboken är skadad", "Öppna den i Excel, spara den och skicka den igen."
        ) from error
    names = {part.filename: part for part in parts}
    kinds = _part_kinds(path, names.get("[Content_Types].xml"))
    if _BINARY in kinds.values() or "xl/workbook.bin" in names:
        raise UnreadableFile(path, "filen är en binär Excelarbetsbok (.xlsb)", _SPARA_SOM_XLSX)
    if not any("spreadsheet" in kind for kind in kinds.values()) and "xl/workbook.xml" not in names:
        raise UnreadableFile(path, "filen är ett arkiv, ingen Excelarbetsbok", _SPARA_SOM_XLSX)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile(path, "filen är skyddad med lösenord", "Ta bort lösenordet.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.WORKBOOK_UNPACKED_BYTES or len(parts) > limits.WORKBOOK_PARTS:
        most = limits.WORKBOOK_UNPACKED_BYTES // limits.MEGABYTE
        raise UnreadableFile(path, f"arbetsboken är större än {most} MB uppackad", _DELA_UPP)
    for part in parts:
        kind = kinds.get(part.filename, "")
        if kind.endswith("worksheet+xml") or not part.filename.lower().endswith((".xml", ".rels")):
            continue  # sheets are read in pieces; what is no XML is not read
        most = (
            limits.WORKBOOK_STRINGS_BYTES
            if kind.endswith("sharedStrings+xml")
            else limits.WORKBOOK_PART_BYTES
        )
        if part.file_size > most:
            what = f"arbetsbokens del {part.filename} är större än {most // limits.MEGABYTE} MB"
            raise UnreadableFile(path, what, _DELA_UPP)


def _part_kinds(path: Path, part: zipfile.ZipInfo | None) -> dict[str, str]:
    """Return the kinds of a workbook's parts by their names, as its list of parts tells them."""
    if part is None or part.file_size > limits.WORKBOOK_PART_BYTES:
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            root = ElementTree.fromstring(archive.read(part))
    except (zipfile.BadZipFile, ElementTree.ParseError, RuntimeError, OSError, zlib.error):
        return {}
    return {
        element.get("PartName", "").lstrip("/"): element.get("ContentType", "")
        for element in root
        if element.get("PartName")
    }


def _ole2_file(path: Path) -> UnreadableFile:
    if path.stat().st_size <= limits.WORKBOOK_BYTES and _ENCRYPTED in path.read_bytes():
        return UnreadableFile(
            path, "filen är skyddad med lösenord", "Ta bort lösenordet och skicka den igen."
        )
    return UnreadableFile(path, "filen är i ett äldre Officeformat (.xls)", _SPARA_SOM_XLSX)
