"""The formulas of counts of persons, against the same in Python."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

from .asked import asked, fill, kind_differs
from .compare import differences
from .tree import Tree

COUNTS = {"taljare": "bigint", "namnare": "bigint"}
TEXTS = {  # a delivered count: what is wrong with it
    "": None, "0": None, "12": None, "012": None, "-3": "negativt_antal", "−3": "negativt_antal",
    "-3,5": "negativt_antal", "3,5": "decimalt_antal", "3.5": "decimalt_antal",
    "1 200": "decimalt_antal", "tre": "antal_ej_tal", "3 st": "antal_ej_tal", "-": "negativt_antal",
    "3-": "antal_ej_tal", "färre än 5": "antal_ej_tal", "-10": "negativt_antal",
    "-a": "antal_ej_tal",
}  # fmt: skip
READ = {" 12 ": "12", "12.0": "12", "12,00": "12", '="12"': "12", "12,5": "12,5", "": "",
        "\u00a012\u00a0": "12", "1 200": "1 200"}  # fmt: skip


def _half_up(numerator: int, denominator: int) -> Decimal:
    return Decimal((2 * numerator + denominator) // (2 * denominator)) / 10


def _counts() -> Iterator[tuple[int, int]]:
    yield from product(range(40), range(40))
    yield from ((taljare, 9_999) for taljare in range(0, 60))
    yield (2_500_000, 8_000_000)  # beyond an integer's room before the division


def rates_are_rounded_half_up(tree: Tree) -> list[str]:
    """A count per 10 000, and a mean of tenths, has one decimal, half up from the integers."""
    table = fill(tree, "kvot", COUNTS, _counts())
    rate = tree.macro("kvot_per_tiotusen", "taljare + 0", "namnare - 1 + 1")
    mean = tree.macro("medel_en_decimal", "taljare + 0", "namnare - 1 + 1")
    return (
        kind_differs(tree, table, rate, "DECIMAL(9,1)")
        + kind_differs(tree, table, mean, "DECIMAL(9,1)")
        + differences(
            "kvot_per_tiotusen",
            {(t, n): _half_up(100_000 * t, n) if n else None for t, n in _counts()},
            asked(tree, table, rate),
        )
        + differences(
            "medel_en_decimal",
            {(t, n): _half_up(t, n) if n else None for t, n in _counts()},
            asked(tree, table, mean),
        )
    )


def _states() -> Iterator[tuple[bool, bool, bool, int | None, int | None, str]]:
    yield from product(
        (True, False),
        (True, False),
        (True, False),
        (None, 0, 3),
        (None, 0, 2, 3),
        ("kvot", "andel"),
    )


def _reason(
    hidden: bool, missing: bool, reported: bool, count: int | None, of: int | None, kind: str
) -> str | None:
    if hidden:
        return "skyddad"
    if missing:
        return "for_stort_bortfall"
    if of is None and kind == "kvot":
        return "befolkning_saknas"
    if count is not None and of is not None and count > of:
        return "taljare_over_namnare"
    if reported and of == 0:
        return "inga_tillampliga_svar"
    return None if reported else "ej_rapporterad"


def what_has_no_number_says_why(tree: Tree) -> list[str]:
    """The strongest reason; a value exactly where there is none, of the measure's kind."""
    columns = {"dold": "boolean", "bortfall": "boolean", "finns": "boolean", **COUNTS,
               "typ": "varchar"}  # fmt: skip
    table = fill(tree, "tal", columns, _states())
    reason = tree.macro("tal_orsak", *columns)
    value = tree.macro("tal_varde", f"({reason})", "taljare", "namnare", "typ")
    expected = {state: _reason(*state) for state in _states()}
    values = {}
    for state, why in expected.items():
        count, of, kind = state[3:]
        if why is not None or count is None or not of:
            values[state] = None
        elif kind == "kvot":
            values[state] = _half_up(100_000 * count, of)
        else:
            values[state] = Decimal((200 * count + of) // (2 * of))
    return (
        kind_differs(tree, table, value, "DECIMAL(9,1)")
        + differences("tal_orsak", expected, asked(tree, table, reason))
        + differences("tal_varde", values, asked(tree, table, value))
    )


def wrong_numbers_are_told_apart(tree: Tree) -> list[str]:
    """Negative, decimal, or no number; a year's last day is that of the year, of none that of 1."""
    rows = [(text, int(text) if text.isdecimal() else None) for text in TEXTS]
    table = fill(tree, "levererat", {"skrivet": "varchar", "tal": "bigint"}, rows)
    years = (None, 1, 999, 2023, 2024, 9999)
    days = fill(tree, "dag", {"matar": "integer"}, [(year,) for year in years])
    return differences(
        "tal_fel",
        {row: TEXTS[row[0]] for row in rows},
        asked(tree, table, tree.macro("tal_fel", "skrivet", "tal")),
    ) + differences(
        "sista_dagen",
        {(year,): date(year or 1, 12, 31) for year in years},
        asked(tree, days, tree.macro("sista_dagen", "matar")),
    )


def numbers_are_read_as_spreadsheets_write_them(tree: Tree) -> list[str]:
    """Without white space around, without a decimal zero, without the formula around a text."""
    table = fill(tree, "skrivna_tal", {"skrivet": "varchar"}, [(text,) for text in READ])
    actual = asked(tree, table, tree.macro("levererat_tal", "skrivet"))
    return differences("levererat_tal", {(text,): read for text, read in READ.items()}, actual)


CHECKS_OF = {
    "kvot_per_tiotusen": (rates_are_rounded_half_up,),
    "tal_orsak": (what_has_no_number_says_why,),
    "tal_fel": (wrong_numbers_are_told_apart, numbers_are_read_as_spreadsheets_write_them),
}
