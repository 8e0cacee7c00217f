"""The formulas of counts of persons, against the same in Python."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from math import floor

from .asked import asked, fill, kind_differs
from .compare import differences
from .tree import Tree

REASONS = {
    "skyddad": lambda s, b, r, t, n, kind: s,
    "for_stort_bortfall": lambda s, b, r, t, n, kind: b,
    "befolkning_saknas": lambda s, b, r, t, n, kind: n is None and kind == "kvot",
    "taljare_over_namnare": lambda s, b, r, t, n, kind: None not in (t, n) and t > n,
    "inga_tillampliga_svar": lambda s, b, r, t, n, kind: r and n == 0,
    "ej_rapporterad": lambda s, b, r, t, n, kind: not r,
}


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def _rates() -> Iterator[tuple[int, int]]:
    for namnare in (*range(41), 999, 20_001, 8_000_000):
        yield from ((taljare, namnare) for taljare in (*range(41), 2_345))


def rates_are_rounded_half_up(tree: Tree) -> list[str]:
    """A rate is per 10 000 with one decimal, from the integers; of nobody there is none."""
    table = fill(tree, "kvot", {"taljare": "integer", "namnare": "integer"}, _rates())
    macro = tree.macro("kvot_per_tiotusen", "taljare", "namnare - 1 + 1")
    expected = {
        (t, n): Fraction(_half_up(Fraction(100_000 * t, n)), 10) if n else None for t, n in _rates()
    }
    return kind_differs(tree, table, macro, "DECIMAL(9,1)") + differences(
        "kvot_per_tiotusen", expected, asked(tree, table, macro)
    )


def means_are_rounded_half_up(tree: Tree) -> list[str]:
    """A mean of rates has one decimal, rounded half up; of none there is none."""
    cases = list(product([*range(60), 12_345], range(13)))
    table = fill(tree, "medel", {"tiondelar": "integer", "antal": "integer"}, cases)
    macro = tree.macro("medel_en_decimal", "tiondelar", "antal - 1 + 1")
    expected = {(t, n): Fraction(_half_up(Fraction(t, n)), 10) if n else None for t, n in cases}
    return kind_differs(tree, table, macro, "DECIMAL(9,1)") + differences(
        "medel_en_decimal", expected, asked(tree, table, macro)
    )


def numbers_are_read_as_spreadsheets_write_them(tree: Tree) -> list[str]:
    """A number that a spreadsheet wrote loses its decimal zeros and the white space around it."""
    expected = {
        ("12",): "12", (" 12 ",): "12", ("12.0",): "12", ("12,00",): "12", ('="12"',): "12",
        ("1 234",): "1 234", ("12.5",): "12.5", ("\u00a07",): "7", ("",): "",
    }  # fmt: skip
    table = fill(tree, "tal", {"tal": "varchar"}, expected)
    return differences(
        "levererat_tal", expected, asked(tree, table, tree.macro("levererat_tal", "tal"))
    )


def numbers_that_are_none_say_why(tree: Tree) -> list[str]:
    """A count is negative, decimal or no number, in that order; an empty one is no fault."""
    expected = {
        ("", None): None, ("12", 12): None, ("-3", None): "negativt_antal",
        ("−3", None): "negativt_antal", ("-3.5", None): "negativt_antal",
        ("-x", None): "antal_ej_tal", ("3.5", None): "decimalt_antal",
        ("3,5", None): "decimalt_antal", ("1 234", None): "decimalt_antal",
        ("2-3", None): "antal_ej_tal", ("många", None): "antal_ej_tal",
    }  # fmt: skip
    table = fill(tree, "tal", {"text": "varchar", "tal": "integer"}, expected)
    return differences(
        "tal_fel", expected, asked(tree, table, tree.macro("tal_fel", "text", "tal"))
    )


def a_year_ends_on_31_december(tree: Tree) -> list[str]:
    """The last day of a year is 31 December, also of one that nobody meant."""
    expected = {(year,): date(year, 12, 31) for year in (1, 87, 999, 2023, 9999)}
    expected[(None,)] = date(1, 12, 31)
    table = fill(tree, "matar", {"matar": "integer"}, expected)
    return differences(
        "sista_dagen", expected, asked(tree, table, tree.macro("sista_dagen", "matar"))
    )


def numbers_without_a_value_say_why(tree: Tree) -> list[str]:
    """The strongest reason is told, and a value exactly where there is none."""
    yes_no, numbers = (False, True), (None, 0, 1, 7)
    cases = [
        (s, b, r, t, n, kind)
        for s, b, r, t, n, kind in product(
            yes_no, yes_no, yes_no, numbers, numbers, ("kvot", "andel")
        )
        if r == (t is not None) and (r or n is None or kind == "kvot")
        and (kind == "kvot" or (n is None) == (t is None))
    ]  # fmt: skip
    kinds = dict(zip("sbr", ["boolean"] * 3, strict=True)) | {
        "t": "integer", "n": "integer", "typ": "varchar",
    }  # fmt: skip
    table = fill(tree, "tal", kinds, cases)
    reason = tree.macro("tal_orsak", "s", "b", "r", "t", "n", "typ")
    expected = {
        case: next((name for name, holds in REASONS.items() if holds(*case)), None)
        for case in cases
    }
    found = differences("tal_orsak", expected, asked(tree, table, reason))
    value = tree.macro("tal_varde", f"({reason})", "t", "n", "typ")
    values = {
        case: None
        if orsak
        else Fraction(_half_up(Fraction(100_000 * case[3], case[4])), 10)
        if case[5] == "kvot"
        else Fraction(_half_up(Fraction(100 * case[3], case[4])))
        for case, orsak in expected.items()
    }
    return found + differences("tal_varde", values, asked(tree, table, value))


# The checks of each file of macros/formler.
CHECKS_OF = {
    "kvot_per_tiotusen": (rates_are_rounded_half_up, means_are_rounded_half_up),
    "levererat_tal": (numbers_are_read_as_spreadsheets_write_them,),
    "tal_fel": (numbers_that_are_none_say_why, a_year_ends_on_31_december),
    "tal_orsak": (numbers_without_a_value_say_why,),
}
