"""The sheets that explain: contents, reading guide, method, notes."""

import duckdb

from oppna_jamforelser.publish.workbook import guide, texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column


def write_contents(book: Book, content: Content) -> None:
    """Write the cover: what the file is, and its sheets with links."""
    years = f"{content.years[0]}–{content.years[-1]}"
    sheet = book.add(
        "Innehåll",
        f"Öppna jämförelser {content.matar}: våld i nära relationer",
        f"Kommunernas arbete mot våld i nära relationer, mätår {years}. Börja på bladet Start.",
    )
    styles = book.styles
    columns = [Column("Blad", 30, styles.link), Column("Vad som finns där", 90, styles.text)]
    area = book.table(sheet, "Innehall", columns, guide.SHEETS)
    for row, (name, _) in enumerate(guide.SHEETS, area.header + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.link, name)
    book.freeze(sheet, area)


def write_reading_guide(book: Book) -> None:
    """Write the four steps."""
    sheet = book.add("Läsguide", "Så läser du resultaten: fyra steg", "Läs gärna tillsammans.")
    columns = [
        Column("Steg", 30, book.styles.strong),
        Column("Vad ni gör", 80, book.styles.text),
        Column("Var i arbetsboken", 50, book.styles.text),
    ]
    book.freeze(sheet, book.table(sheet, "Lasguide", columns, guide.STEPS))


def write_method(book: Book) -> None:
    """Write how results are computed, and from which sources the rules are."""
    sheet = book.add("Metod", "Metod och källor", "Kortfattat; varje regel har sin källa.")
    columns = [
        Column("Ämne", 30, book.styles.strong),
        Column("Beskrivning", 110, book.styles.text),
    ]
    book.freeze(sheet, book.table(sheet, "Metod", columns, guide.METHOD))


def write_notes(book: Book, connection: duckdb.DuckDBPyConnection) -> None:
    """Write what words and signs mean."""
    sheet = book.add("Noter", "Noter", "Ord och tecken i arbetsboken.")
    columns = [
        Column("Ord eller tecken", 30, book.styles.strong),
        Column("Betyder", 90, book.styles.text),
    ]
    signs = dict(guide.SIGNS)
    for code, text in connection.execute(_REASONS).fetchall():
        signs.setdefault(texts.REASONS[code], text)
    book.freeze(sheet, book.table(sheet, "Noter", columns, signs.items()))


def write_comparability(
    book: Book, connection: duckdb.DuckDBPyConnection, content: Content
) -> None:
    """Write between which years results may not be compared, or only partly, and why."""
    sheet = book.add(
        "Jämförbarhet",
        "Jämförbarhet mellan år",
        "År som följer på varandra får jämföras, utom där en rad här säger annat, och utom för år "
        "då frågan inte ställdes.",
    )
    headers = ("Indikator eller grupp", "Mellan år", "Jämförbarhet", "Vad som ändrades", "Källa")
    columns = [
        Column(header, width, book.styles.text)
        for header, width in zip(headers, (42, 12, 18, 70, 40), strict=True)
    ]
    breaks = connection.execute(_BREAKS, [content.matar, content.matar]).fetchall()
    book.freeze(sheet, book.table(sheet, "Jamforbarhet", columns, breaks))


_REASONS = "select orsak_kod, orsak_text from regler.orsak order by orsak_text collate sv"
_BREAKS = """
    select brott.namn, brott.matar, klass.klass_text, brott.orsak_text, brott.kalla
    from (
        select
            1 as ordning, indikator.kortnamn as namn, brott.orsak_text,
            brott.fran_matar || '–' || brott.till_matar as matar, brott.klass, brott.kalla
        from regler.jamforbarhet as brott
        inner join marts.dim_indikator as indikator on brott.indikator_id = indikator.indikator_id
        where brott.till_matar <= ?
        union all
        select
            2, grupp.gruppindelning_namn || ': ' || grupp.grupp_namn, brott.orsak_text,
            brott.fran_matar || '–' || brott.till_matar, brott.klass, brott.kalla
        from regler.jamforbarhet_ram as brott
        inner join marts.dim_redovisningsgrupp as grupp
            on brott.gruppindelning = grupp.gruppindelning and brott.grupp_kod = grupp.grupp_kod
        where brott.till_matar <= ? and brott.klass <> 'direkt'
    ) as brott
    inner join regler.jamforbarhet_klass as klass on brott.klass = klass.klass
    order by brott.ordning, brott.matar, brott.namn collate sv
"""
