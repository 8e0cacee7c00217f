"""What is chosen on the start sheet, and the steps by which its formulas find their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import MEASURES, Content
from oppna_jamforelser.publish.workbook.lookups import (
    CHOICES,
    COMPARISONS,
    GROUPS,
    RESULTS,
    Lookup,
)
from oppna_jamforelser.publish.workbook.sheets import FIRST_ROW, Book, Column
from oppna_jamforelser.publish.workbook.styles import MUTED

SHEET = "Urval"
START_CELLS = {
    "choice": "Start!$A$4",
    "pick": "Start!$A$5",
    "other": "Start!$A$6",
    "year": "Start!$A$7",
}


@dataclass(frozen=True)
class Selection:
    """A state of the start sheet: two choices by key, a way to compare, and a year."""

    choice: str
    other: str
    pick: str
    year: int


@dataclass(frozen=True)
class Steps:
    """The cells of the steps, as formulas name them."""

    own: str
    others: str
    pick: str
    comparison: dict[str, str]
    label: str
    series: dict[int, str]


@dataclass(frozen=True)
class _Step:
    name: str
    formula: str
    value: int | str
    explanation: str


def first_selection(content: Content) -> Selection:
    """Return what is chosen when the workbook is opened."""
    one, other = content.choices[0], content.choices[min(1, len(content.choices) - 1)]
    return Selection(one.key, other.key, content.picks[0], content.years[-1])


def compared(content: Content, selection: Selection) -> str:
    """Return the name of what is compared with."""
    if selection.pick == texts.OTHER_KOMMUN:
        return next(choice.label for choice in content.choices if choice.key == selection.other)
    key = content.comparison_keys[selection.choice, selection.year][selection.pick]
    comparison = content.comparisons.get((key, selection.year))
    return comparison.label if comparison else texts.NO_GROUP


def write_steps(
    book: Book, content: Content, lookups: dict[str, Lookup], selection: Selection
) -> Steps:
    """Write the steps with their values for *selection*; return where they stand."""
    sheet = book.add(
        SHEET, SHEET, "Så hittar formlerna på Start sina rader. Ändra inget här.", MUTED
    )
    styles = book.styles
    steps = _steps(content, lookups, selection)
    columns = [
        Column("Steg", 34, styles.text),
        Column("Värde", 40, styles.text),
        Column("Förklaring", 80, styles.text),
    ]
    area = book.table(
        sheet, SHEET, columns, ([step.name, step.value, step.explanation] for step in steps)
    )
    book.freeze(sheet, area)
    cells = {}
    for row, step in enumerate(steps, area.header + 1):
        sheet.write_formula(row, 1, f"={step.formula}", styles.text, step.value)
        cells[step.name] = f"{SHEET}!$B${row + 1}"
    return Steps(
        own=cells["Rad för valt mätår"],
        others=cells["Rad för den andra"],
        pick=cells["Jämför med"],
        comparison={measure: cells[f"Rad för {measure}"] for measure in MEASURES},
        label=cells["Jämförelsen gäller"],
        series={year: cells[f"Rad för {year}"] for year in content.years},
    )


def _steps(content: Content, lookups: dict[str, Lookup], selection: Selection) -> Sequence[_Step]:
    choices, groups = lookups[CHOICES], lookups[GROUPS]
    comparisons, results = lookups[COMPARISONS], lookups[RESULTS]
    rows = {cell: row for row, cell in enumerate(sorted(content.results), 1)}
    places = {
        (*cell, measure): row
        for row, (cell, measure) in enumerate(
            ((cell, measure) for cell in content.comparisons for measure in MEASURES), 1
        )
    }
    year = selection.year
    own, other = selection.choice, selection.other
    group = content.comparison_keys[own, year][selection.pick]

    def cell(number: int) -> str:
        return f"$B${FIRST_ROW + 1 + number}"

    def code(place: str) -> str:
        return f'IFERROR(INDEX({choices.column(1)},MATCH({place},{choices.column(0)},0)),"")'

    picked = f"IFERROR(MATCH({cell(5)},{groups.header()},0),0)"
    group_row = groups.match(f'{cell(1)}&"|"&{cell(2)}')
    found = _Step(
        "Jämförelsens nyckel",
        f'IF({group_row}=0,"{texts.NOT_THERE}",INDEX({groups.values()},{group_row},{picked}))',
        group,
        "Gruppens nyckel i Data_jamforelse.",
    )
    steps = [
        _Step("Vald kod", code(START_CELLS["choice"]), own, "Koden för det som är valt på Start."),
        _Step("Valt mätår", START_CELLS["year"], year, "Mätåret som är valt på Start."),
        _Step(
            "Rad för valt mätår",
            results.match(f'{cell(1)}&"|"&{cell(2)}'),
            rows.get((own, year), 0),
            "Raden i Data_resultat och Data_vag. 0 när det inte fanns något eget svar.",
        ),
        _Step("Den andras kod", code(START_CELLS["other"]), other, "Koden för den andra kommunen."),
        _Step("Jämför med", START_CELLS["pick"], selection.pick, "Slaget av jämförelse."),
        _Step(
            "Rad för den andra",
            results.match(f'{cell(4)}&"|"&{cell(2)}'),
            rows.get((other, year), 0),
            "Den andra kommunens rad i Data_resultat.",
        ),
        found,
        *(
            _Step(
                f"Rad för {measure}",
                comparisons.match(f'{cell(7)}&"|"&{cell(2)}&"|{measure}"'),
                places.get((group, year, measure), 0),
                "Raden i Data_jamforelse.",
            )
            for measure in MEASURES
        ),
    ]
    steps.append(
        _Step(
            "Jämförelsen gäller",
            f'IF({cell(5)}="{texts.OTHER_KOMMUN}",{START_CELLS["other"]},'
            f'IF({cell(8)}=0,"{texts.NO_GROUP}",INDEX({comparisons.column(1)},{cell(8)})))',
            compared(content, selection),
            "Namnet på det som jämförs, med antalet enheter i gruppen.",
        )
    )
    for past in content.years:
        steps.append(
            _Step(
                f"Rad för {past}",
                results.match(f'{cell(1)}&"|{past}"'),
                rows.get((own, past), 0),
                f"Raden i Data_resultat för {past}.",
            )
        )
    return steps
