"""Every group's share of every indicator in the publication's year, beside the rest of riket."""

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.groups import Group
from oppna_jamforelser.publish.workbook.shares import Policy, Share, is_certain, share
from oppna_jamforelser.publish.workbook.sheets import Book, Column

SHEET = "Grupper"
RIKET = "riket:00"
Row = list[int | str]


def write_groups(book: Book, content: Content) -> None:
    """Write one row for each group and indicator."""
    sheet = book.add(
        SHEET,
        f"Grupper {content.matar}",
        "Varje grupp jämförs med övriga riket: riket utan gruppens egna enheter. En skillnad är "
        "säker bara när de möjliga andelarna inte möts.",
    )
    styles = book.styles
    columns = [
        Column("Indelning", 17, styles.middle),
        Column("Grupp", 27, styles.strong),
        Column("Indikator", 42, styles.middle),
        *(Column(name, 9, styles.integer) for name in ("Enheter", "Ja", "Delvis", "Nej")),
        Column("Ej aktuellt", 9, styles.integer),
        Column("Saknas", 9, styles.integer),
        Column("Svarande (nämnare)", 11, styles.integer),
        Column("Andel Ja", 18, styles.percent),
        Column("Ja av svarande", 18, styles.centre),
        Column("Lägsta möjliga", 18, styles.centre),
        Column("Högsta möjliga", 18, styles.centre),
        Column("Övriga riket, andel Ja", 18, styles.percent),
        Column("Övriga riket, Ja av svarande", 18, styles.centre),
        Column("Skillnad mot övriga riket", 21, styles.centre),
    ]
    riket = content.groups[RIKET, content.matar]
    rows = [
        [
            *(group.division_name, group.name, indicator.name),
            *_row(
                group.shares[indicator.id],
                _rest(key, group, riket, indicator.id, content.policy),
            ),
        ]
        for (key, year), group in content.groups.items()
        if year == content.matar
        for indicator in content.indicators
        if indicator.id in group.shares
    ]
    area = book.table(sheet, SHEET, columns, rows, header_height=45)
    book.freeze(sheet, area)


def _rest(key: str, group: Group, riket: Group, indicator: str, policy: Policy) -> Share | None:
    if key == RIKET:
        return None
    return share(riket.shares[indicator].counts.without(group.shares[indicator].counts), policy)


def _row(own: Share, rest: Share | None) -> Row:
    counts = own.counts
    return [
        *(counts.units, counts.yes, counts.partly, counts.no),
        *(counts.not_applicable, counts.missing, counts.denominator),
        *_shown(own),
        *_range(own),
        *(_shown(rest) if rest else [texts.IS_RIKET, texts.IS_RIKET]),
        _difference(own, rest) if rest else texts.IS_RIKET,
    ]


def _shown(one: Share) -> Row:
    """Return the share and its counts; a share of few is text, so that sorting does not rank it."""
    counts = one.counts
    if one.percent is None:
        reason = texts.REASONS[str(one.reason)]
        return [reason, reason]
    part = texts.part_of(counts.yes, counts.denominator)
    if counts.denominator < texts.FEW:
        return [texts.part_and_percent(counts.yes, counts.denominator, one.percent), part]
    return [one.percent, part]


def _range(one: Share) -> Row:
    if one.percent is None or one.lowest is None or one.highest is None:
        return [texts.REASONS[str(one.reason)]] * 2
    return [texts.decimal_percent(one.lowest), texts.decimal_percent(one.highest)]


def _difference(own: Share, rest: Share) -> str:
    if own.percent is None or rest.percent is None:
        return texts.NO_DIFFERENCE
    if not is_certain(own.counts, rest.counts):
        return "Inte säker"
    higher = own.counts.yes * rest.counts.denominator > rest.counts.yes * own.counts.denominator
    return "Säkert högre" if higher else "Säkert lägre"
