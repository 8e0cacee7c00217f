"""How shares changed, and what the change is made of."""

from decimal import Decimal
from typing import Any

import duckdb

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Column, Value

SHEET = "Förändringar"
TABLE = "Forandringar"
SHARE = ("andel_procent", "ja_antal", "namnare_antal")
PARTS = ("regel", "ram", "svar", "verklig")


def write_changes(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write every group's change to the year of the publication, and riket's of all years."""
    sheet = book.add(
        SHEET,
        f"Förändringar till {content.matar}, och för riket alla år",
        "Delarna regel, ram, svar och verklig summerar till förändringen. Två värden visar spannet "
        "när några svar inte räcker för att avgöra. De skrivs inte ut.",
    )
    styles = book.styles
    change, parts = "fct_forandring", "fct_forandring_orsak"
    shown = [
        Column("Indelning", 14, styles.middle),
        Column("Grupp", 22, styles.strong),
        Column("Indikator", 36, styles.middle),
        book.column(change, "fran_matar", 7, styles.centre),
        book.column(change, "till_matar", 7, styles.centre),
        book.column(change, "fran_andel_procent", 12, styles.percent),
        Column("Ja av svarande före", 12, styles.centre),
        book.column(change, "till_andel_procent", 12, styles.percent),
        Column("Ja av svarande efter", 12, styles.centre),
        book.column(change, "forandring_procentenheter", 16, styles.points),
        book.column(change, "ar_saker", 13, styles.centre),
        book.column(change, "jamforbarhet", 16, styles.middle),
        book.column(change, "jamforbarhet_belagg", 14, styles.centre),
    ]
    columns = [
        *shown,
        book.column(change, "blev_ja_antal", 12, styles.integer),
        book.column(change, "slutade_ja_antal", 12, styles.integer),
        *(book.column(parts, f"{part}_procentenheter", 15, styles.points) for part in PARTS),
        Column("Varför värde saknas", 70, styles.middle),
        Column("Belägg före", 19, styles.centre),
        Column("Belägg efter", 19, styles.centre),
    ]
    cursor = connection.execute(_CHANGES, [content.matar])
    names = [column[0] for column in cursor.description]
    found = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
    ids = {indicator.id for indicator in content.indicators}
    evidence = {
        (year, indicator.id): words
        for year, all_words in content.evidence.items()
        for indicator, words in zip(content.indicators, all_words, strict=True)
    }
    rows = [
        [
            *_row(row, content.name_with_twins(row["grupp"], row["grupp_namn"])),
            *(evidence[row[year], row["indikator_id"]] for year in ("fran_matar", "till_matar")),
        ]
        for row in found
        if row["indikator_id"] in ids and row["grupp"] not in content.twins
    ]
    area = book.table(sheet, TABLE, columns, rows, header_height=45)
    book.freeze(sheet, area, printed=len(shown))


def _row(row: dict[str, Any], name: str) -> list[Value]:
    is_computed = row["forandring_procentenheter"] is not None
    change = [row["forandring_procentenheter"], "Ja" if row["ar_saker"] else "Nej"]
    moved = [row["blev_ja_antal"], row["slutade_ja_antal"]]
    return [
        *(row["gruppindelning_namn"], name, row["kortnamn"]),
        *(row["fran_matar"], row["till_matar"]),
        *(
            cell
            for year in ("fran", "till")
            for cell in _share(*(row[f"{year}_{name}"] for name in SHARE))
        ),
        *(change if is_computed else [texts.NOT_COMPUTED] * len(change)),
        *(row["klass_text"], row["belagg_kort"]),
        *(moved if is_computed else [texts.NOT_COMPUTED] * len(moved)),
        *(_span(row[f"{part}_lagsta"], row[f"{part}_hogsta"]) for part in PARTS),
        row["del_orsak_text"] or row["orsak_text"] or texts.NOTHING_MISSING,
    ]


def _share(percent: int | None, yes: int | None, denominator: int | None) -> list[int | str]:
    if percent is None or yes is None or denominator is None:
        return [texts.NOT_SHOWN, texts.NOT_SHOWN]
    return texts.share_cells(percent, yes, denominator)


def _span(lowest: Decimal | None, highest: Decimal | None) -> Value:
    if lowest is None or highest is None:
        return texts.NOT_COMPUTED
    if lowest == highest:
        return lowest
    return f"{texts.signed(lowest)} till {texts.signed(highest)}"


# one row of parts for each way to count the undecided: their lowest and highest are the span
_CHANGES = """
    with del as (
        select
            fran_matar, till_matar, gruppindelning, grupp_kod, indikator_id,
            min(regel_procentenheter) as regel_lagsta, max(regel_procentenheter) as regel_hogsta,
            min(ram_procentenheter) as ram_lagsta, max(ram_procentenheter) as ram_hogsta,
            min(svar_procentenheter) as svar_lagsta, max(svar_procentenheter) as svar_hogsta,
            min(verklig_procentenheter) as verklig_lagsta,
            max(verklig_procentenheter) as verklig_hogsta,
            min(coalesce(regel_orsak_kod, orsak_kod)) as orsak_kod
        from marts.fct_forandring_orsak
        group by fran_matar, till_matar, gruppindelning, grupp_kod, indikator_id
    ),

    orsak as (
        select orsak_kod, orsak_text from regler.orsak
        union all
        select orsak_kod, orsak_text from regler.tid_orsak
    )

    select
        forandring.indikator_id,
        forandring.gruppindelning || ':' || forandring.grupp_kod as grupp,
        grupp.gruppindelning_namn, grupp.grupp_namn, indikator.kortnamn,
        forandring.fran_matar, forandring.till_matar, klass.klass_text,
        belagg.belagg_kort,
        forandring.fran_andel_procent, forandring.fran_ja_antal, forandring.fran_namnare_antal,
        forandring.till_andel_procent, forandring.till_ja_antal, forandring.till_namnare_antal,
        forandring.forandring_procentenheter, forandring.ar_saker, forandring.blev_ja_antal,
        forandring.slutade_ja_antal, del.regel_lagsta, del.regel_hogsta, del.ram_lagsta,
        del.ram_hogsta, del.svar_lagsta, del.svar_hogsta, del.verklig_lagsta, del.verklig_hogsta,
        del_orsak.orsak_text as del_orsak_text, orsak.orsak_text
    from marts.fct_forandring as forandring
    inner join marts.dim_redovisningsgrupp as grupp
        on
            forandring.gruppindelning = grupp.gruppindelning
            and forandring.grupp_kod = grupp.grupp_kod
    inner join marts.dim_indikator as indikator
        on forandring.indikator_id = indikator.indikator_id
    left join regler.jamforbarhet_klass as klass on forandring.jamforbarhet = klass.klass
    left join metadata.belagg as belagg on forandring.jamforbarhet_belagg = belagg.belagg
    left join del
        on
            forandring.fran_matar = del.fran_matar
            and forandring.till_matar = del.till_matar
            and forandring.gruppindelning = del.gruppindelning
            and forandring.grupp_kod = del.grupp_kod
            and forandring.indikator_id = del.indikator_id
    left join orsak as del_orsak on del.orsak_kod = del_orsak.orsak_kod
    left join orsak on forandring.orsak_kod = orsak.orsak_kod
    where
        forandring.till_matar = $1
        or (forandring.gruppindelning = 'riket' and forandring.till_matar < $1)
    order by
        forandring.gruppindelning <> 'riket', grupp.gruppindelning_namn collate sv,
        forandring.grupp_kod, indikator.kortnamn collate sv, indikator.indikator_id,
        forandring.fran_matar desc
"""
