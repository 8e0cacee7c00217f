"""Counts of persons of the last calendar year: groups by sex with their coverage, every unit."""

import duckdb
from xlsxwriter.utility import xl_rowcol_to_cell

from oppna_jamforelser.persons import KON, SHARE, Measure
from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.persons import (
    PROTECTED,
    UNITS,
    Number,
    Persons,
    titles,
)
from oppna_jamforelser.publish.workbook.sheets import Book, Column, Value

SHEET = "Personer"
VALUE = 7
"""The column of the value, counted from 0."""
WHOLE_GROUPS = "Gäller grupper"


def write_persons(
    book: Book, connection: duckdb.DuckDBPyConnection, content: Content, persons: Persons
) -> None:
    """Write one row for each group, sex and measure, and for each unit and measure."""
    last = persons.years[-1] if persons.years else content.matar
    count = len(persons.unreported)
    unreported = f" Mått som ingen lämnat tal om, {count} av sju, visas inte här." if count else ""
    sheet = book.add(
        SHEET,
        f"Antal våldsutsatta personer {last}",
        f"Talen gäller hela kalenderåret. {PROTECTED} Summera aldrig värden.{unreported}",
    )
    styles, title = book.styles, titles(connection)
    columns = [
        Column(title["gruppindelning"], 14, styles.middle),
        Column("Grupp eller enhet", 26, styles.strong),
        Column("Kod", 8, styles.middle),
        Column("Län", 16, styles.middle),
        Column("Mått", 36, styles.middle),
        Column("Värdet är", 11, styles.middle),
        Column(title["kon"], 9, styles.middle),
        Column(title["varde"], 11, styles.rate),
        Column(title["antal"], 11, styles.whole),
        Column(title["namnare_antal"], 12, styles.whole),
        Column(title["varde_lasning_b"], 9, styles.rate),
        Column(title["tackning_procent"], 10, styles.percent),
        Column(title["rapporterande_antal"], 15, styles.whole),
        Column(title["enheter_antal"], 9, styles.whole),
        Column(title["fore_varde"], 11, styles.rate),
        Column(title["skillnad"], 12, styles.points),
        Column("Anmärkning", 13, styles.middle),
    ]
    measures = {measure.indikator_id: measure for measure in persons.measures}
    rows = [
        _row(number, measures[number.measure])
        for number in persons.numbers
        if number.matar == last and number.measure in measures
    ]
    area = book.table(sheet, SHEET, columns, rows, header_height=45)
    book.freeze(sheet, area, 2)
    first, share = area.header + 1, xl_rowcol_to_cell(area.header + 1, 5, col_abs=True)
    for column in (VALUE, VALUE + 3, VALUE + 7):
        sheet.conditional_format(
            *(first, column, area.last, column),
            {"type": "formula", "criteria": f'={share}="{SHARE}"', "format": styles.whole_percent},
        )
    value = xl_rowcol_to_cell(first, VALUE)
    sheet.conditional_format(
        *(first, VALUE, area.last, area.last_column - 1),
        {"type": "formula", "criteria": f"=ISTEXT({value})", "format": styles.missing},
    )


def _row(number: Number, measure: Measure) -> list[Value]:
    def of_group(value: int | None) -> Value:
        return WHOLE_GROUPS if value is None else value

    return [
        *(UNITS.get(number.kind, number.kind_name), number.name, number.key),
        number.county or WHOLE_GROUPS,
        *(measure.kortnamn, measure.unit, KON[number.kon]),
        number.shown(number.value),
        number.shown(number.persons),
        number.shown(number.denominator),
        texts.NOT_SHOWN if number.reading_b is None else number.reading_b,
        *map(of_group, (number.coverage, number.reported, number.units)),
        texts.NOT_SHOWN if number.before is None else number.before,
        texts.NOT_COMPUTED if number.change is None else number.change,
        "Närmevärde" if number.is_proxy else texts.NO_SOURCE,
    ]
