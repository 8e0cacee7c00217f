"""The way to Ja of what is chosen on the start sheet, with what the words of each step mean."""

import duckdb
from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.selection import CHOICE, YEAR
from oppna_jamforelser.publish.workbook.sheets import FIRST_ROW, Book, Column, text_height
from oppna_jamforelser.publish.workbook.start_cells import Chosen

SHEET = "Vägen till Ja"
TABLE = "Vagen_till_ja"
COMPOSITE = "Sammansatt: orden förklaras vid de indikatorer som den består av."


def add_ways(book: Book) -> Worksheet:
    """Add the sheet in its place; what stands on it comes later."""
    return book.add(
        SHEET,
        "Vägen till Ja, och vad orden betyder",
        "Följer valen på Start: vad som återstår till Ja, och bredvid vad som räknas som till "
        "exempel skriftlig, beslutad på ledningsnivå och följd upp.",
    )


def write_ways(
    book: Book, sheet: Worksheet, connection: duckdb.DuckDBPyConnection, chosen: Chosen
) -> None:
    """Write one row for each indicator: result, what is left, and the definitions."""
    styles = book.styles
    columns = [
        Column("Indikator", 36, styles.strong),
        Column("Vald", 22, styles.middle),
        Column("Mätår", 8, styles.centre),
        Column("Resultat", 14, styles.centre),
        Column("Vad som återstår till Ja", 60, styles.middle),
        Column("Vad orden betyder", 110, styles.text),
    ]
    meaning = dict(connection.execute(_DEFINITIONS, [chosen.content.matar]).fetchall())
    rows: list[list[str | int]] = []
    for number, indicator in enumerate(chosen.content.indicators):
        result, *_, way = chosen.shown(number)
        rows.append([indicator.name, chosen.label, chosen.selection.year, result, way])
        rows[-1].append(meaning.get(indicator.id, COMPOSITE))
    area = book.table(sheet, TABLE, columns, rows, fit_rows=False)
    for number, (row, most) in enumerate(zip(rows, chosen.longest_ways, strict=True)):
        result, *_, way = chosen.formulas(number)
        cells = (CHOICE, YEAR, result, way)
        at = FIRST_ROW + 1 + number
        for place, formula in enumerate(cells, 1):
            sheet.write_formula(at, place, f"={formula}", columns[place].style, row[place])
        heights = text_height("x" * most, 60), text_height(str(row[5]), 110)
        sheet.set_row(at, max(heights))
    book.freeze(sheet, area, 1)
    colour_outcomes(book, sheet, FIRST_ROW + 1, 3, area.last, 3)


# what the words of each indicator mean, a definition a line, as of the year
_DEFINITIONS = """
    select
        indikator_id,
        string_agg(text_sv, chr(10) order by length(falt_kod), falt_kod)
    from marts.mart_indikator_kort
    where
        falt_kod like 'definition%'
        and (indikator_id, giltig_fran_matar) in (
            select (indikator_id, max(giltig_fran_matar)) from marts.mart_indikator_kort
            where giltig_fran_matar <= ?
            group by indikator_id
        )
    group by indikator_id
"""
