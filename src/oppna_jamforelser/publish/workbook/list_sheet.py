"""An own group's list of indicators as its source orders them, for each of its kommuner."""

import duckdb

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.sheets import Book, Column


def write_lists(book: Book, connection: duckdb.DuckDBPyConnection, content: Content) -> None:
    """Write a sheet for each own group that has a list."""
    for code, name in connection.execute(_GROUPS).fetchall():
        _write_list(book, connection, content, code, name)


def sheet_name(code: str) -> str:
    """Return what the sheet of a group is called."""
    return f"Lista {code}"[:31]


def _write_list(
    book: Book, connection: duckdb.DuckDBPyConnection, content: Content, code: str, name: str
) -> None:
    sheet = book.add(
        sheet_name(code),
        f"{name}: gruppens egen lista {content.matar}",
        "I den ordning och med de beteckningar som källan har. En beteckning som upphört eller "
        "inte kunnat bekräftas står kvar, med orsaken.",
    )
    found = connection.execute(_ROWS, [code, content.matar]).fetchall()
    kommuner = list(dict.fromkeys(row[-3] for row in found))
    styles = book.styles
    columns = [
        Column("Nr", 5, styles.integer),
        Column("Rubrik", 32, styles.middle),
        Column("Indikator", 42, styles.strong),
        Column("Kolada-id", 11, styles.middle),
        Column("Läge", 34, styles.middle),
        Column(texts.EVIDENCE, 19, styles.centre),
        *(Column(kommun, 16, styles.centre) for kommun in kommuner),
    ]
    rows: dict[int, list[str | int]] = {}
    for number, *head, _, outcome, reason in found:
        row = rows.setdefault(number, [number, *head])
        row.append(texts.REASONS[reason] if reason else outcome)
    area = book.table(sheet, texts.table_name(f"Lista_{code}"), columns, rows.values())
    book.freeze(sheet, area, 3)
    first = len(columns) - len(kommuner)
    colour_outcomes(book, sheet, area.header + 1, first, area.last, area.last_column)


_GROUPS = """
    select distinct lista.grupp_kod, grupp.grupp_namn
    from marts.dim_egen_grupp_indikator as lista
    inner join marts.dim_redovisningsgrupp as grupp
        on grupp.gruppindelning = 'egen' and lista.grupp_kod = grupp.grupp_kod
    order by lista.grupp_kod
"""
_ROWS = f"""
    with medlem as (
        select distinct bridge.matar, bridge.grupp_kod, enhet.kommun_kod
        from marts.bridge_enhet_grupp as bridge
        inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
        where bridge.gruppindelning = 'egen'
    )

    select
        lista.ordning, lista.rubrik, indikator.kortnamn, lista.kolada_id,
        coalesce(lista.orsak_text, 'Samlas in.'),
        coalesce(belagg.belagg_kort, '{texts.REASONS["ej_insamlad"]}'),
        cell.kommun_namn, cell.utfall_text, cell.orsak_kod
    from marts.dim_egen_grupp_indikator as lista
    inner join marts.dim_indikator as indikator on lista.indikator_id = indikator.indikator_id
    inner join medlem on lista.grupp_kod = medlem.grupp_kod
    inner join marts.mart_kommun_indikator as cell
        on medlem.matar = cell.matar and medlem.kommun_kod = cell.kommun_kod
        and lista.indikator_id = cell.indikator_id
    left join metadata.belagg as belagg on cell.belagg = belagg.belagg
    where lista.grupp_kod = ? and cell.matar = ?
    order by lista.ordning, cell.kommun_namn collate sv
"""
