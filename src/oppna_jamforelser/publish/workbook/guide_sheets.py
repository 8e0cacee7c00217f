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


def write_notes(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write what words and signs mean, and between which years results are not comparable."""
    sheet = book.add("Noter", "Noter", "Ord och tecken, därefter brott mellan år.")
    styles = book.styles
    widths = (30, 60, 20, 60, 40)
    reasons = [
        (texts.REASONS[code], text) for code, text in connection.execute(_REASONS).fetchall()
    ]
    first = book.table(
        sheet,
        "Ord_och_tecken",
        [
            Column("Ord eller tecken", widths[0], styles.strong),
            Column("Betyder", widths[1], styles.text),
        ],
        [*guide.SIGNS, *(reason for reason in reasons if reason[0] not in dict(guide.SIGNS))],
    )
    breaks = connection.execute(_BREAKS, [content.matar, content.matar]).fetchall()
    headers = ("Indikator eller grupp", "Vad som ändrades", "Mellan år", "Jämförbarhet", "Källa")
    columns = [
        Column(header, width, styles.text) for header, width in zip(headers, widths, strict=True)
    ]
    second = book.table(sheet, "Brott_mellan_ar", columns, breaks, first_row=first.last + 2)
    book.freeze(sheet, first)
    sheet.print_area(0, 0, second.last, second.last_column)


_REASONS = "select orsak_kod, orsak_text from regler.orsak order by orsak_text collate sv"
_BREAKS = """
    select brott.namn, brott.orsak_text, brott.matar, klass.klass_text, brott.kalla
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
