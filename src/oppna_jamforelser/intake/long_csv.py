"""Reader of the canonical delivery: long form, one answer a row, CSV with commas in UTF-8."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from oppna_jamforelser.intake.csv_records import Record, read_records
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.rows import DeliveredRow, unsplit_row
from oppna_jamforelser.landing import SVARSKOLUMNER

OBLIGATORISKA_KOLUMNER = ("matar", "enhet_kod", "fraga_kod", "svar")
_SPARA_SOM_UTF8 = "Spara den som CSV UTF-8 (kommaavgränsad) och skicka den igen."


class LongCsv:
    """An opened long CSV: its header is read and judged, its rows are still to come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._records = enumerate(self._read_records(), start=1)
        header = next((fields for _, (fields, text) in self._records if text.strip()), None)
        if header is None:
            raise self._unreadable(
                "rubrikraden kan inte läsas",
                "Första raden ska vara kolumnernas namn med komma emellan.",
            )
        names = [name.strip().casefold() for name in header]
        self._check_header(names)
        self._field_count = len(names)
        self._places = [names.index(name) if name in names else None for name in SVARSKOLUMNER]
        self.okanda_kolumner = tuple(
            name for name, key in zip(header, names, strict=True) if key not in SVARSKOLUMNER
        )

    def rows(self) -> Iterator[DeliveredRow]:
        """Yield every row of the file; a blank line is no row, but it is counted in ``rad_nr``."""
        empty = True
        for rad_nr, (fields, text) in self._records:
            if fields == []:
                continue
            empty = False
            if fields is None or len(fields) != self._field_count:
                yield unsplit_row(rad_nr, text)
            else:
                values = (None if place is None else fields[place] for place in self._places)
                yield DeliveredRow(rad_nr, *values, None, None)
        if empty:
            raise self._unreadable("filen har bara en rubrikrad", "Skicka filen med svaren.")

    def _read_records(self) -> Iterator[Record]:
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                yield from read_records(file)
        except UnicodeDecodeError as error:
            raise self._unreadable("filen är inte sparad i UTF-8", _SPARA_SOM_UTF8) from error
        except OSError as error:
            raise self._unreadable(
                f"filen kan inte läsas ({error.strerror})", "Kontrollera filen och rättigheterna."
            ) from error

    def _check_header(self, names: list[str]) -> None:
        for name in OBLIGATORISKA_KOLUMNER:
            if name not in names:
                raise self._unreadable(f"kolumnen {name} saknas", _header_mend(names))
        for name, count in Counter(names).items():
            if count > 1 and name in SVARSKOLUMNER:
                raise self._unreadable(
                    f"kolumnen {name} finns {count} gånger", "Behåll den som gäller."
                )

    def _unreadable(self, why: str, mend: str) -> UnreadableFile:
        return UnreadableFile(self._path, why, mend)


def _header_mend(names: list[str]) -> str:
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        return "Spara filen med komma mellan fälten."
    return "Lägg till den i rubrikraden, med ett värde på varje rad."
