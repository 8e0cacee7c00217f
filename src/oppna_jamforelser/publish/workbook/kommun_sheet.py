"""All kommuner and parts of cities, all indicators, for the year of the publication."""

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Choice, Content
from oppna_jamforelser.publish.workbook.outcomes import colour_outcomes
from oppna_jamforelser.publish.workbook.results import plain
from oppna_jamforelser.publish.workbook.sheets import Book, Column

SHEET = "Kommuner"


def write_kommuner(book: Book, content: Content) -> None:
    """Write one row for each kommun and part that answered or should have answered."""
    sheet = book.add(
        SHEET,
        f"Alla kommuner och stadsdelar {content.matar}",
        "Filtrera på län före utskrift. En stad med delar visar sina delars svar: Ja av svarande. "
        "Kursivt: resultat saknas, orsaken står i cellen. Inom parentes i rubriken: vad årets "
        "resultat vilar på.",
        pages_wide=4,
    )
    styles = book.styles
    columns = [
        Column("Kommun eller stadsdel", 38, styles.strong),
        Column("Kod", 9, styles.middle),
        Column("Slag", 11, styles.middle),
        Column("Län", 22, styles.middle),
        Column("Storleksgrupp", 29, styles.middle),
        Column("SKR-grupp", 44, styles.middle),
        *(
            Column(f"{indicator.name} ({evidence.lower()})", 13.5, styles.centre, is_upright=True)
            for indicator, evidence in zip(
                content.indicators, content.evidence[content.matar], strict=True
            )
        ),
    ]
    rows = [
        [choice.label, choice.key, _kind(content, choice), *_groups(content, choice)]
        + [plain(result) for result in content.results[choice.key, content.matar]]
        for choice in content.choices
        if not choice.is_group and (choice.key, content.matar) in content.results
    ]
    area = book.table(sheet, SHEET, columns, rows, header_height=270)
    book.freeze(sheet, area, 1)
    first = len(columns) - len(content.indicators)
    colour_outcomes(book, sheet, area.header + 1, first, area.last, area.last_column)


def _kind(content: Content, choice: Choice) -> str:
    if choice.is_part:
        return "Stadsdel"
    has_parts = (f"storstad:{choice.key}", content.matar) in content.groups
    return "Hel stad" if has_parts else "Kommun"


def _groups(content: Content, choice: Choice) -> list[str]:
    keys = content.comparison_keys[choice.key, content.matar]
    # a city is compared with a group without itself; here the group's own name is wanted
    found = content.groups | content.rests
    own = {
        division: found[keys[pick], content.matar].whole or keys[pick]
        for division, pick in texts.GROUP_PICKS.items()
    }
    names = {division: content.groups[key, content.matar].name for division, key in own.items()}
    return [
        names["lan"],
        texts.coded(own["storleksgrupp"], names["storleksgrupp"]),
        texts.coded(own["skr"], names["skr"]),
    ]
