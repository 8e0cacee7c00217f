"""The colours of outcomes, as conditional formats: they follow a cell when it is sorted."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from oppna_jamforelser.publish.workbook.sheets import Book


def colour_outcomes(
    book: Book,
    sheet: Worksheet,
    first_row: int,
    first_column: int,
    last_row: int,
    last_column: int,
    is_result: str = "TRUE",
) -> None:
    """Colour each outcome in a range, also after a break mark; reasons are set in italics.

    *is_result*: a condition on a row, where some hold no results.
    """
    area = (first_row, first_column, last_row, last_column)
    cell = xl_rowcol_to_cell(first_row, first_column)
    for outcome, style in book.styles.outcomes.items():
        condition = f'=OR({cell}="{outcome}",RIGHT({cell},{len(outcome) + 1})=" {outcome}")'
        sheet.conditional_format(*area, {"type": "formula", "criteria": condition, "format": style})
    shares = ",".join(f'ISERROR(SEARCH("{sign}",{cell}))' for sign in (" av ", "%"))
    reason = f"=AND({is_result},ISTEXT({cell}),{shares})"
    sheet.conditional_format(
        *area, {"type": "formula", "criteria": reason, "format": book.styles.missing}
    )
