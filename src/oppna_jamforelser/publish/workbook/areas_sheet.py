"""The same routine between the verksamhetsområden of a unit, where the sources let them compare."""

from collections.abc import Mapping

import duckdb

from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column
from oppna_jamforelser.share_text import part_of

SHEET = "Mellan områden"
TABLE = "Mellan_omraden"
NONE = "Inget område"


def write_areas(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write one row for each unit and routine of the year."""
    sheet = book.add(
        SHEET,
        f"Samma rutin mellan verksamhetsområden {content.matar}",
        "Vilka områden i en kommun eller stadsdel som har rutinen och vilka som saknar den. Bara "
        "områden som enligt källan får jämföras, och som har ett resultat, räknas; där färre än "
        "två finns kvar jämförs inget.",
    )
    styles = book.styles
    columns = [
        Column("Kommun eller stadsdel", 34, styles.strong),
        Column("Kod", 10, styles.middle),
        Column("Län", 22, styles.middle),
        Column("Rutin eller arbetssätt", 40, styles.middle),
        Column("Områden med Ja", 16, styles.centre),
        Column("Har den", 60, styles.middle),
        Column("Saknar den (Nej eller Delvis)", 60, styles.middle),
        Column("Belägg", 18, styles.centre),
    ]
    names = dict(connection.execute(_AREAS).fetchall())
    rows = [
        [
            *(unit, code, county, family),
            *(part_of(yes, count), _named(has, names), _named(lacks, names), evidence),
        ]
        for unit, code, county, family, yes, count, has, lacks, evidence in (
            connection.execute(_ROWS, [content.matar]).fetchall()
        )
    ]
    book.freeze(sheet, book.table(sheet, TABLE, columns, rows), 1)


def _named(codes: str | None, names: Mapping[str, str]) -> str:
    return ", ".join(names[code] for code in codes.split(",")) if codes else NONE


_AREAS = "select omrade_kod, omrade_namn from metadata.verksamhetsomrade"
_ROWS = """
    with familj as (
        select distinct indikator_familj as familj, jamforelse_namn as namn
        from metadata.jamforbar_mellan_omraden
        where indikator_familj is not null
    )

    select
        enhet.enhet_namn, mart.enhet_kod, kommun.lan_namn, familj.namn, mart.ja_antal,
        mart.omraden_antal, mart.omraden_ja, mart.omraden_saknar,
        belagg.belagg_kort
    from marts.mart_omraden as mart
    inner join familj on mart.familj = familj.familj
    inner join marts.dim_enhet as enhet on mart.enhet_kod = enhet.enhet_kod
    inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
    inner join metadata.belagg as belagg on mart.belagg = belagg.belagg
    where mart.matar = ? and mart.orsak_kod is null
    order by kommun.kommun_namn collate sv, mart.enhet_kod, familj.namn collate sv
"""
