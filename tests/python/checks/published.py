"""The formulas that compare with published figures, over small numbers, against exact fractions."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product

from oberoende.grupper import hel_procent

from .asked import Row, asked, fill, kind_differs
from .changes import half_up
from .compare import differences
from .tree import Tree

DECIMALS = Decimal("0.00000001")
BESIDE_A_HALF = [Decimal("0.005") + number * DECIMALS for number in (-1, 0, 1)]
COLUMNS = {
    "matt": "varchar",
    "orsak_kod": "varchar",
    "enheter_antal": "integer",
    "publicerat_fran": "decimal(20, 8)",
    "publicerat_till": "decimal(20, 8)",
    "publicerat_varde": "decimal(20, 8)",
    "publicerat_taljare_antal": "integer",
    "matt_namnare": "integer",
}


@cache
def _quotients() -> dict[tuple[Decimal, int], Decimal | None]:
    sizes = [
        *(Decimal(number) / 100 for number in range(61)),
        Decimal("9999.99"),  # the largest that there is room for
        *(whole + beside for whole in range(7) for beside in BESIDE_A_HALF),
    ]
    numerators = {(sign * size).quantize(DECIMALS) for sign in (-1, 1) for size in sizes}
    return {
        (t, n): half_up(Fraction(t) / n, "0.01") if n else None
        for t, n in product(sorted(numerators), range(14))
    }


def quotients_are_rounded_half_away_from_zero(tree: Tree) -> list[str]:
    """A quotient has two decimals, rounded from the exact one; of nothing there is none."""
    kinds = {"taljare": "decimal(38, 8)", "namnare": "integer"}
    table = fill(tree, "kvot", kinds, _quotients())
    macro = tree.macro("kvot_tva_decimaler", "taljare", "namnare")
    return kind_differs(tree, table, macro, "DECIMAL(6,2)") + differences(
        "kvot_tva_decimaler", _quotients(), asked(tree, table, macro)
    )


def _row(**given: object) -> Row:
    return tuple(given.get(column) for column in COLUMNS)


def _percents() -> Iterator[tuple[Row, bool | None]]:
    """Yield shares published in whole percent: as one, as an interval, with their numerator."""
    for units, lowest, width in product(range(21), range(101), (0, 4)):
        if lowest + width <= 100:
            row = _row(
                matt="procent",
                enheter_antal=units,
                publicerat_fran=Decimal(lowest),
                publicerat_till=Decimal(lowest + width),
                publicerat_varde=Decimal(lowest),
            )
            reached = ((2 * lowest - 1) * units, (2 * (lowest + width) + 1) * units)
            yield row, any(reached[0] <= 200 * ja < reached[1] for ja in range(units + 1))
    for units, share in product(range(1, 8), range(101)):
        for ja in range(units + 1):
            row = _row(
                matt="procent",
                enheter_antal=units,
                publicerat_fran=Decimal(share),
                publicerat_till=Decimal(share),
                publicerat_varde=Decimal(share),
                publicerat_taljare_antal=ja,
            )
            yield row, hel_procent(ja, units) == share


def _means() -> Iterator[tuple[int, Decimal]]:
    """Yield means of so many units, near a whole sum and on either side of its two decimals."""
    for units in range(1, 14):
        yield from ((units, Decimal(value) / 100) for value in range(0, 201, 3))
    for units, beside in product(range(1, 7), (-501, -500, -499, 499, 500, 501)):
        for total in range(2 * units + 1):
            yield units, Decimal(total) / units + Decimal(beside) / 100_000


def _scale_values() -> Iterator[tuple[Row, bool | None]]:
    """Yield means of whole values, and what could be no mean."""
    for (units, exact), reason in product(_means(), (None, "utanfor_skalan", "ej_insamlad")):
        mean = exact.quantize(DECIMALS)
        row = _row(
            matt="skalvarde",
            orsak_kod=reason,
            enheter_antal=units,
            publicerat_fran=mean,
            publicerat_till=mean,
            publicerat_varde=mean,
            matt_namnare=units,
        )
        sums = range(2 * units + 1)
        possible = any(abs(Fraction(s, units) - Fraction(mean)) <= Fraction(1, 200) for s in sums)
        yield row, {None: possible, "utanfor_skalan": False}.get(reason)


def _unknown() -> Iterator[tuple[Row, bool | None]]:
    """Yield what cannot be told, and what is told although something is missing."""
    for matt, reason, units, lowest in product(
        ("procent", "skalvarde"), (None, "utanfor_skalan", "ej_insamlad"), (None, 4), (None, 50)
    ):
        if units is None or lowest is None or reason == "utanfor_skalan":
            share = None if lowest is None else Decimal(lowest)
            row = _row(
                matt=matt,
                orsak_kod=reason,
                enheter_antal=units,
                publicerat_fran=share,
                publicerat_till=share,
                publicerat_varde=Decimal(50),
                matt_namnare=4,
            )
            yield row, False if reason == "utanfor_skalan" else None
    rate = _row(
        matt="antal_per_10000",
        enheter_antal=4,
        publicerat_fran=Decimal(50),
        publicerat_till=Decimal(50),
        publicerat_varde=Decimal(50),
    )
    yield rate, None
    row = _row(
        matt="procent",
        orsak_kod="ej_insamlad",
        enheter_antal=4,
        publicerat_fran=Decimal(50),
        publicerat_till=Decimal(50),
        publicerat_varde=Decimal(50),
    )
    yield row, True


@cache
def _published() -> dict[Row, bool | None]:
    return {**dict(_percents()), **dict(_scale_values()), **dict(_unknown())}


def published_figures_are_possible_when_some_count_gives_them(tree: Tree) -> list[str]:
    """Whether a published figure can be: every count of units is tried."""
    table = fill(tree, "publicerat", COLUMNS, _published())
    macro = tree.macro("publicerat_ar_mojligt", table)
    return differences("publicerat_ar_mojligt", _published(), asked(tree, table, macro))


# The checks of each file of macros/formler.
CHECKS_OF = {
    "kvot_tva_decimaler": (quotients_are_rounded_half_away_from_zero,),
    "publicerat_ar_mojligt": (published_figures_are_possible_when_some_count_gives_them,),
}
