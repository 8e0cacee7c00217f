"""The sheet Kvalitet: the publication's quality declaration."""

import duckdb

from oppna_jamforelser.publish.quality.declaration import NOT_OFFICIAL, read_declaration
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column

SHEET = "Kvalitet"


def write_quality(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write the declaration: heading, subject and text."""
    declaration = read_declaration(connection, content.matar)
    sheet = book.add(SHEET, declaration.title, NOT_OFFICIAL)
    columns = [
        Column("Rubrik", 30, book.styles.strong),
        Column("Ämne", 34, book.styles.text),
        Column("Vad som gäller", 100, book.styles.text),
    ]
    book.freeze(sheet, book.table(sheet, SHEET, columns, declaration.rows()))
