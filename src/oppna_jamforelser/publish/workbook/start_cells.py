"""Every shown cell of the start sheet: its formula, and its value for a selection."""

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import MEASURES, Content
from oppna_jamforelser.publish.workbook.lookups import COMPARISONS, RESULTS, WAYS, Lookup
from oppna_jamforelser.publish.workbook.results import plain
from oppna_jamforelser.publish.workbook.selection import Selection, Steps

Value = int | str


def shown(content: Content, selection: Selection, number: int) -> list[Value]:
    """Return what a row of the start sheet shows for the indicator of this *number*."""
    own = content.results.get((selection.choice, selection.year))
    ways = content.ways.get((selection.choice, selection.year))
    series = (content.results.get((selection.choice, year)) for year in content.years)
    return [
        _two_lines(plain(own[number])) if own else texts.NOT_THERE,
        *_comparison(content, selection, number),
        *(_two_lines(past[number]) if past else texts.NOT_THERE for past in series),
        ways[number] if ways else texts.NOT_THERE_TEXT,
    ]


def _comparison(content: Content, selection: Selection, number: int) -> list[Value]:
    if selection.pick == texts.OTHER_KOMMUN:
        other = content.results.get((selection.other, selection.year))
        found = _two_lines(plain(other[number])) if other else texts.NOT_THERE
        return [found, *([texts.NO_SHARE] * (len(MEASURES) - 1))]
    key = content.comparison_keys[selection.choice, selection.year][selection.pick]
    comparison = content.comparisons.get((key, selection.year))
    if comparison is None:
        return [texts.NOT_THERE] * len(MEASURES)
    return [comparison.values[measure][number] for measure in MEASURES]


def _two_lines(result: str) -> str:
    """Return a result as a narrow cell shows it: a share's counts stand below its percent."""
    return result.replace(" (", "\n(")


def formulas(content: Content, lookups: dict[str, Lookup], steps: Steps, number: int) -> list[str]:
    """Return the formulas of a row, in the order of *shown*."""
    results, ways, groups = (lookups[name] for name in (RESULTS, WAYS, COMPARISONS))
    results_column = results.column(results.first + number)

    def found(column: str, row: str, missing: str) -> str:
        return f'IF({row}=0,"{missing}",INDEX({column},{row}))'

    def counts_below(formula: str) -> str:
        return f'SUBSTITUTE({formula}," (",CHAR(10)&"(")'

    def without_marks(formula: str) -> str:
        for mark in texts.BREAK_MARKS.values():
            formula = f'SUBSTITUTE({formula},"{mark}","")'
        return counts_below(formula)

    other = without_marks(found(results_column, steps.others, texts.NOT_THERE))
    comparison = [
        f'IF({steps.pick}="{texts.OTHER_KOMMUN}",'
        + (other if measure == MEASURES[0] else f'"{texts.NO_SHARE}"')
        + ","
        + found(groups.column(groups.first + number), steps.comparison[measure], texts.NOT_THERE)
        + ")"
        for measure in MEASURES
    ]
    return [
        without_marks(found(results_column, steps.own, texts.NOT_THERE)),
        *comparison,
        *(
            counts_below(found(results_column, steps.series[year], texts.NOT_THERE))
            for year in content.years
        ),
        found(ways.column(ways.first + number), steps.own, texts.NOT_THERE_TEXT),
    ]
