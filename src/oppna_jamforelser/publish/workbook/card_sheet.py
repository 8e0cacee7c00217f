"""The card of every indicator, whole: what it is for, what the words mean, how it is computed."""

import duckdb

from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column

SHEET = "Indikatorer"


def write_cards(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write one row for each field of each card, in its latest version until the year."""
    sheet = book.add(
        SHEET,
        "Indikatorkort",
        "Filtrera på kortnamnet: då står hela kortet, fält för fält, med källa, så som det gäller "
        "de mätår som står bredvid.",
    )
    text = book.styles.text
    columns = [
        Column("Kortnamn", 34, book.styles.strong),
        Column("Kolada-id", 11, text),
        Column("Gäller mätår", 13, text),
        Column("Fält", 24, text),
        Column("Innehåll", 90, text),
        Column("Belägg", 19, text),
        Column("Källa", 40, text),
    ]
    rows = connection.execute(_CARDS, [content.matar]).fetchall()
    book.freeze(sheet, book.table(sheet, SHEET, columns, rows), 1)


def read_definitions(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[str, str]:
    """Return what the words of each indicator mean, a definition a line, as of the year."""
    return dict(connection.execute(_DEFINITIONS, [matar]).fetchall())


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
_CARDS = """
    select
        indikator.kortnamn,
        coalesce(indikator.kolada_id, 'Inget'),
        kort.giltig_fran_matar || '–' || coalesce(cast(kort.giltig_till_matar as varchar), ''),
        kort.falt_namn, kort.text_sv, belagg.belagg_kort, kort.kalla
    from marts.mart_indikator_kort as kort
    inner join marts.dim_indikator as indikator on kort.indikator_id = indikator.indikator_id
    inner join metadata.kort_falt as falt
        on falt.falt_kod = regexp_replace(kort.falt_kod, '_[0-9]+$', '')
    inner join metadata.belagg as belagg on kort.belagg = belagg.belagg
    where (kort.indikator_id, kort.giltig_fran_matar) in (
        select (indikator_id, max(giltig_fran_matar)) from marts.mart_indikator_kort
        where giltig_fran_matar <= ?
        group by indikator_id
    )
    order by
        not indikator.har_utfall, indikator.kvalitetsomrade collate sv,
        indikator.indikatoromrade collate sv,
        indikator.kortnamn collate sv, indikator.indikator_id,
        falt.ordning, length(kort.falt_kod), kort.falt_kod
"""
