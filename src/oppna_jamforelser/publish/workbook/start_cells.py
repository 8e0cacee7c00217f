"""Every shown cell of the start sheet: its formula, and its value for a selection."""

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.lookups import COMPARISONS, RESULTS, WAYS, Lookup
from oppna_jamforelser.publish.workbook.results import plain
from oppna_jamforelser.publish.workbook.selection import PICK, Selection, Steps

Value = int | str
COMPARED_COLUMNS = 4
"""Share, counts, lowest and highest of what is compared with."""


def shown(content: Content, selection: Selection, number: int) -> list[Value]:
    """Return what a row of the start sheet shows for the indicator of this *number*."""
    own = content.results.get((selection.choice, selection.year))
    ways = content.ways.get((selection.choice, selection.year))
    return [
        two_lines(plain(own[number])) if own else texts.NOT_THERE,
        content.evidence[selection.year][number],
        *_comparison(content, selection, number),
        *(own_result(content, selection, number, year) for year in content.years),
        ways[number] if ways else texts.NOT_THERE_TEXT,
    ]


def own_result(content: Content, selection: Selection, number: int, year: int) -> str:
    """Return the result of what is chosen in *year*, with its break mark."""
    past = content.results.get((selection.choice, year))
    return two_lines(past[number]) if past else texts.NOT_THERE


def compared_result(content: Content, selection: Selection, number: int, year: int) -> str:
    """Return the result of what is compared with in *year*, with its break mark."""
    if selection.pick == texts.OTHER_KOMMUN:
        past = content.results.get((selection.other, year))
        return two_lines(past[number]) if past else texts.NOT_THERE
    key = content.comparison_keys[selection.choice, year][selection.pick]
    comparison = content.comparisons.get((key, year))
    if comparison:
        return two_lines(comparison.series[number])
    return texts.NOT_COMPARABLE.get(key, ("", texts.NOT_THERE))[1]


def _comparison(content: Content, selection: Selection, number: int) -> list[Value]:
    if selection.pick == texts.OTHER_KOMMUN:
        found = compared_result(content, selection, number, selection.year)
        return [plain(found), *([texts.NO_SHARE] * (COMPARED_COLUMNS - 1))]
    key = content.comparison_keys[selection.choice, selection.year][selection.pick]
    comparison = content.comparisons.get((key, selection.year))
    if comparison is None:
        return [texts.NOT_COMPARABLE.get(key, ("", texts.NOT_THERE))[1]] * COMPARED_COLUMNS
    share, counted, counts = plain(comparison.series[number]).partition(" % (")
    if not counted:
        return [share] * COMPARED_COLUMNS
    lowest, _, highest = comparison.spans[number].partition(texts.TO)
    return [int(share), counts.removesuffix(")"), lowest, highest]


def two_lines(result: str) -> str:
    """Return a result as a narrow cell shows it: a share's counts stand below its percent."""
    return result.replace(" (", "\n(")


def formulas(content: Content, lookups: dict[str, Lookup], steps: Steps, number: int) -> list[str]:
    """Return the formulas of a row, in the order of *shown*."""
    results, ways, groups = (lookups[name] for name in (RESULTS, WAYS, COMPARISONS))
    column, way, group = (
        lookup.column(lookup.first + number) for lookup in (results, ways, groups)
    )
    series = _plain(f"INDEX({group},{steps.series})")
    span = f"INDEX({group},{steps.span})"
    comparison = (
        f'IFERROR(VALUE(LEFT({series},FIND(" % (",{series})-1)),{series})',
        f'IFERROR(SUBSTITUTE(MID({series},FIND("(",{series})+1,99),")",""),{series})',
        f'IFERROR(LEFT({span},FIND("{texts.TO}",{span})-1),{span})',
        f'IFERROR(MID({span},FIND("{texts.TO}",{span})+{len(texts.TO)},99),{span})',
    )
    other = _without_marks(f"INDEX({column},{steps.others})")
    return [
        _without_marks(f"INDEX({column},{steps.own})"),
        f"INDEX({column},{steps.evidence})",
        *(
            f'IF({PICK}="{texts.OTHER_KOMMUN}",'
            f"""{f'"{texts.NO_SHARE}"' if place else other},{formula})"""
            for place, formula in enumerate(comparison)
        ),
        *(_counts_below(f"INDEX({column},{steps.years[year].own})") for year in content.years),
        f"INDEX({way},{steps.own})",
    ]


def series_formulas(
    lookups: dict[str, Lookup], steps: Steps, number: int, year: int
) -> tuple[str, str]:
    """Return the formulas of one's own result and of what is compared with, in *year*."""
    results, groups = lookups[RESULTS], lookups[COMPARISONS]
    column = results.column(results.first + number)
    rows = steps.years[year]
    group = f"INDEX({groups.column(groups.first + number)},{rows.comparison})"
    other = f"INDEX({column},{rows.others})"
    return (
        _counts_below(f"INDEX({column},{rows.own})"),
        _counts_below(f'IF({PICK}="{texts.OTHER_KOMMUN}",{other},{group})'),
    )


def _counts_below(formula: str) -> str:
    return f'SUBSTITUTE({formula}," (",CHAR(10)&"(")'


def _without_marks(formula: str) -> str:
    return _counts_below(_plain(formula))


def _plain(formula: str) -> str:
    for mark in texts.BREAK_MARKS.values():
        formula = f'SUBSTITUTE({formula},"{mark}","")'
    return formula
