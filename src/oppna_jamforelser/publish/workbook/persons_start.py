"""Counts of persons on the start sheet: rows that follow the choices, and where they are found."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.persons import TOTAL
from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import MISSING, Content
from oppna_jamforelser.publish.workbook.lookups import (
    ALWAYS,
    WRONG,
    Lookup,
    key_of,
    write_lookup,
)
from oppna_jamforelser.publish.workbook.persons import Number, Persons, explanation
from oppna_jamforelser.publish.workbook.selection import Selection
from oppna_jamforelser.publish.workbook.sheets import Book, Value
from oppna_jamforelser.publish.workbook.start_cells import Chosen

DATA = "Data_personer"
HEADING = "Antal våldsutsatta personer"
TABLE = "Start_Personer"
NO_DATA = "Ingen uppgift"
NO_DATA_TEXT = "Inga tal finns för det valda kalenderåret."
PARTS = ("värde", "personer", "läsning B", "täckning", "grund")
VALUE, COUNT, READING_B, COVERAGE, GROUND = range(len(PARTS))
_FIRST = 3


def write_person_lookup(book: Book, content: Content, persons: Persons) -> Lookup | None:
    """Write what the rows are found in: one row for each choice, group and year."""
    if not persons.years:
        return None
    named = [f"{measure.kortnamn}, {part}" for measure in persons.measures for part in PARTS]
    return write_lookup(
        book,
        DATA,
        "Antal våldsutsatta personer per val och kalenderår.",
        ["Nyckel", "Val", "År", *named],
        _rows(content, persons),
        _FIRST,
    )


def _rows(content: Content, persons: Persons) -> Iterator[list[Value]]:
    measures = [measure.indikator_id for measure in persons.measures]
    for key, name, said, why in (
        (MISSING, texts.NOT_THERE, NO_DATA, NO_DATA_TEXT),
        (WRONG, texts.WRONG, texts.WRONG, texts.WRONG_TEXT),
    ):
        yield [key, name, ALWAYS, *[*[said] * GROUND, why] * len(measures)]
    found: dict[tuple[str, int], dict[str, Number]] = {}
    for number in persons.numbers:
        if number.kon == TOTAL:
            found.setdefault((number.place, number.matar), {})[number.measure] = number
    for (place, year), numbers in sorted(found.items()):
        name = next(iter(numbers.values())).name
        cells = [cell for id in measures for cell in _cells(numbers[id])]
        yield [key_of(place, year), name, year, *cells]
    # what a choice is compared with may be the rest of a group, which is not worked out
    for key, year in sorted(content.rests):
        if year in persons.years:
            label = content.rests[key, year].label
            cells = [*[texts.NOT_COMPUTED] * len(PARTS)] * len(measures)
            yield [key_of(key, year), label, year, *cells]


def _cells(number: Number) -> list[Value]:
    return [
        number.shown(number.value),
        number.shown(number.persons),
        texts.NOT_SHOWN if number.reading_b is None else number.reading_b,
        NO_DATA if number.coverage is None else number.coverage,
        explanation(number),
    ]


def write_person_rows(
    book: Book,
    sheet: Worksheet,
    row: int,
    chosen: Chosen,
    persons: Persons,
    lookup: Lookup,
) -> int:
    """Write the table of persons from *row* on, with the values of *chosen*; return its last."""
    styles, years, steps = book.styles, chosen.content.years, chosen.steps
    headers = [
        f"{HEADING} (kalenderår)",
        "Värde valt år",
        "Värdet är",
        "Jämfört med: värde",
        "Jämfört med: täckning",
        "Personer",
        "Läsning B",
        *(str(year) for year in years),
        "Vad värdet bygger på, eller varför det saknas",
    ]
    way = len(headers) - 1
    shown = _shown(chosen.content, persons, chosen.selection)
    for number, measure in enumerate(persons.measures):
        value = styles.rate if measure.is_rate else styles.percent
        at = row + 1 + number
        sheet.set_row(at, 44)
        sheet.write_string(at, 0, measure.kortnamn, styles.strong)
        sheet.write_string(at, 2, measure.unit, styles.centre)

        def cell(part: int, place: str, number: int = number) -> str:
            column = lookup.column(_FIRST + number * len(PARTS) + part)
            return f"=INDEX({column},{place})"

        own, beside = steps.persons_own, steps.persons_beside
        cells = [
            (1, VALUE, own, value),
            (3, VALUE, beside, value),
            (4, COVERAGE, beside, styles.percent),
            (5, COUNT, own, styles.whole),
            (6, READING_B, own, value),
            *((7 + n, VALUE, steps.persons_years[year], value) for n, year in enumerate(years)),
            (way, GROUND, own, styles.middle),
        ]
        for column, part, place, style in cells:
            found = shown(number, part, place is beside, column)
            result = float(found) if isinstance(found, Decimal) else found
            sheet.write_formula(at, column, cell(part, place), style, result)
    last = row + len(persons.measures)
    sheet.set_row(row, 42)
    book.add_start_table(sheet, (row, 0, last, way), TABLE, headers)
    return last


def _shown(
    content: Content, persons: Persons, selection: Selection
) -> Callable[[int, int, bool, int], Value]:
    """Return what tells the value of a cell for *selection*."""
    rows = {row[0]: row for row in _rows(content, persons)}
    beside = (
        selection.other
        if selection.pick == texts.OTHER_KOMMUN
        else content.comparison_keys[selection.choice, selection.year][selection.pick]
    )

    def value(number: int, part: int, is_beside: bool, column: int) -> Value:
        of_year = 7 <= column < 7 + len(content.years)
        year = content.years[column - 7] if of_year else selection.year
        key = key_of(beside if is_beside else selection.choice, year)
        found: Sequence[Value] = rows.get(key, rows[MISSING])
        return found[_FIRST + number * len(PARTS) + part]

    return value
