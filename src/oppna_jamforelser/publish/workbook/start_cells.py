"""Every shown cell of the start sheet: its formula, and its value for a selection."""

from dataclasses import dataclass
from functools import cached_property

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.lookups import COMPARISONS, RESULTS, WAYS, Lookup
from oppna_jamforelser.publish.workbook.results import plain
from oppna_jamforelser.publish.workbook.selection import PICK, Selection, Steps, compared

Value = int | str
COMPARED_COLUMNS = 4
"""Share, counts, lowest and highest of what is compared with."""


@dataclass(frozen=True)
class Chosen:
    """What a sheet that follows the choices needs: what there is, where it stands, what is chosen.

    Indicators go by their *number*.
    """

    content: Content
    lookups: dict[str, Lookup]
    steps: Steps
    selection: Selection

    @property
    def label(self) -> str:
        """Return the name of what is chosen."""
        return next(c.label for c in self.content.choices if c.key == self.selection.choice)

    @cached_property
    def longest_ways(self) -> list[int]:
        """Return how long each indicator's way to Ja is at most, whatever is chosen."""
        return [max(map(len, ways)) for ways in zip(*self.content.ways.values(), strict=True)]

    def compared(self, year: int) -> str:
        """Return the name of what is compared with in *year*."""
        return compared(self.content, self.selection, year)

    def shown(self, number: int) -> list[Value]:
        """Return what a row of the start sheet shows for the indicator of this *number*."""
        own = self.content.results.get((self.selection.choice, self.selection.year))
        ways = self.content.ways.get((self.selection.choice, self.selection.year))
        return [
            two_lines(plain(own[number])) if own else texts.NOT_THERE,
            self.content.evidence[self.selection.year][number],
            *self._comparison(number),
            *(self.own_result(number, year) for year in self.content.years),
            ways[number] if ways else texts.NOT_THERE_TEXT,
        ]

    def own_result(self, number: int, year: int) -> str:
        """Return the result of what is chosen in *year*, with its break mark."""
        past = self.content.results.get((self.selection.choice, year))
        return two_lines(past[number]) if past else texts.NOT_THERE

    def compared_result(self, number: int, year: int) -> str:
        """Return the result of what is compared with in *year*, with its break mark."""
        if self.selection.pick == texts.OTHER_KOMMUN:
            past = self.content.results.get((self.selection.other, year))
            return two_lines(past[number]) if past else texts.NOT_THERE
        key = self._compared_key(year)
        comparison = self.content.comparisons.get((key, year))
        if comparison:
            return two_lines(comparison.series[number])
        return texts.NOT_COMPARABLE.get(key, ("", texts.NOT_THERE))[1]

    def _compared_key(self, year: int) -> str:
        return self.content.comparison_keys[self.selection.choice, year][self.selection.pick]

    def _comparison(self, number: int) -> list[Value]:
        if self.selection.pick == texts.OTHER_KOMMUN:
            found = self.compared_result(number, self.selection.year)
            return [plain(found), *([texts.NO_SHARE] * (COMPARED_COLUMNS - 1))]
        key = self._compared_key(self.selection.year)
        comparison = self.content.comparisons.get((key, self.selection.year))
        if comparison is None:
            return [texts.NOT_COMPARABLE.get(key, ("", texts.NOT_THERE))[1]] * COMPARED_COLUMNS
        share, counted, counts = plain(comparison.series[number]).partition(" % (")
        if not counted:
            return [share] * COMPARED_COLUMNS
        lowest, _, highest = comparison.spans[number].partition(texts.TO)
        return [int(share), counts.removesuffix(")"), lowest, highest]

    def formulas(self, number: int) -> list[str]:
        """Return the formulas of a row, in the order of *shown*."""
        results, ways, groups = (self.lookups[name] for name in (RESULTS, WAYS, COMPARISONS))
        column, way, group = (
            lookup.column(lookup.first + number) for lookup in (results, ways, groups)
        )
        series = _plain(f"INDEX({group},{self.steps.series})")
        span = f"INDEX({group},{self.steps.span})"
        comparison = (
            f'IFERROR(VALUE(LEFT({series},FIND(" % (",{series})-1)),{series})',
            f'IFERROR(SUBSTITUTE(MID({series},FIND("(",{series})+1,99),")",""),{series})',
            f'IFERROR(LEFT({span},FIND("{texts.TO}",{span})-1),{span})',
            f'IFERROR(MID({span},FIND("{texts.TO}",{span})+{len(texts.TO)},99),{span})',
        )
        other = _without_marks(f"INDEX({column},{self.steps.others})")
        return [
            _without_marks(f"INDEX({column},{self.steps.own})"),
            f"INDEX({column},{self.steps.evidence})",
            *(
                f'IF({PICK}="{texts.OTHER_KOMMUN}",'
                f"""{f'"{texts.NO_SHARE}"' if place else other},{formula})"""
                for place, formula in enumerate(comparison)
            ),
            *(
                _counts_below(f"INDEX({column},{self.steps.years[year].own})")
                for year in self.content.years
            ),
            f"INDEX({way},{self.steps.own})",
        ]

    def series_formulas(self, number: int, year: int) -> tuple[str, str]:
        """Return the formulas of one's own result and of what is compared with, in *year*."""
        results, groups = self.lookups[RESULTS], self.lookups[COMPARISONS]
        column = results.column(results.first + number)
        rows = self.steps.years[year]
        group = f"INDEX({groups.column(groups.first + number)},{rows.comparison})"
        other = f"INDEX({column},{rows.others})"
        return (
            _counts_below(f"INDEX({column},{rows.own})"),
            _counts_below(f'IF({PICK}="{texts.OTHER_KOMMUN}",{other},{group})'),
        )


def two_lines(result: str) -> str:
    """Return a result as a narrow cell shows it: a share's counts stand below its percent."""
    return result.replace(" (", "\n(")


def _counts_below(formula: str) -> str:
    return f'SUBSTITUTE({formula}," (",CHAR(10)&"(")'


def _without_marks(formula: str) -> str:
    return _counts_below(_plain(formula))


def _plain(formula: str) -> str:
    for mark in texts.BREAK_MARKS.values():
        formula = f'SUBSTITUTE({formula},"{mark}","")'
    return formula
