"""A CSV file as a table: encoding and delimiter are recognised, broken rows are kept as text."""

from collections.abc import Iterator
from pathlib import Path

from oppna_jamforelser.intake.csv_records import CsvRecords, RawRecord
from oppna_jamforelser.intake.encoding import UNREADABLE, Encoding, mended
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.rows import (
    FEL_ANTAL_FALT,
    OAVKODBAR_TEXT,
    Block,
    Fault,
    Record,
    is_blank,
)

DELIMITERS = {",": "komma", ";": "semikolon", "\t": "tabb"}
_BLOCK_ROWS = 2_000
_SPARA_SOM_UTF8 = "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen."


class CsvTable:
    """An opened CSV file; the number of a row counts records, blank lines among them, from 1."""

    blad = None
    andra_blad = ()

    def __init__(self, path: Path, encoding: Encoding, delimiter: str) -> None:
        self._path = path
        self._encoding = encoding
        self._records = CsvRecords(self._lines(), delimiter)
        self._rad_nr = 0

    def records(self) -> Iterator[Record]:
        """Yield the rows that are not blank, one by one."""
        for raw in self._records:
            self._rad_nr += 1
            record = self._record(raw)
            if record.fields is None or not is_blank(record.fields):
                yield record

    def blocks(self, width: int) -> Iterator[Block]:
        """Yield the rows that are left: whole blocks where the file is in order."""
        while True:
            lines, rows = self._records.block(_BLOCK_ROWS, width)
            if not lines or self._has_unreadable(lines):
                block, at_end = self._one_by_one(lines, rows, width)
                yield block
                if at_end:
                    return
                continue
            first = self._rad_nr + 1
            self._rad_nr += len(rows)
            yield _without_blank(range(first, self._rad_nr + 1), rows)

    def _one_by_one(
        self, lines: list[str], rows: list[list[str]], width: int
    ) -> tuple[Block, bool]:
        """Read a block's worth of records singly; *lines* were taken and hold what is no text."""
        block = Block([], [], [])
        singly = zip(rows, (line.rstrip("\r\n") for line in lines), strict=True)
        for _ in range(_BLOCK_ROWS):
            raw = next(singly, None) if lines else next(self._records, None)
            if raw is None:
                return block, not lines
            self._rad_nr += 1
            _add(block, self._record(raw), width)
        return block, False

    def _record(self, raw: RawRecord) -> Record:
        fields, text = raw
        if self._encoding.has_unreadable and UNREADABLE.search(text):
            return Record(self._rad_nr, None, mended(text), OAVKODBAR_TEXT)
        if fields is None:
            return Record(self._rad_nr, None, text, FEL_ANTAL_FALT)
        return Record(self._rad_nr, fields, text)

    def _has_unreadable(self, lines: list[str]) -> bool:
        return self._encoding.has_unreadable and bool(UNREADABLE.search("".join(lines)))

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
        except OSError as error:
            raise UnreadableFile(
                self._path,
                f"filen kan inte läsas ({error.strerror})",
                "Kontrollera filen och rättigheterna.",
            ) from error


def _without_blank(rad_nr: range, rows: list[list[str]]) -> Block:
    if all(map(any, rows)):
        return Block(list(rad_nr), rows, [])
    kept = [(number, row) for number, row in zip(rad_nr, rows, strict=True) if any(row)]
    return Block([number for number, _ in kept], [row for _, row in kept], [])


def _add(block: Block, record: Record, width: int) -> None:
    if record.fields is None:
        block.faults.append(Fault(record.rad_nr, record.rad, str(record.lasfel_kod)))
    elif is_blank(record.fields):
        return
    elif len(record.fields) != width:
        block.faults.append(Fault(record.rad_nr, record.rad, FEL_ANTAL_FALT))
    else:
        block.rad_nr.append(record.rad_nr)
        block.rows.append(record.fields)
