"""What every indicator measures, also those without results."""

import duckdb

from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column

SHEET = "Indikatorlista"
NO_KOLADA = "Inget"
NO_AREA = "Inget"
NO_TARGET = "Inget önskvärt resultat är angivet."
NO_RULE = "Bedöms inte."
NEVER_ASKED = "Aldrig"
NO_SCALE = "Ingen"


def write_indicators(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write one row for each indicator."""
    sheet = book.add(
        SHEET,
        "Alla indikatorer",
        "En rad per indikator, de med resultat först: när den samlats in och vad som räknas som "
        "Ja. Hela kortet står på bladet Indikatorer.",
    )
    text = book.styles.text
    columns = [
        Column("Kortnamn", 28, book.styles.strong),
        Column("Kolada-id", 11, text),
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
        Column("Id", 40, text),
    ]
    rows = connection.execute(_INDICATORS, [content.matar, content.matar]).fetchall()
    area = book.table(sheet, SHEET, columns, rows)
    book.freeze(sheet, area, 1)


_INDICATORS = f"""
    select
        indikator.kortnamn, coalesce(indikator.kolada_id, '{NO_KOLADA}'), indikator.namn,
        coalesce(indikator.kvalitetsomrade, '{NO_AREA}'),
        coalesce(indikator.indikatoromrade, '{NO_AREA}'),
        indikator.indikator_typ_namn, indikator.status_text,
        coalesce(cast(indikator.forsta_matar as varchar), '{NEVER_ASKED}'),
        coalesce(
            cast(indikator.sista_matar as varchar),
            case when indikator.status = 'pagaende' then 'Pågår' else '{NEVER_ASKED}' end
        ) as sista_matar,
        coalesce(indikator.skala, '{NO_SCALE}'),
        coalesce(indikator.malvarde_text, '{NO_TARGET}'),
        coalesce(regel.regel_text, '{NO_RULE}'), indikator.kalla, indikator.indikator_id
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
    order by not indikator.har_utfall, indikator.kvalitetsomrade collate sv,
        indikator.indikatoromrade collate sv,
        indikator.kortnamn collate sv, indikator.indikator_id
"""
