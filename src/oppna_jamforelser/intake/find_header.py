"""Where a table's header stands: people write titles above it."""

from collections.abc import Iterator
from itertools import islice

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.headers import WIDE_COLUMNS, Header
from oppna_jamforelser.intake.headers_tal import header_of
from oppna_jamforelser.intake.rows import Record

_FIRST_ROWS = 20


class HeaderError(Exception):
    """No header; ``recognised_count`` tells how near it came."""

    def __init__(self, why: str, mend: str, recognised_count: int = 0) -> None:
        super().__init__(why)
        self.why, self.mend, self.recognised_count = why, mend, recognised_count


def find_header(records: Iterator[Record]) -> Header:
    """Return the first row that names every column that is needed; *records* then go on after it.

    Without one, the row that comes nearest is taken as the header that was meant.
    """
    nearest: Header | None = None
    for record in islice(records, _FIRST_ROWS):
        if record.fields is None:
            continue
        header = header_of(record.rad_nr, tuple(record.fields[: limits.COLUMNS + 1]))
        if not header.missing:
            _check(header)
            return header
        if nearest is None or header.recognised_count > nearest.recognised_count:
            nearest = header
    if nearest is None:
        raise HeaderError(
            "rubrikraden kan inte läsas",
            "Första raden ska vara kolumnernas namn.",
        )
    raise HeaderError(
        f"kolumnen {nearest.missing[0]} saknas",
        "Lägg till den i rubrikraden, med ett värde på varje rad.",
        nearest.recognised_count,
    )


def _check(header: Header) -> None:
    if len(header.names) > limits.COLUMNS:
        raise HeaderError(
            f"filen har fler än {limits.COLUMNS} kolumner",
            "Ta bort dem som inte är svar.",
            header.recognised_count,
        )
    if header.slag == "leverans" and not header.is_wide and header.questions:
        raise HeaderError(
            f"filen har både fraga_kod och kolumnen {header.questions[0].strip()}",
            "Skicka en rad per svar, eller en kolumn per fråga utan fraga_kod.",
            header.recognised_count,
        )
    for column, count in header.doubled:
        if not header.is_wide or column in WIDE_COLUMNS:
            raise HeaderError(
                f"kolumnen {column} finns {count} gånger",
                "Behåll den som gäller.",
                header.recognised_count,
            )
