"""The sheets that the start sheet's formulas read: plain tables, one row for each key.

Their first rows are what is shown where nothing is found, and where a choice is wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_range_abs

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import MISSING, SERIES, SPAN, Content
from oppna_jamforelser.publish.workbook.sheets import Area, Book, Column, Value

CHOICES, RESULTS, WAYS = "Data_val", "Data_resultat", "Data_vag"
GROUPS, COMPARISONS = "Data_grupp", "Data_jamforelse"
WRONG = "fel"
ROW_OF_WRONG = 2
"""The row, counted from 1, of every table with a row for what is wrong; the first is MISSING."""
EVIDENCE = "belagg"
ALWAYS = "Alla år"


@dataclass(frozen=True)
class Lookup:
    """A data sheet that formulas read; *first* is the number of its first column of values.

    *rows* has the number of each key's row, counted from 1.
    """

    sheet: str
    area: Area
    first: int
    rows: dict[str, int] = field(default_factory=dict)

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

    def match(self, key: str, otherwise: str = "1") -> str:
        """Return the formula that finds the row of *key*; *otherwise* when there is none."""
        return f"IFERROR(MATCH({key},{self.column(0)},0),{otherwise})"

    def head(self, count: int) -> str:
        """Return the first *count* cells of the column of keys."""
        first = self.area.header + 1
        return f"{self.sheet}!{xl_range_abs(first, 0, first + count - 1, 0)}"


def key_of(*parts: object) -> str:
    """Return a key of a data sheet."""
    return "|".join(str(part) for part in parts)


def write_lookups(book: Book, content: Content) -> dict[str, Lookup]:
    """Write every data sheet; return them by name."""
    ids = [indicator.id for indicator in content.indicators]
    # the groups last: the second list to choose from has the kommuner only
    label = {choice.key: choice.label for choice in content.choices}
    cells = sorted(content.results)
    evidence: list[list[Value]] = [
        [key_of(EVIDENCE, year), texts.EVIDENCE, year, *found]
        for year, found in content.evidence.items()
    ]

    def rows_of(found: dict[tuple[str, int], list[str]]) -> list[list[Value]]:
        return [[key_of(*cell), label[cell[0]], cell[1], *found[cell]] for cell in cells]

    return {
        CHOICES: write_lookup(
            book,
            CHOICES,
            "Listan över kommuner, stadsdelar och grupper, i svensk ordning.",
            ["Val", "Kod"],
            ([choice.label, choice.key] for choice in content.choices),
            1,
        ),
        GROUPS: write_lookup(
            book,
            GROUPS,
            "Vilken grupp varje val i Jämför med betyder, per val och mätår.",
            ["Nyckel", *content.picks],
            ([key_of(*cell), *groups.values()] for cell, groups in content.comparison_keys.items()),
            1,
        ),
        COMPARISONS: write_lookup(
            book,
            COMPARISONS,
            "Varje grupps andel per mätår med antal, och den lägsta och högsta den kan vara.",
            ["Nyckel", "Grupp", "Mätår", "Mått", *ids],
            _comparisons(content, len(ids)),
            4,
        ),
        RESULTS: write_lookup(
            book,
            RESULTS,
            "Eget resultat per mätår. ‖ och ≈ står för brott mot året före (se Jämförbarhet).",
            ["Nyckel", "Val", "Mätår", *ids],
            [
                *_special(texts.NOT_THERE, texts.WRONG, len(ids)),
                *rows_of(content.results),
                *evidence,
            ],
            3,
        ),
        WAYS: write_lookup(
            book,
            WAYS,
            "Vad som står mellan resultatet och Ja, eller varför resultat saknas, per mätår.",
            ["Nyckel", "Val", "Mätår", *ids],
            [
                *_special(texts.NOT_THERE_TEXT, texts.WRONG_TEXT, len(ids)),
                *rows_of(content.ways),
            ],
            3,
        ),
    }


def _special(missing: str, wrong: str, count: int) -> Iterator[list[Value]]:
    yield [MISSING, texts.NOT_THERE, ALWAYS, *[missing] * count]
    yield [WRONG, texts.WRONG, ALWAYS, *[wrong] * count]


def _comparisons(content: Content, count: int) -> Iterator[list[Value]]:
    for key, (label, text) in {
        MISSING: (texts.NO_GROUP, texts.NOT_THERE),
        WRONG: (texts.WRONG, texts.WRONG),
        **texts.NOT_COMPARABLE,
    }.items():
        yield [key, label, ALWAYS, "Alla", *[text] * count]
    for (key, year), comparison in content.comparisons.items():
        for measure, values in ((SERIES, comparison.series), (SPAN, comparison.spans)):
            yield [key_of(key, year, measure), comparison.label, year, measure, *values]


def write_lookup(
    book: Book,
    name: str,
    note: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    first: int,
) -> Lookup:
    """Write one data sheet; *first* is the number of its first column of values."""
    sheet = book.add_hidden(name, f"{note} Formlerna på Start läser här.")
    columns = [Column(header, 34 if n == 0 else 22, None) for n, header in enumerate(headers)]
    numbers: dict[str, int] = {}

    def numbered() -> Iterator[Sequence[Value]]:
        for number, row in enumerate(rows, 1):
            numbers[str(row[0])] = number
            yield row

    area = book.table(sheet, name, columns, numbered(), header_height=18, fit_rows=False)
    book.freeze_hidden(sheet, area, 1)
    return Lookup(name, area, first, numbers)
