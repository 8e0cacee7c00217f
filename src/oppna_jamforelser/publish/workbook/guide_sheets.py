"""The sheets that explain: contents, reading guide, method, declaration, notes."""

import duckdb

from oppna_jamforelser.publish.evidence import evidence_sentence
from oppna_jamforelser.publish.quality.declaration import NOT_OFFICIAL, read_declaration
from oppna_jamforelser.publish.workbook import guide, texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column


def write_contents(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write the cover: what the file is, and its sheets with links."""
    years = f"{content.years[0]}–{content.years[-1]}"
    sheet = book.add(
        "Innehåll",
        f"Öppna jämförelser {content.matar}: våld i nära relationer",
        f"Kommunernas arbete mot våld i nära relationer, mätår {years}. Börja på bladet Start.",
    )
    styles = book.styles
    columns = [Column("Blad", 30, styles.link), Column("Vad som finns där", 90, styles.text)]
    rests_on = ("Vad siffrorna vilar på", evidence_sentence(connection, content.matar))
    area = book.table(sheet, "Innehall", columns, (rests_on, *guide.SHEETS))
    sheet.write_string(area.header + 1, 0, rests_on[0], styles.strong)
    for row, (name, _) in enumerate(guide.SHEETS, area.header + 2):
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


def write_quality(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write the publication's quality declaration: heading, subject and text."""
    declaration = read_declaration(connection, content.matar)
    sheet = book.add("Kvalitet", declaration.title, NOT_OFFICIAL)
    columns = [
        Column("Rubrik", 30, book.styles.strong),
        Column("Ämne", 34, book.styles.text),
        Column("Vad som gäller", 100, book.styles.text),
    ]
    book.freeze(sheet, book.table(sheet, "Kvalitet", columns, declaration.rows()))


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
    signs |= dict(connection.execute(_EVIDENCE).fetchall())
    book.freeze(sheet, book.table(sheet, "Noter", columns, signs.items()))


def write_comparability(
    book: Book, connection: duckdb.DuckDBPyConnection, content: Content
) -> None:
    """Write how each pair of years can be compared, why, and whether a source says so."""
    sheet = book.add(
        "Jämförbarhet",
        "Jämförbarhet mellan år",
        "Varje par av år i följd då frågan ställdes båda åren, och grupper vars enheter bytts. "
        "Antaget: ingen källa säger hur just de åren kan jämföras; det är vårt antagande.",
    )
    widths = {
        "Indikator eller grupp": 42,
        "Mellan år": 12,
        "Jämförbarhet": 18,
        "Jämförbarheten är": 18,
        "Vad som ändrades": 70,
        "Källa": 40,
    }
    columns = [Column(header, width, book.styles.text) for header, width in widths.items()]
    pairs = connection.execute(_PAIRS, [content.matar, content.matar]).fetchall()
    book.freeze(sheet, book.table(sheet, "Jamforbarhet", columns, pairs))


_REASONS = "select orsak_kod, orsak_text from regler.orsak order by orsak_text collate sv"
_EVIDENCE = "select belagg_kort, belagg_text from metadata.belagg order by styrka"
_PAIRS = f"""
    select
        par.namn, par.matar, klass.klass_text, belagg.belagg_kort,
        coalesce(par.orsak_text, '{texts.NOTHING_CHANGED}'),
        coalesce(par.kalla, '{texts.NO_SOURCE}')
    from (
        select
            1 as ordning, indikator.kortnamn as namn, par.indikator_id as nyckel, par.orsak_text,
            par.fran_matar || '–' || par.till_matar as matar, par.klass, par.kalla,
            par.jamforbarhet_belagg as belagg
        from marts.dim_jamforbarhet as par
        inner join marts.dim_indikator as indikator on par.indikator_id = indikator.indikator_id
        where par.till_matar <= ? and par.fran_stalld and par.till_stalld
        union all
        select
            2, grupp.gruppindelning_namn || ': ' || grupp.grupp_namn, grupp.grupp_kod,
            par.orsak_text,
            par.fran_matar || '–' || par.till_matar, par.klass, par.kalla, 'antagen'
        from regler.jamforbarhet_ram as par
        inner join marts.dim_redovisningsgrupp as grupp
            on par.gruppindelning = grupp.gruppindelning and par.grupp_kod = grupp.grupp_kod
        where par.till_matar <= ? and par.klass <> 'direkt'
    ) as par
    inner join regler.jamforbarhet_klass as klass on par.klass = klass.klass
    left join metadata.belagg as belagg on par.belagg = belagg.belagg
    order by par.ordning, klass.styrka desc, par.matar, par.namn collate sv, par.nyckel
"""
