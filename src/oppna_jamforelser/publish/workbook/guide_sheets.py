"""The sheets that explain and are filled from the publication: contents, declaration, notes."""

import duckdb

from oppna_jamforelser.publish.evidence import evidence_sentence
from oppna_jamforelser.publish.quality.declaration import NOT_OFFICIAL, read_declaration
from oppna_jamforelser.publish.workbook import guide, texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book


def write_contents(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write the cover: what the file is, and its sheets with links."""
    years = f"{content.years[0]}–{content.years[-1]}"
    rests_on = ("Vad siffrorna vilar på", evidence_sentence(connection, content.matar))
    sheet, area = book.add_plain(
        "Innehåll",
        f"Öppna jämförelser {content.matar}: våld i nära relationer",
        f"Kommunernas arbete mot våld i nära relationer, mätår {years}. Börja på bladet Start.",
        (("Blad", 30, "link"), ("Vad som finns där", 90, "text")),
        (rests_on, *guide.SHEETS.items()),
    )
    sheet.write_string(area.header + 1, 0, rests_on[0], book.styles.strong)
    for row, name in enumerate(guide.SHEETS, area.header + 2):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", book.styles.link, name)


def write_quality(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write the publication's quality declaration: heading, subject and text."""
    declaration = read_declaration(connection, content.matar)
    columns = (("Rubrik", 30, "strong"), ("Ämne", 34, "text"), ("Vad som gäller", 100, "text"))
    book.add_plain("Kvalitet", declaration.title, NOT_OFFICIAL, columns, declaration.rows())


def write_notes(book: Book, connection: duckdb.DuckDBPyConnection) -> None:
    """Write what words and signs mean."""
    signs = guide.SIGNS.copy()
    for code, text in connection.execute(_REASONS).fetchall():
        signs.setdefault(texts.REASONS[code], text)
    signs |= dict(connection.execute(_EVIDENCE).fetchall())
    columns = (("Ord eller tecken", 30, "strong"), ("Betyder", 90, "text"))
    book.add_plain("Noter", "Noter", "Ord och tecken i arbetsboken.", columns, signs.items())


_REASONS = "select orsak_kod, orsak_text from regler.orsak order by orsak_text collate sv"
_EVIDENCE = "select belagg_kort, belagg_text from metadata.belagg order by styrka"
