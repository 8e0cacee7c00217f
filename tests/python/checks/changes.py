"""The formulas of comparisons over time, over all small numbers, against exact fractions."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor
from random import Random
from typing import Any

from .asked import asked, fill, kind_differs
from .compare import differences
from .tree import Tree, rows

CLASSES = ("ej", "delvis", "direkt")  # the weakest first
PARTS = ("ena", "andra", "tredje", "fjarde")
COUNTRY = 316


def half_up(value: Fraction, step: str) -> Decimal:
    """Round the size of a number half up to a multiple of a decimal step; the sign comes back."""
    size = floor(abs(value) / Fraction(step) + Fraction(1, 2))
    return (-1 if value < 0 else 1) * size * Decimal(step)


def the_weaker_class_counts(tree: Tree) -> list[str]:
    """Of two classes of comparability the weaker one counts; none at all is direct."""
    cases = list(product((*CLASSES, None), repeat=2))
    table = fill(tree, "klasser", {"ena": "varchar", "andra": "varchar"}, cases)
    expected = {case: min((c or "direkt" for c in case), key=CLASSES.index) for case in cases}
    macro = tree.macro("svagaste_klass", "ena", "andra")
    return differences("svagaste_klass", expected, asked(tree, table, macro))


def _fractions() -> Iterator[tuple[int, int]]:
    for namnare in (*range(1, 42), 200, COUNTRY, 400, 2000):
        yield from ((taljare, namnare) for taljare in range(-namnare, namnare + 1))


def changes_are_rounded_half_up_on_their_size(tree: Tree) -> list[str]:
    """A change has one decimal; a fall is the rise with its sign turned."""
    kinds = {"taljare": "hugeint", "namnare": "hugeint"}
    table = fill(tree, "andring", kinds, _fractions())
    macro = tree.macro("procentenheter", "taljare - 1 + 1", "namnare - 1 + 1")
    expected = {(t, n): half_up(Fraction(100 * t, n), "0.1") for t, n in _fractions()}
    return kind_differs(tree, table, macro, "DECIMAL(5,1)") + differences(
        "procentenheter", expected, asked(tree, table, macro)
    )


def _slopes() -> Iterator[tuple[int, int]]:
    for namnare in range(1, 13):
        yield from ((25 * number, namnare) for number in range(-160, 161))
        halves = [50 * namnare * number for number in range(-7, 8, 2)]
        yield from ((half + beside, namnare) for half in halves for beside in (-1, 1))
        # the steepest: from nothing to all in one year
        yield from ((sign * 1_000_000 * namnare, namnare) for sign in (-1, 1))


def slopes_are_rounded_half_up_on_their_size(tree: Tree) -> list[str]:
    """A slope is in percentage points a year with two decimals."""
    kinds = {"taljare": "bigint", "namnare": "bigint"}
    table = fill(tree, "lutning", kinds, _slopes())
    macro = tree.macro("lutning_procentenheter", "taljare", "namnare")
    expected = {(t, n): half_up(Fraction(100 * t, 1_000_000 * n), "0.01") for t, n in _slopes()}
    return kind_differs(tree, table, macro, "DECIMAL(5,2)") + differences(
        "lutning_procentenheter", expected, asked(tree, table, macro)
    )


def _splits() -> list[tuple[int, ...]]:
    """Return parts over a denominator: all small ones, and larger ones drawn at random."""
    draw = Random(1)
    drawn = [
        (*(draw.randint(-namnare, namnare) for _ in PARTS), namnare)
        for namnare in (7, 11, 13, 17, 29, 316)
        for _ in range(300)
    ]
    return [*product(*[range(-1, 2)] * len(PARTS), range(1, 8)), *drawn]


def _largest_remainders(parts: tuple[int, ...], namnare: int) -> tuple[int, ...]:
    """Round parts to tenths of percent so that they add up to the whole, rounded."""
    exact = [Fraction(1000 * part, namnare) for part in parts]
    whole = int(half_up(sum(exact, Fraction(0)), "1"))
    down = [floor(part) for part in exact]
    neediest = sorted(range(len(parts)), key=lambda place: (down[place] - exact[place], place))
    for place in neediest[: whole - sum(down)]:
        down[place] += 1
    return tuple(down)


def parts_add_up_to_the_whole_by_largest_remainders(tree: Tree) -> list[str]:
    """Parts of a change are rounded so that they add up; equal remainders go in their order."""
    columns = [f"{part}_taljare" for part in PARTS]
    kinds = dict.fromkeys((*columns, "namnare"), "hugeint")
    given = fill(tree, "delning", kinds, _splits())

    def with_columns(relation: str, suffix: str, of: Mapping[str, Any]) -> str:
        listed = ", ".join(f"{sql} as {part}_{suffix}" for part, sql in of.items())
        return f"(select *, {listed} from {relation})"

    rest = {part: tree.macro("rest_av_del", part, "namnare") for part in PARTS}
    golv = {part: tree.macro("golv_av_del", part, "namnare") for part in PARTS}
    hela = tree.macro("tiondels_procentenheter", f"({' + '.join(columns)})", "namnare")
    delar = list(PARTS)
    rounded = ", ".join(
        f"cast({tree.macro('avrundad_del', part, delar, 'hela')} as integer) as {part}"
        for part in PARTS
    )
    halved = with_columns(with_columns(given, "rest", rest), "golv", golv)
    found = rows(
        tree.scratch,
        f"select {', '.join(columns)}, namnare, {rounded} from (select *, {hela} as hela "
        f"from {halved})",
    )
    actual = {
        tuple(row[name] for name in (*columns, "namnare")): tuple(row[part] for part in PARTS)
        for row in found
    }
    expected = {split: _largest_remainders(split[:-1], split[-1]) for split in _splits()}
    return differences("storsta_rest", expected, actual)


# The checks of each file of macros/formler.
CHECKS_OF = {
    "svagaste_klass": (the_weaker_class_counts,),
    "procentenheter": (changes_are_rounded_half_up_on_their_size,),
    "lutning": (slopes_are_rounded_half_up_on_their_size,),
    "storsta_rest": (parts_add_up_to_the_whole_by_largest_remainders,),
}
