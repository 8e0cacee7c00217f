"""The start sheet: choices above, a table for each indicator area below, filled in by formulas."""

from itertools import groupby
from math import ceil

from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content, Indicator
from oppna_jamforelser.publish.workbook.lookups import (
    CHOICES,
    GROUPS,
    Lookup,
)
from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.page_breaks import PageBreaks, page_height
from oppna_jamforelser.publish.workbook.persons import Persons
from oppna_jamforelser.publish.workbook.persons_start import HEADING as PERSONS_HEADING
from oppna_jamforelser.publish.workbook.persons_start import write_person_rows
from oppna_jamforelser.publish.workbook.sheets import Book
from oppna_jamforelser.publish.workbook.start_cells import Chosen, Value

SHEET = "Start"
WIDTHS = {"indicator": 34, "own": 12, "evidence": 12, "comparison": 10.5, "range": 8.5}
WIDTHS |= {"year": 9.5, "way": 74}
FIRST_CHOICE = 3
LEGEND_COLUMN = 8
COMPARED = "Jämförelsen gäller: "
LINE_HEIGHT = 13.5
HEADER_HEIGHT, BAND_HEIGHT = 42, 26
CHOICE_HEIGHTS = 46, 32, 32, 22  # the longest name of a group takes three lines
FROZEN_HEIGHT = 92 + sum(CHOICE_HEIGHTS)
TABLE_HEIGHT = HEADER_HEIGHT + BAND_HEIGHT + 15


def add_start(book: Book, content: Content) -> Worksheet:
    """Add the start sheet, first of all; what stands on it comes later."""
    return book.add(
        SHEET,
        f"Öppna jämförelser {content.matar}: våld i nära relationer",
        "Välj i de inramade cellerna. Tabellerna fylls i av sig själva. "
        "Hur de läses står på bladet Läsguide.",
    )


def write_start(
    book: Book,
    sheet: Worksheet,
    chosen: Chosen,
    persons: Persons,
    person_lookup: Lookup | None,
) -> None:
    """Write choices, legend and tables, with the values of what is *chosen*.

    *person_lookup* is where the rows of *persons* are found; None where there are none.
    """
    content, steps = chosen.content, chosen.steps
    widths = _widths(content)
    way = len(widths) - 1
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _choices(book, sheet, chosen)
    _legend(book, sheet)
    row = FIRST_CHOICE + 4
    sheet.write_formula(
        *(row, 0),
        f'=IF({steps.wrong}="{texts.ALL_RIGHT}","{COMPARED}"&{steps.label},{steps.wrong})',
        book.styles.label,
        COMPARED + chosen.compared(chosen.selection.year),
    )
    sheet.set_row(row, 20)
    row += 1
    sheet.freeze_panes(row, 1)
    sheet.repeat_rows(0, row - 1)
    breaks = PageBreaks(page_height(widths) - FROZEN_HEIGHT)
    numbered = enumerate(content.indicators)
    for quality_area, areas in groupby(numbered, lambda one: one[1].quality_area):
        _write_band(book, sheet, row, way, quality_area)
        heading: int | None = row
        row += 1
        for area, members in groupby(areas, lambda one: one[1].area):
            top, last = row if heading is None else heading, list(members)
            breaks.add(top, sum(_height(chosen, *one) for one in last) + TABLE_HEIGHT)
            row, heading = _write_area(book, sheet, chosen, row, area, last), None
    if person_lookup:
        _write_band(book, sheet, row, way, PERSONS_HEADING)
        breaks.add(row, 44 * len(persons.measures) + TABLE_HEIGHT)
        row += 1
        last_row = write_person_rows(book, sheet, row, chosen, persons, person_lookup)
        for first_column, last_column in ((1, 1), (3, way - 1)):
            colour_outcomes(book, sheet, row + 1, first_column, last_row, last_column)
        row = last_row + 2
    sheet.set_h_pagebreaks(breaks.rows)
    sheet.print_area(0, 0, row - 2, way)
    sheet.activate()
    sheet.set_selection(FIRST_CHOICE, 0, FIRST_CHOICE, 0)


def _write_band(book: Book, sheet: Worksheet, row: int, last: int, heading: str) -> None:
    """Write the heading of several tables across the sheet."""
    for column in range(1, last + 1):
        sheet.write_blank(row, column, None, book.styles.band)
    sheet.write_string(row, 0, heading, book.styles.band)
    sheet.set_row(row, BAND_HEIGHT)


def _widths(content: Content) -> list[float]:
    return [
        *(WIDTHS["indicator"], WIDTHS["own"], WIDTHS["evidence"]),
        *[WIDTHS["comparison"]] * 2,
        *[WIDTHS["range"]] * 2,
        *[WIDTHS["year"]] * len(content.years),
        WIDTHS["way"],
    ]


def _choices(book: Book, sheet: Worksheet, chosen: Chosen) -> None:
    content, lookups, selection = chosen.content, chosen.lookups, chosen.selection
    label = {choice.key: choice.label for choice in content.choices}
    kommuner = sum(not choice.is_group for choice in content.choices)
    names = f"={lookups[CHOICES].column(0)}"
    choices: list[tuple[str, Value, object, str]] = [
        (
            "Kommun, stadsdel eller grupp",
            chosen.label,
            names,
            "Välj i listan. Grupperna står sist.",
        ),
        (
            "Jämför med",
            selection.pick,
            f"={lookups[GROUPS].header()}",
            "Välj vad ni vill jämföra med.",
        ),
        (
            texts.OTHER_KOMMUN,
            label[selection.other],
            f"={lookups[CHOICES].head(kommuner)}",
            texts.OTHER_HELP,
        ),
        ("Mätår", selection.year, content.years, "Välj mätår."),
    ]
    for row, (name, value, source, help_text) in enumerate(choices, FIRST_CHOICE):
        sheet.set_row(row, CHOICE_HEIGHTS[row - FIRST_CHOICE])
        sheet.write(row, 0, value, book.styles.choice)
        sheet.write_string(row, 1, f"◄ {name}", book.styles.label)
        sheet.data_validation(
            *(row, 0, row, 0),
            {
                "validate": "list",
                "source": source,
                "input_title": name,
                "input_message": help_text,
                "error_title": "Finns inte i listan",
                "error_message": "Välj ett av alternativen i listan.",
            },
        )


def _legend(book: Book, sheet: Worksheet) -> None:
    """Write what colours and marks mean, right of the choices and in sight with them."""
    for row, (outcome, meaning) in enumerate(texts.OUTCOME_MEANINGS.items(), FIRST_CHOICE):
        sheet.write_string(row, 4, outcome, book.styles.legends[outcome])
        sheet.write_string(row, 5, meaning, book.styles.explanation)
    for row, line in enumerate(texts.MARK_MEANINGS, FIRST_CHOICE):
        sheet.write_string(row, LEGEND_COLUMN, line, book.styles.explanation)


def _height(chosen: Chosen, number: int, indicator: Indicator) -> float:
    """Return a row's height in points, enough for any choice: formulas do not fit rows."""
    names = ceil(len(indicator.name) / WIDTHS["indicator"])
    ways = ceil(chosen.longest_ways[number] / (WIDTHS["way"] + 3))
    return LINE_HEIGHT * max(2, names, ways) + 3


def _write_area(
    book: Book,
    sheet: Worksheet,
    chosen: Chosen,
    first_row: int,
    area: str,
    members: list[tuple[int, Indicator]],
) -> int:
    """Write the table of an indicator area; return the row after it."""
    styles, years = book.styles, chosen.content.years
    headers = [
        area,
        "Resultat valt år",
        texts.EVIDENCE,
        "Jämfört med: resultat",
        "Jämfört med: Ja av svarande",
        "Lägsta möjliga",
        "Högsta möjliga",
        *(str(year) for year in years),
        "Vad som står mellan resultatet och Ja, eller varför resultat saknas",
    ]
    cell_styles = [
        styles.centre,
        styles.centre,
        styles.percent,
        *([styles.centre] * (3 + len(years))),
        styles.middle,
    ]
    last, way = first_row + len(members), len(headers) - 1
    for row, (number, indicator) in enumerate(members, first_row + 1):
        sheet.write_string(row, 0, indicator.name, styles.strong)
        sheet.set_row(row, _height(chosen, number, indicator))
        cells = zip(chosen.formulas(number), chosen.shown(number), cell_styles, strict=True)
        for column, (formula, value, style) in enumerate(cells, 1):
            sheet.write_formula(row, column, f"={formula}", style, value)
    sheet.set_row(first_row, HEADER_HEIGHT)
    book.add_start_table(
        sheet, (first_row, 0, last, way), f"Start_{texts.table_name(area)}", headers
    )
    # what a result rests on stands between the own result and the comparison: it is no outcome
    for first_column, last_column in ((1, 1), (3, way - 1)):
        colour_outcomes(book, sheet, first_row + 1, first_column, last, last_column)
    return last + 2
