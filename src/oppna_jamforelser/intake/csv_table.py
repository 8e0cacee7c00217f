"""A CSV file as a table: encoding and delimiter are recognised, broken rows are kept as text.

DuckDB reads a file that is in order. One that has anything to tell about (a broken row, a blank
line, a line break in a field, odd quotation marks) is read record by record.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.csv_records import read_records
from oppna_jamforelser.intake.encoding import UNREADABLE, Encoding, mended
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.rows import (
    FEL_ANTAL_FALT,
    OAVKODBAR_TEXT,
    Record,
    Space,
    drop_tables,
    field_names,
)
from oppna_jamforelser.intake.spool import create_tables, spool
from oppna_jamforelser.landing import literal_path

DELIMITERS = {",": "komma", ";": "semikolon", "\t": "tabb"}
_SPARA_SOM_UTF8 = "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen."


class CsvTable:
    """An opened CSV file; the number of a row counts records, blank lines among them, from 1."""

    blad: str | None = None
    andra_blad: tuple[str, ...] = ()
    dolda_rader = 0

    def __init__(self, path: Path, encoding: Encoding, delimiter: str) -> None:
        self._path = path
        self._encoding = encoding
        self.delimiter = delimiter

    def records(self) -> Iterator[Record]:
        """Yield the rows that are not blank, one by one."""
        check = self._encoding.has_unreadable
        records = read_records(self._lines(), self.delimiter)
        for rad_nr, (fields, text) in enumerate(records, start=1):
            if check and UNREADABLE.search(text):
                yield Record(rad_nr, None, mended(text), OAVKODBAR_TEXT)
            elif fields is None or self._has_another_delimiter(fields):
                yield Record(rad_nr, None, text, FEL_ANTAL_FALT)
            elif any(fields):
                yield Record(rad_nr, fields, text)

    def load(self, space: Space, header: Header) -> None:
        """Make the tables of the rows after *header*."""
        if not self._load_whole(space, header):
            after = (record for record in self.records() if record.rad_nr > header.rad_nr)
            spool(space, header, after, self._path)

    def _has_another_delimiter(self, fields: list[str]) -> bool:
        """Tell whether a row is one field that another delimiter would split."""
        others = (sign for sign in DELIMITERS if sign != self.delimiter)
        return len(fields) == 1 and any(fields[0].count(sign) > 1 for sign in others)

    def _load_whole(self, space: Space, header: Header) -> bool:
        """Let DuckDB read the file, when that gives just what :meth:`records` would."""
        try:
            text = self._as_utf8(space.folder)
        except UnicodeError:
            return False
        lines = _lines_of(text, self.delimiter)
        if lines is None:
            return False
        names = field_names(header)
        kinds = dict.fromkeys(names, "varchar")
        try:
            create_tables(space, header)
            space.connection.execute(
                f"insert into fil_rad select row_number() over () + {header.rad_nr}, *, null, null "
                f"from read_csv($path, columns = {kinds}, force_not_null = {names}, "
                f"header = false, skip = {header.rad_nr}, auto_detect = false, delim = $delim, "
                "quote = '\"', escape = '\"', strict_mode = true, encoding = 'utf-8', "
                f"max_line_size = {limits.FIELD_CHARACTERS})",
                {"path": literal_path(text), "delim": self.delimiter},
            )
        except duckdb.Error:
            row_count = -1
        else:
            row_count = space.connection.table("fil_rad").count("*").fetchall()[0][0]
        if row_count + header.rad_nr != lines:
            drop_tables(space)
            return False
        space.connection.execute(f"delete from fil_rad where concat({', '.join(names)}) = ''")
        return True

    def _as_utf8(self, folder: Path) -> Path:
        """Return the file, or a copy of it in UTF-8; raise UnicodeError when not all is text."""
        if self._encoding.name == "utf-8-sig":
            if self._encoding.has_unreadable:
                raise UnicodeError
            return self._path
        decoder = codecs.getincrementaldecoder(self._encoding.name)()
        copy = folder / "utf8.csv"
        with self._path.open("rb") as source, copy.open("wb") as target:
            while chunk := source.read(limits.MEGABYTE):
                text = decoder.decode(chunk)
                if "\0" in text:
                    raise UnicodeError
                target.write(text.encode())
            target.write(decoder.decode(b"", final=True).encode())
        return copy

    def _lines(self) -> Iterator[str]:
        try:
            with self._path.open(
                encoding=self._encoding.name,
                errors="strict" if self._encoding.name == "utf-16" else "surrogateescape",
                newline="",
            ) as file:
                yield from file
        except UnicodeError as error:
            raise UnreadableFile(
                self._path, "filens text kan inte avkodas", _SPARA_SOM_UTF8
            ) from error


def _lines_of(path: Path, delimiter: str) -> int | None:
    """Count the lines of a UTF-8 file; null when its quotation marks or line breaks are odd.

    Odd is a mark that neither begins nor ends a field, and two marks that are no empty field:
    there, readers of CSV differ.
    """
    begins, ends = (re.escape(delimiter).encode() + some for some in (rb"\n", rb"\r\n"))
    odd = re.compile(
        rb'"(?<![%b"]")(?![%b"])|""(?<![%b]"")|""(?![%b])' % (begins, ends, begins, ends)
    )
    count = 0
    with path.open("rb") as file:
        while chunk := file.read(limits.MEGABYTE) + file.readline():
            lines = b"\n" + chunk.removesuffix(b"\n") + b"\n"
            if odd.search(lines) or lines.count(b"\r") != lines.count(b"\r\n"):
                return None
            count += lines.count(b"\n") - 1
    return count
