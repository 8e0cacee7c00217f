"""The sheets that the start sheet's formulas read: plain tables, one row for each key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_range_abs

from oppna_jamforelser.publish.workbook.content import MEASURES, Content
from oppna_jamforelser.publish.workbook.sheets import Area, Book, Column, Value
from oppna_jamforelser.publish.workbook.styles import MUTED

CHOICES, RESULTS, WAYS = "Data_val", "Data_resultat", "Data_vag"
GROUPS, COMPARISONS = "Data_grupp", "Data_jamforelse"


@dataclass(frozen=True)
class Lookup:
    """A data sheet that formulas read; *first* is the number of its first column of values."""

    sheet: str
    area: Area
    first: int

    def column(self, number: int) -> str:
        """Return the cells of a column, counted from 0, as formulas name them."""
        cells = xl_range_abs(self.area.header + 1, number, self.area.last, number)
        return f"{self.sheet}!{cells}"

    def header(self) -> str:
        """Return the headers of the columns of values."""
        row, last = self.area.header, self.area.last_column
        return f"{self.sheet}!{xl_range_abs(row, self.first, row, last)}"

    def values(self) -> str:
        """Return all values."""
        area = self.area
        return (
            f"{self.sheet}!{xl_range_abs(area.header + 1, self.first, area.last, area.last_column)}"
        )

    def match(self, key: str) -> str:
        """Return the formula that finds the row of *key*; 0 when there is none."""
        return f"IFERROR(MATCH({key},{self.column(0)},0),0)"


def key_of(*parts: object) -> str:
    """Return a key of a data sheet."""
    return "|".join(str(part) for part in parts)


def write_lookups(book: Book, content: Content) -> dict[str, Lookup]:
    """Write every data sheet; return them by name."""
    label = {choice.key: choice.label for choice in content.choices}
    ids = [indicator.id for indicator in content.indicators]
    cells = sorted(content.results)
    return {
        CHOICES: _write(
            book,
            CHOICES,
            "Listan över kommuner och stadsdelar, i svensk ordning.",
            ["Val", "Kod"],
            ([choice.label, choice.key] for choice in content.choices),
            1,
        ),
        GROUPS: _write(
            book,
            GROUPS,
            "Vilken grupp varje val i Jämför med betyder, per kommun eller stadsdel och mätår.",
            ["Nyckel", *content.picks],
            ([key_of(*cell), *groups.values()] for cell, groups in content.comparison_keys.items()),
            1,
        ),
        COMPARISONS: _write(
            book,
            COMPARISONS,
            "Varje grupps andel per mätår: andel i procent, Ja av svarande, lägsta och högsta.",
            ["Nyckel", "Grupp", "Mätår", "Mått", *ids],
            (
                [
                    *(key_of(key, year, measure), comparison.label, year, measure),
                    *comparison.values[measure],
                ]
                for (key, year), comparison in content.comparisons.items()
                for measure in MEASURES
            ),
            4,
        ),
        RESULTS: _write(
            book,
            RESULTS,
            "Eget resultat per mätår. ‖ och ≈ står för brott mot året före (se Jämförbarhet).",
            ["Nyckel", "Kommun eller stadsdel", "Mätår", *ids],
            ([key_of(*c), label[c[0]], c[1], *content.results[c]] for c in cells),
            3,
        ),
        WAYS: _write(
            book,
            WAYS,
            "Vad som står mellan resultatet och Ja, eller varför resultat saknas, per mätår.",
            ["Nyckel", "Kommun eller stadsdel", "Mätår", *ids],
            ([key_of(*c), label[c[0]], c[1], *content.ways[c]] for c in cells),
            3,
        ),
    }


def _write(
    book: Book,
    name: str,
    note: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    first: int,
) -> Lookup:
    sheet = book.add(name, name, f"{note} Formlerna på Start läser här.", MUTED, pages_wide=0)
    columns = [Column(header, 34 if n == 0 else 22, None) for n, header in enumerate(headers)]
    area = book.table(sheet, name, columns, rows, header_height=18, fit_rows=False)
    book.freeze(sheet, area, 1)
    return Lookup(name, area, first)
