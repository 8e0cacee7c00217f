"""What is worse than in the rest and got worse: only where it is certain."""

import duckdb

from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column, Value
from oppna_jamforelser.share_text import part_and_percent

SHEET = "Försämrat"
TABLE = "Forsamrat"


def write_worse(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write one row for each group or unit that is worse and worsening in the year."""
    sheet = book.add(
        SHEET,
        f"Sämre än övriga, och sämre än året före: {content.matar}",
        "Bara det som är säkert: de möjliga andelarna möts inte, och åren får jämföras. En enhet "
        "står här när den lämnat Ja och fler än hälften av de andra säkert har Ja.",
    )
    styles = book.styles
    columns = [
        Column("Slag", 20, styles.middle),
        Column("Grupp eller enhet", 30, styles.strong),
        Column("Jämfört med övriga i", 32, styles.middle),
        Column("Indikator", 42, styles.middle),
        Column("Året före", 18, styles.centre),
        Column(f"Resultat {content.matar}", 18, styles.centre),
        Column("Förändring, procentenheter", 15, styles.points),
        Column("Övriga", 20, styles.centre),
        Column("Jämförbarhet", 20, styles.middle),
        Column("Jämförbarheten är", 18, styles.centre),
        Column("Belägg för resultatet", 19, styles.centre),
    ]
    rows = connection.execute(_ROWS, [content.matar]).fetchall()
    area = book.table(sheet, TABLE, columns, [_row(*row) for row in rows], header_height=32)
    book.freeze(sheet, area)


def _row(
    kind: str,
    name: str,
    whole: str,
    indicator: str,
    before: str | int,
    outcome: str | None,
    percent: int | None,
    yes: int | None,
    denominator: int | None,
    change: Value | None,
    others: tuple[int, int, int],
    *words: str,
) -> list[Value]:
    shown: list[Value]
    if percent is None or yes is None or denominator is None:
        shown = [str(before), str(outcome), "Ja lämnades" if before == "Ja" else "Blev Nej"]
    else:
        shown = [f"{before} %", part_and_percent(yes, denominator, percent), change or 0]
    return [kind, name, whole, indicator, *shown, part_and_percent(*others), *words]


_ROWS = """
    select
        coalesce(indelning.gruppindelning_namn, 'Kommun eller stadsdel'),
        coalesce(grupp.grupp_namn, enhet.enhet_namn), hel.grupp_namn, indikator.kortnamn,
        coalesce(fore.utfall_text, cast(lista.fran_andel_procent as varchar)), utfall.utfall_text,
        lista.andel_procent, lista.ja_antal, lista.namnare_antal, lista.forandring_procentenheter,
        (lista.ovriga_ja_antal, lista.ovriga_namnare_antal, lista.ovriga_andel_procent),
        klass.klass_text, hur.belagg_kort, belagg.belagg_kort
    from marts.mart_samre_och_forsamras as lista
    inner join marts.dim_indikator as indikator on lista.indikator_id = indikator.indikator_id
    inner join marts.dim_redovisningsgrupp as hel
        on lista.jamfort_med = hel.gruppindelning || ':' || hel.grupp_kod
    left join marts.dim_redovisningsgrupp as grupp
        on lista.gruppindelning = grupp.gruppindelning and lista.grupp_kod = grupp.grupp_kod
    left join (
        select distinct gruppindelning, gruppindelning_namn from marts.dim_redovisningsgrupp
    ) as indelning on lista.gruppindelning = indelning.gruppindelning
    left join marts.dim_enhet as enhet
        on lista.gruppindelning = 'enhet' and lista.grupp_kod = enhet.enhet_kod
    left join regler.utfall as fore on lista.fran_utfall = fore.utfall
    left join regler.utfall as utfall on lista.utfall = utfall.utfall
    left join regler.jamforbarhet_klass as klass on lista.jamforbarhet = klass.klass
    left join metadata.belagg as hur on lista.jamforbarhet_belagg = hur.belagg
    left join metadata.belagg as belagg on lista.belagg = belagg.belagg
    where lista.matar = ?
    order by
        lista.gruppindelning = 'enhet', lista.gruppindelning, lista.grupp_kod,
        lista.jamfort_med <> 'riket:00', lista.jamfort_med, indikator.kortnamn collate sv,
        lista.indikator_id
"""
