"""What every indicator measures, also those without results."""

import duckdb

from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column

SHEET = "Indikatorlista"
TYPES = {
    "struktur": "Struktur",
    "process": "Process",
    "struktur_process": "Struktur och process",
    "resultat": "Resultat",
    "sammansatt": "Sammansatt",
    "utveckling": "Utvecklingsindikator",
    "nyckeltal": "Nyckeltal",
}
NOTHING = "Inget"


def write_indicators(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write one row for each indicator."""
    sheet = book.add(
        SHEET,
        "Alla indikatorer",
        "En rad per indikator: när den samlats in och vad som räknas som Ja. Hela kortet står på "
        "bladet Indikatorer.",
    )
    text = book.styles.text
    columns = [
        Column("Kortnamn", 28, book.styles.strong),
        Column("Indikator", 36, text),
        Column("Kvalitetsområde", 18, text),
        Column("Indikatorområde", 22, text),
        Column("Slag", 13, text),
        Column("Läge", 20, text),
        Column("Första år", 8, text),
        Column("Sista år", 9, text),
        Column("Skala", 16, text),
        Column("Önskvärt resultat", 36, text),
        Column(f"Räknas som Ja {content.matar}", 28, text),
        Column("Källa", 26, text),
        Column("Id", 24, text),
    ]
    found = connection.execute(_INDICATORS, [content.matar, content.matar]).fetchall()
    rows = [
        [*labels, TYPES[kind], *(NOTHING if cell is None else cell for cell in rest)]
        for labels, kind, rest in ((row[:4], row[4], row[5:]) for row in found)
    ]
    area = book.table(sheet, SHEET, columns, rows)
    book.freeze(sheet, area, 1)


_INDICATORS = """
    select
        indikator.kortnamn, indikator.namn, indikator.kvalitetsomrade, indikator.indikatoromrade,
        indikator.indikator_typ, indikator.status_text, indikator.forsta_matar,
        coalesce(
            cast(indikator.sista_matar as varchar),
            case when indikator.status = 'pagaende' then 'Pågår' end
        ) as sista_matar,
        indikator.skala, indikator.malvarde_text, regel.regel_text, indikator.kalla,
        indikator.indikator_id
    from marts.dim_indikator as indikator
    left join regler.indikator_regel as gallande
        on
            indikator.indikator_id = gallande.indikator_id
            and gallande.giltig_fran_matar <= ?
            and (gallande.giltig_till_matar is null or gallande.giltig_till_matar >= ?)
    left join intermediate.int_regel__text as regel
        on
            gallande.indikator_id = regel.indikator_id
            and gallande.regel_id = regel.regel_id
            and regel.gren_id is null
    order by indikator.kvalitetsomrade collate sv, indikator.indikatoromrade collate sv,
        indikator.kortnamn collate sv, indikator.indikator_id
"""
