"""The years of what is chosen on the start sheet, beside those of what it is compared with."""

from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.selection import CHOICE, OTHER, PICK
from oppna_jamforelser.publish.workbook.sheets import FIRST_ROW, Book, Column
from oppna_jamforelser.publish.workbook.start_cells import Chosen

SHEET = "Utveckling"
LINE_HEIGHT = 13.5


def add_series(book: Book) -> Worksheet:
    """Add the sheet in its place; what stands on it comes later."""
    return book.add(
        SHEET,
        "Utveckling: det valda och jämförelsen, år för år",
        "Följer valen på Start. ‖: får inte jämföras med året före; ≈: bara delvis. Kursivt: "
        "inget resultat.",
    )


def write_series(book: Book, sheet: Worksheet, chosen: Chosen) -> None:
    """Write four rows for each indicator, and first what is compared with each year."""
    content, styles, years = chosen.content, book.styles, chosen.content.years
    columns = [
        Column("Indikator", 62, styles.strong),
        Column("Vad", 30, styles.middle),
        *(Column(str(year), 17, styles.centre) for year in years),
    ]
    pick, year = chosen.selection.pick, chosen.selection.year
    other = chosen.compared(year) if pick == texts.OTHER_KOMMUN else pick
    rows: list[list[str]] = [
        ["Jämförelsen gäller", "Grupp och antal enheter"]
        + [chosen.compared(year) for year in years]
    ]
    for number, indicator in enumerate(content.indicators):
        own = [chosen.own_result(number, year) for year in years]
        theirs = [chosen.compared_result(number, year) for year in years]
        evidence = [content.evidence[year][number] for year in years]
        pairs = [
            content.pairs[year][number] if year in content.pairs else texts.FIRST_YEAR
            for year in years
        ]
        rows += [
            [indicator.name, chosen.label, *own],
            [indicator.name, other, *theirs],
            [indicator.name, texts.EVIDENCE, *evidence],
            [indicator.name, texts.PAIR, *pairs],
        ]
    area = book.table(sheet, SHEET, columns, rows, header_height=20, fit_rows=False)
    for column, (year, value) in enumerate(zip(years, rows[0][2:], strict=True), 2):
        formula = f"={chosen.steps.years[year].label}"
        sheet.write_formula(FIRST_ROW + 1, column, formula, styles.centre, value)
    sheet.set_row(FIRST_ROW + 1, 4 * LINE_HEIGHT)
    compared_with = f'=IF({PICK}="{texts.OTHER_KOMMUN}",{OTHER},{PICK})'
    for number, _ in enumerate(content.indicators):
        first = FIRST_ROW + 2 + 4 * number
        sheet.set_row(first + 3, 2 * LINE_HEIGHT + 3)
        for row, formula in ((first, f"={CHOICE}"), (first + 1, compared_with)):
            value = rows[row - FIRST_ROW - 1][1]
            sheet.write_formula(row, 1, formula, styles.middle, value)
            sheet.set_row(row, 2 * LINE_HEIGHT + 3)
        for column, year in enumerate(years, 2):
            cells = chosen.series_formulas(number, year)
            for row, formula in enumerate(cells, first):
                value = rows[row - FIRST_ROW - 1][column]
                sheet.write_formula(row, column, f"={formula}", styles.centre, value)
    book.freeze(sheet, area, 2)
    said = f"$B{FIRST_ROW + 3}"
    colour_outcomes(
        *(book, sheet, FIRST_ROW + 2, 2, area.last, area.last_column),
        is_result=f'{said}<>"{texts.EVIDENCE}",{said}<>"{texts.PAIR}"',
    )
