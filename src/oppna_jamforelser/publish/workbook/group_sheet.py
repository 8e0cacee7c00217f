"""Every group's share of every indicator in the publication's year, beside the rest of riket."""

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.groups import RIKET, Share, rest_key
from oppna_jamforelser.publish.workbook.sheets import Book, Column, Value

SHEET = "Grupper"
Row = list[Value]


def write_groups(book: Book, content: Content) -> None:
    """Write one row for each group and indicator."""
    sheet = book.add(
        SHEET,
        f"Grupper {content.matar}",
        "Varje grupp jämförs med övriga riket: riket utan gruppens egna enheter. En skillnad är "
        "säker bara när de möjliga andelarna inte möts. Antalen till höger skrivs inte ut.",
    )
    styles = book.styles
    shares, rest_of = "fct_gruppvarde", "fct_gruppvarde_ovriga"
    shown = [
        Column("Indelning", 14, styles.middle),
        Column("Grupp", 24, styles.strong),
        Column("Indikator", 36, styles.middle),
        book.column(shares, "andel_procent", 13, styles.percent),
        Column("Ja av svarande", 13, styles.centre),
        book.column(shares, "lagsta_procent", 12, styles.tenths),
        book.column(shares, "hogsta_procent", 12, styles.tenths),
        Column("Övriga riket, andel Ja", 13, styles.percent),
        Column("Övriga riket, Ja av svarande", 13, styles.centre),
        book.column(rest_of, "skillnad", 15, styles.centre),
        book.column(shares, "belagg", 18, styles.centre),
    ]
    counts = ("enheter", "ja", "delvis", "nej", "ej_aktuellt", "bortfall", "namnare")
    columns = [
        *shown,
        *(book.column(shares, f"{name}_antal", 12, styles.integer) for name in counts),
    ]
    rows = [
        [
            *(group.division_name, content.name_with_twins(key, group.name), indicator.name),
            *_row(
                group.shares[indicator.id], rest.shares[indicator.id] if rest else None, evidence
            ),
        ]
        for (key, year), group in content.groups.items()
        if year == content.matar and key not in content.twins
        for rest in [content.rests.get((rest_key(RIKET, key), year))]
        for indicator, evidence in zip(content.indicators, content.evidence[year], strict=True)
        if indicator.id in group.shares
    ]
    area = book.table(sheet, SHEET, columns, rows, header_height=45)
    book.freeze(sheet, area, printed=len(shown))


def _row(own: Share, rest: Share | None, evidence: str) -> Row:
    return [
        *_shown(own),
        *_range(own),
        *(_shown(rest) if rest else [texts.IS_RIKET, texts.IS_RIKET]),
        _difference(own, rest) if rest else texts.IS_RIKET,
        evidence,
        *(own.units, own.yes, own.partly, own.no),
        *(own.not_applicable, own.missing, own.denominator),
    ]


def _shown(one: Share) -> Row:
    """Return the share and its counts, or the reason why there is none."""
    if one.percent is None:
        reason = texts.REASONS[str(one.reason)]
        return [reason, reason]
    return [*texts.share_cells(one.percent, one.yes, one.denominator)]


def _range(one: Share) -> Row:
    if one.percent is None or one.lowest is None or one.highest is None:
        return [texts.REASONS[str(one.reason)]] * 2
    return [one.lowest, one.highest]


def _difference(own: Share, rest: Share) -> str:
    if own.percent is None or rest.percent is None or rest.difference is None:
        return texts.NO_DIFFERENCE
    return rest.difference
