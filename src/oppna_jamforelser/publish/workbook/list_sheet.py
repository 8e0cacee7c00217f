"""An own group's list of indicators as its source orders them, for each of its kommuner."""

import duckdb
from xlsxwriter.utility import xl_rowcol_to_cell

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.sheets import Book, Column, Value


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
    kommuner = list(dict.fromkeys(row[-4] for row in found))
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
    rows: dict[int, list[Value]] = {}
    for number, *head, _, outcome, reason, value in found:
        row = rows.setdefault(number, [number, *head])
        shown = outcome if value is None else value
        row.append(texts.REASONS[reason] if reason else shown)
    area = book.table(sheet, texts.table_name(f"Lista_{code}"), columns, rows.values())
    book.freeze(sheet, area, 3)
    first = len(columns) - len(kommuner)
    colour_outcomes(book, sheet, area.header + 1, first, area.last, area.last_column)
    cell = xl_rowcol_to_cell(area.header + 1, first)
    sheet.conditional_format(
        *(area.header + 1, first, area.last, area.last_column),
        {"type": "formula", "criteria": f"=ISNUMBER({cell})", "format": styles.one_decimal},
    )


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
        lista.ordning, lista.rubrik,
        indikator.kortnamn
        || case when tal.indikator_id is null then '' else ', ' || lower(indikator.skala) end,
        lista.kolada_id,
        coalesce(lista.orsak_text, 'Samlas in.'),
        coalesce(belagg.belagg_kort, '{texts.REASONS["ej_insamlad"]}'),
        cell.kommun_namn, cell.utfall_text,
        case when tal.indikator_id is null then cell.orsak_kod else tal.orsak_kod end, tal.varde
    from marts.dim_egen_grupp_indikator as lista
    inner join marts.dim_indikator as indikator on lista.indikator_id = indikator.indikator_id
    inner join medlem on lista.grupp_kod = medlem.grupp_kod
    inner join marts.mart_kommun_indikator as cell
        on medlem.matar = cell.matar and medlem.kommun_kod = cell.kommun_kod
        and lista.indikator_id = cell.indikator_id
    left join marts.fct_enhetsvarde as tal
        on cell.matar = tal.matar and cell.kommun_kod = tal.enhet_kod
        and lista.indikator_id = tal.indikator_id
    left join metadata.belagg as belagg
        on case when tal.indikator_id is null then cell.belagg else 'kalla' end = belagg.belagg
    where lista.grupp_kod = ? and cell.matar = ?
    order by lista.ordning, cell.kommun_namn collate sv
"""
