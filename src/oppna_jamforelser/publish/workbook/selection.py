"""What is chosen on the start sheet, and the steps by which its formulas find their cells."""

from dataclasses import dataclass, field

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import MISSING, SERIES, SPAN, Content
from oppna_jamforelser.publish.workbook.lookups import (
    CHOICES,
    COMPARISONS,
    EVIDENCE,
    GROUPS,
    RESULTS,
    ROW_OF_WRONG,
    WRONG,
    Lookup,
    key_of,
)
from oppna_jamforelser.publish.workbook.sheets import FIRST_ROW, Book, Column

SHEET = "Urval"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
CHOICE, _PICK, OTHER, YEAR = (f"Start!$A${row}" for row in range(4, 8))
PICK = f"{SHEET}!$B${FIRST_ROW + 2}"
"""What is compared with, without the blanks that a pasted text may have; the first step."""


@dataclass(frozen=True)
class Selection:
    """A state of the start sheet: two choices by key, a way to compare, and a year."""

    choice: str
    other: str
    pick: str
    year: int


@dataclass(frozen=True)
class Years:
    """The cells of the steps for one year: rows of one's own and the compared, and its name."""

    own: str
    others: str
    comparison: str
    label: str


@dataclass(frozen=True)
class Steps:
    """The cells of the steps, as formulas name them."""

    wrong: str
    own: str
    others: str
    evidence: str
    series: str
    span: str
    label: str
    years: dict[int, Years]
    persons_own: str = ""
    persons_beside: str = ""
    persons_years: dict[int, str] = field(default_factory=dict)


def first_selection(content: Content) -> Selection:
    """Return what is chosen when the workbook is opened."""
    one, other = content.choices[0], content.choices[min(1, len(content.choices) - 1)]
    return Selection(one.key, other.key, content.picks[0], content.years[-1])


def compared(content: Content, selection: Selection, year: int) -> str:
    """Return the name of what is compared with in *year*."""
    if selection.pick == texts.OTHER_KOMMUN:
        return next(choice.label for choice in content.choices if choice.key == selection.other)
    key = content.comparison_keys[selection.choice, year][selection.pick]
    comparison = content.comparisons.get((key, year))
    if comparison:
        return comparison.label
    return texts.NOT_COMPARABLE[key][0] if key in texts.NOT_COMPARABLE else texts.NO_GROUP


class _Sheet:
    """The steps while they are written: each a name, a value, and the formula that gives it."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, int | str, str]] = []

    def add(self, name: str, formula: str, value: int | str, explanation: str) -> str:
        """Add a step; return its cell."""
        self.rows.append((name, formula, value, explanation))
        return f"{SHEET}!$B${FIRST_ROW + 1 + len(self.rows)}"

    def write(self, book: Book) -> None:
        """Write the steps as a table."""
        sheet = book.add_hidden(SHEET, "Så hittar formlerna på Start sina rader. Ändra inget här.")
        columns = [
            Column("Steg", 34, book.styles.text),
            Column("Värde", 40, book.styles.text),
            Column("Förklaring", 80, book.styles.text),
        ]
        shown = ([name, value, text] for name, _, value, text in self.rows)
        area = book.table(sheet, SHEET, columns, shown)
        book.freeze_hidden(sheet, area)
        for row, (_, formula, value, _) in enumerate(self.rows, area.header + 1):
            sheet.write_formula(row, 1, f"={formula}", book.styles.text, value)


def write_steps(
    book: Book,
    content: Content,
    lookups: dict[str, Lookup],
    selection: Selection,
    persons: Lookup | None = None,
) -> Steps:
    """Write the steps with their values for *selection*; return where they stand.

    *persons* is where the numbers of persons are found; None where there are none.
    """
    choices, groups = lookups[CHOICES], lookups[GROUPS]
    comparisons, results = lookups[COMPARISONS], lookups[RESULTS]
    sheet, pick = _Sheet(), selection.pick
    own, other, year = selection.choice, selection.other, selection.year
    codes = choices.column(1)
    place = sheet.add(
        "Jämför med", _trimmed(_PICK), pick, "Valet utan blanksteg som kan ha klistrats in."
    )
    assert place == PICK
    code, others_code = (
        sheet.add(
            name,
            f'IFERROR(INDEX({codes},{_exact(_trimmed(place), choices.column(0))}),"")',
            value,
            "Koden för det som är valt på Start.",
        )
        for name, place, value in (("Vald kod", CHOICE, own), ("Den andras kod", OTHER, other))
    )
    picked = sheet.add(
        "Val i Jämför med",
        f"IFERROR({_exact(PICK, groups.header())},0)",
        content.picks.index(pick) + 1,
        "Vilket i ordningen av valen i Jämför med.",
    )
    is_year = ",".join(f"{YEAR}={known}" for known in content.years)
    is_other = f'{PICK}="{texts.OTHER_KOMMUN}"'
    said = texts.WRONG_CHOICES
    wrong = sheet.add(
        "Fel i valen",
        f'IF({code}="","{said["choice"]}",IF({picked}=0,"{said["pick"]}",'
        f'IF(AND({is_other},{others_code}=""),"{said["other"]}",'
        f'IF(OR({is_year}),"{texts.ALL_RIGHT}","{said["year"]}"))))',
        texts.ALL_RIGHT,
        "Ett val som inte finns i sin lista sägs, och då visas inga resultat.",
    )
    is_right = f'{wrong}="{texts.ALL_RIGHT}"'

    def own_row(name: str, place: str, key: str, of: int | str, value_of: int) -> str:
        return sheet.add(
            name,
            f"IF({is_right},{results.match(f'{place}&{_bar(of)}')},{ROW_OF_WRONG})",
            results.rows.get(key_of(key, value_of), 1),
            "Raden i Data_resultat och Data_vag. 1 när det inte fanns något eget svar.",
        )

    def group(when: int | str, of: int) -> tuple[str, str]:
        found = content.comparison_keys[own, of][pick]
        key = sheet.add(
            f"Jämförelsens nyckel {of}" if isinstance(when, int) else "Jämförelsens nyckel",
            f"IF({is_right},IFERROR(INDEX({groups.values()},MATCH({code}&{_bar(when)},"
            f'{groups.column(0)},0),{picked}),"{MISSING}"),"{WRONG}")',
            found,
            "Gruppens nyckel i Data_jamforelse.",
        )
        return key, found

    def comparison_row(name: str, key: str, found: str, when: int | str, of: int, what: str) -> str:
        return sheet.add(
            name,
            comparisons.match(
                f'{key}&{_bar(when)}&"|{what}"',
                f"IFERROR(MATCH({key},{comparisons.head(2 + len(texts.NOT_COMPARABLE))},0),1)",
            ),
            comparisons.rows.get(key_of(found, of, what), comparisons.rows.get(found, 1)),
            "Raden i Data_jamforelse.",
        )

    def label(name: str, row: str, of: int) -> str:
        return sheet.add(
            name,
            f"IF({is_other},{OTHER},INDEX({comparisons.column(1)},{row}))",
            compared(content, selection, of),
            "Namnet på det som jämförs, med antalet enheter i gruppen.",
        )

    own_now = own_row("Rad för valt mätår", code, own, YEAR, year)
    others_now = own_row("Rad för den andra", others_code, other, YEAR, year)
    evidence = sheet.add(
        "Rad för belägg",
        f"IF({is_right},{results.match(f'{chr(34)}{EVIDENCE}{chr(34)}&{_bar(YEAR)}')},"
        f"{ROW_OF_WRONG})",
        results.rows[key_of(EVIDENCE, year)],
        "Raden i Data_resultat som säger vad årets resultat vilar på.",
    )
    key, found = group(YEAR, year)
    group_key = key
    series, span = (
        comparison_row(f"Rad för {measure}", key, found, YEAR, year, measure)
        for measure in (SERIES, SPAN)
    )
    now = label("Jämförelsen gäller", series, year)
    years = {}
    for past in content.years:
        key, found = group(past, past)
        row = comparison_row(f"Jämförelsens rad {past}", key, found, past, past, SERIES)
        years[past] = Years(
            own=own_row(f"Rad för {past}", code, own, past, past),
            others=own_row(f"Den andras rad {past}", others_code, other, past, past),
            comparison=row,
            label=label(f"Jämförelsen {past}", row, past),
        )
    found_persons: list[str] = []
    persons_years: dict[int, str] = {}
    if persons:

        def person_row(name: str, place: str, key: str, when: int | str, of: int) -> str:
            return sheet.add(
                name,
                f"IF({is_right},{persons.match(f'{place}&{_bar(when)}')},{ROW_OF_WRONG})",
                persons.rows.get(key_of(key, of), 1),
                "Raden i Data_personer. 1 när det inte finns några tal.",
            )

        is_picked = pick == texts.OTHER_KOMMUN
        beside_key = other if is_picked else content.comparison_keys[own, year][pick]
        beside = sheet.add(
            "Nyckel för personer i jämförelsen",
            f"IF({is_other},{others_code},{group_key})",
            beside_key,
            "Gruppens eller den andra kommunens nyckel.",
        )
        found_persons = [
            person_row("Rad för personer", code, own, YEAR, year),
            person_row("Rad för personer i jämförelsen", beside, beside_key, YEAR, year),
        ]
        persons_years = {
            past: person_row(f"Rad för personer {past}", code, own, past, past)
            for past in content.years
        }
    sheet.write(book)
    own_persons, beside_persons = found_persons or ("", "")
    return Steps(
        *(wrong, own_now, others_now, evidence, series, span, now),
        years=years,
        persons_own=own_persons,
        persons_beside=beside_persons,
        persons_years=persons_years,
    )


def _trimmed(place: str) -> str:
    """Return the formula of a text without blanks around it, hard ones too."""
    # the blank itself: what CHAR(160) is depends on the machine
    return f'TRIM(SUBSTITUTE({place},"{NO_BREAK_SPACE}"," "))'


def _bar(year: int | str) -> str:
    """Return the formula of the part of a key that is a year, in a cell or known."""
    return f'"|{year}"' if isinstance(year, int) else f'"|"&{year}'


def _exact(place: str, cells: str) -> str:
    """Return the formula that finds a choice in its list; a star in it finds nothing else."""
    found = f"MATCH({place},{cells},0)"
    return f"IF(INDEX({cells},{found})={place},{found},NA())"
