"""The start sheet: choices above, a table for each indicator area below, filled in by formulas."""

from dataclasses import dataclass
from itertools import groupby
from math import ceil

from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import MEASURES, Content, Indicator
from oppna_jamforelser.publish.workbook.lookups import (
    CHOICES,
    COMPARISONS,
    GROUPS,
    RESULTS,
    WAYS,
    Lookup,
)
from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.results import plain
from oppna_jamforelser.publish.workbook.selection import Selection, Steps, compared
from oppna_jamforelser.publish.workbook.sheets import Book

SHEET = "Start"
WIDTHS = {"indicator": 34, "own": 12, "comparison": 10.5, "range": 8.5, "year": 9.5, "way": 54}
FIRST_CHOICE = 3
LINE_HEIGHT = 13.5
HEADER_HEIGHT, BAND_HEIGHT, FROZEN_HEIGHT = 42, 26, 180
TABLE_HEIGHT = HEADER_HEIGHT + BAND_HEIGHT + 15
PAGE_INCHES = (10.8, 6.7)
"""What A4 in landscape leaves within the margins, a little less to be on the safe side."""
Value = int | str


def add_start(book: Book, content: Content) -> Worksheet:
    """Add the start sheet, first of all; what stands on it comes later."""
    return book.add(
        SHEET,
        f"Öppna jämförelser {content.matar}: våld i nära relationer",
        "Välj i de inramade cellerna. Tabellerna fylls i av sig själva. "
        "Hur de läses står på bladet Läsguide.",
        "#1F3A5F",
    )


@dataclass(frozen=True)
class _Page:
    """What every table of the start sheet needs."""

    book: Book
    sheet: Worksheet
    content: Content
    lookups: dict[str, Lookup]
    steps: Steps
    selection: Selection
    longest_ways: list[int]

    def height(self, number: int, indicator: Indicator) -> float:
        """Return a row's height in points, enough for any choice: formulas do not fit rows."""
        names = ceil(len(indicator.name) / WIDTHS["indicator"])
        return (
            LINE_HEIGHT * max(2, names, ceil(self.longest_ways[number] / (WIDTHS["way"] + 3))) + 3
        )


class _Pages:
    """Page breaks that keep a table on one page; *height* is what a page has room for."""

    def __init__(self, height: float) -> None:
        self.breaks: list[int] = []
        self._height = height
        self._left = height

    def add(self, row: int, height: float) -> None:
        """Break before *row* when the *height* that begins there has no room left."""
        if height > self._left:
            self.breaks.append(row)
            self._left = self._height
        self._left -= height


def _page_height(content: Content) -> float:
    """Return how many points of rows there is room for on a page as wide as all columns."""
    characters = (
        *(WIDTHS["indicator"], WIDTHS["own"], WIDTHS["way"]),
        *[WIDTHS["comparison"], WIDTHS["range"]] * 2,
        *[WIDTHS["year"]] * len(content.years),
    )
    # a column is 7 pixels a character and 5 of padding, at 96 pixels an inch
    inches = sum(7 * width + 5 for width in characters) / 96
    return 72 * PAGE_INCHES[1] * max(1.0, inches / PAGE_INCHES[0])


def write_start(
    book: Book,
    sheet: Worksheet,
    content: Content,
    lookups: dict[str, Lookup],
    steps: Steps,
    selection: Selection,
) -> None:
    """Write choices, legend and tables, with the values of *selection*."""
    longest = [max(map(len, ways)) for ways in zip(*content.ways.values(), strict=True)]
    page = _Page(book, sheet, content, lookups, steps, selection, longest)
    way = _way_column(content)
    _columns(sheet, content)
    _choices(book, sheet, content, lookups, selection)
    _legend(book, sheet, content)
    row = FIRST_CHOICE + 4
    label = comparison_label(content, selection)
    sheet.write_formula(
        *(row, 0), f'="Jämförelsen gäller: "&{steps.label}', book.styles.label, label
    )
    sheet.set_row(row, 20)
    row += 1
    sheet.freeze_panes(row, 1)
    sheet.repeat_rows(0, row - 1)
    pages = _Pages(_page_height(content) - FROZEN_HEIGHT)
    numbered = enumerate(content.indicators)
    for quality_area, areas in groupby(numbered, lambda one: one[1].quality_area):
        for column in range(1, way + 1):
            sheet.write_blank(row, column, None, book.styles.band)
        sheet.write_string(row, 0, quality_area, book.styles.band)
        sheet.set_row(row, BAND_HEIGHT)
        heading, row = row, row + 1
        for area, members in groupby(areas, lambda one: one[1].area):
            top, last = row if heading is None else heading, list(members)
            pages.add(top, sum(page.height(*one) for one in last) + TABLE_HEIGHT)
            row, heading = _write_area(page, row, area, last), None
    sheet.set_h_pagebreaks(pages.breaks)
    sheet.print_area(0, 0, row - 2, way)
    sheet.activate()


def comparison_label(content: Content, selection: Selection) -> str:
    """Return the line that names what is compared with."""
    return f"Jämförelsen gäller: {compared(content, selection)}"


def shown(content: Content, selection: Selection, number: int) -> list[Value]:
    """Return what a row of the start sheet shows for the indicator of this *number*."""
    own = content.results.get((selection.choice, selection.year))
    ways = content.ways.get((selection.choice, selection.year))
    series = (content.results.get((selection.choice, year)) for year in content.years)
    return [
        two_lines(plain(own[number])) if own else texts.NOT_THERE,
        *_comparison(content, selection, number),
        *(two_lines(past[number]) if past else texts.NOT_THERE for past in series),
        ways[number] if ways else texts.NOT_THERE_TEXT,
    ]


def _comparison(content: Content, selection: Selection, number: int) -> list[Value]:
    if selection.pick == texts.OTHER_KOMMUN:
        other = content.results.get((selection.other, selection.year))
        found = two_lines(plain(other[number])) if other else texts.NOT_THERE
        return [found, *([texts.NO_SHARE] * (len(MEASURES) - 1))]
    key = content.comparison_keys[selection.choice, selection.year][selection.pick]
    comparison = content.comparisons.get((key, selection.year))
    if comparison is None:
        return [texts.NOT_THERE] * len(MEASURES)
    return [comparison.values[measure][number] for measure in MEASURES]


def two_lines(result: str) -> str:
    """Return a result as a narrow cell shows it: a share's counts stand below its percent."""
    return result.replace(" (", "\n(")


def _formulas(content: Content, lookups: dict[str, Lookup], steps: Steps, number: int) -> list[str]:
    """Return the formulas of a row, in the order of *shown*."""
    results, ways, groups = (lookups[name] for name in (RESULTS, WAYS, COMPARISONS))
    results_column = results.column(results.first + number)

    def found(column: str, row: str, missing: str) -> str:
        return f'IF({row}=0,"{missing}",INDEX({column},{row}))'

    def counts_below(formula: str) -> str:
        return f'SUBSTITUTE({formula}," (",CHAR(10)&"(")'

    def without_marks(formula: str) -> str:
        for mark in texts.BREAK_MARKS.values():
            formula = f'SUBSTITUTE({formula},"{mark}","")'
        return counts_below(formula)

    other = without_marks(found(results_column, steps.others, texts.NOT_THERE))
    comparison = [
        f'IF({steps.pick}="{texts.OTHER_KOMMUN}",'
        + (other if measure == MEASURES[0] else f'"{texts.NO_SHARE}"')
        + ","
        + found(groups.column(groups.first + number), steps.comparison[measure], texts.NOT_THERE)
        + ")"
        for measure in MEASURES
    ]
    return [
        without_marks(found(results_column, steps.own, texts.NOT_THERE)),
        *comparison,
        *(
            counts_below(found(results_column, steps.series[year], texts.NOT_THERE))
            for year in content.years
        ),
        found(ways.column(ways.first + number), steps.own, texts.NOT_THERE_TEXT),
    ]


def _way_column(content: Content) -> int:
    return 2 + len(MEASURES) + len(content.years)


def _columns(sheet: Worksheet, content: Content) -> None:
    sheet.set_column(0, 0, WIDTHS["indicator"])
    sheet.set_column(1, 1, WIDTHS["own"])
    sheet.set_column(2, 3, WIDTHS["comparison"])
    sheet.set_column(4, 5, WIDTHS["range"])
    sheet.set_column(6, 5 + len(content.years), WIDTHS["year"])
    sheet.set_column(_way_column(content), _way_column(content), WIDTHS["way"])


def _choices(
    book: Book,
    sheet: Worksheet,
    content: Content,
    lookups: dict[str, Lookup],
    selection: Selection,
) -> None:
    label = {choice.key: choice.label for choice in content.choices}
    names = f"={lookups[CHOICES].column(0)}"
    choices: list[tuple[str, Value, object, str]] = [
        ("Kommun eller stadsdel", label[selection.choice], names, "Välj i listan."),
        (
            "Jämför med",
            selection.pick,
            f"={lookups[GROUPS].header()}",
            "Välj vad ni vill jämföra med.",
        ),
        (texts.OTHER_KOMMUN, label[selection.other], names, texts.OTHER_HELP),
        ("Mätår", selection.year, content.years, "Välj mätår."),
    ]
    for row, (name, value, source, help_text) in enumerate(choices, FIRST_CHOICE):
        sheet.set_row(row, 22)
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


def _legend(book: Book, sheet: Worksheet, content: Content) -> None:
    """Write what colours and marks mean, right of the choices."""
    for row, (outcome, meaning) in enumerate(texts.OUTCOME_MEANINGS.items(), FIRST_CHOICE):
        sheet.write_string(row, 4, outcome, book.styles.legends[outcome])
        sheet.write_string(row, 5, meaning, book.styles.explanation)
    for row, line in enumerate(texts.MARK_MEANINGS, FIRST_CHOICE):
        sheet.write_string(row, _way_column(content), line, book.styles.explanation)


def _write_area(
    page: "_Page", first_row: int, area: str, members: list[tuple[int, Indicator]]
) -> int:
    """Write the table of an indicator area; return the row after it."""
    book, sheet, content = page.book, page.sheet, page.content
    styles, years = book.styles, content.years
    headers = [
        area,
        "Resultat valt år",
        "Jämfört med: resultat",
        "Jämfört med: Ja av svarande",
        "Lägsta möjliga",
        "Högsta möjliga",
        *(str(year) for year in years),
        "Vad som står mellan resultatet och Ja, eller varför resultat saknas",
    ]
    cell_styles = [
        styles.centre,
        styles.percent,
        *([styles.centre] * (3 + len(years))),
        styles.middle,
    ]
    last, way = first_row + len(members), len(headers) - 1
    for row, (number, indicator) in enumerate(members, first_row + 1):
        sheet.write_string(row, 0, indicator.name, styles.strong)
        sheet.set_row(row, page.height(number, indicator))
        cells = zip(
            _formulas(content, page.lookups, page.steps, number),
            shown(content, page.selection, number),
            cell_styles,
            strict=True,
        )
        for column, (formula, value, style) in enumerate(cells, 1):
            sheet.write_formula(row, column, f"={formula}", style, value)
    sheet.set_row(first_row, HEADER_HEIGHT)
    sheet.add_table(
        *(first_row, 0, last, way),
        {
            "name": f"Start_{texts.table_name(area)}",
            "style": None,
            "autofilter": False,
            "columns": [
                {
                    "header": header,
                    "header_format": styles.header if n in (0, way) else styles.header_centre,
                }
                for n, header in enumerate(headers)
            ],
        },
    )
    colour_outcomes(book, sheet, first_row + 1, 1, last, way - 1)
    return last + 2
