"""Each formula, over all small numbers, against the same in Python."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from oberoende.fragor import normalisera
from oberoende.grupper import gruppvarde, hel_procent, over_20_procent, procent_en_decimal

from .asked import asked, fill, kind_differs
from .compare import differences
from .tree import Tree, rows

LARGEST_GROUP = 26  # 20 percent and its neighbours are reached well within
COUNTRY = 316
OUTCOMES = ("ja", "delvis", "nej", "ej_aktuellt", None)


def _shares() -> Iterator[tuple[int, int]]:
    for namnare in range(61):
        yield from ((taljare, namnare) for taljare in range(namnare + 1))
    yield from ((taljare, COUNTRY) for taljare in range(COUNTRY + 1))
    yield from ((taljare, 200) for taljare in range(201))


def shares_are_rounded_half_up(tree: Tree) -> list[str]:
    """A share is a whole percent, from the integers; nothing of nothing has none."""
    table = fill(tree, "andel", {"taljare": "integer", "namnare": "integer"}, _shares())
    actual = asked(tree, table, tree.macro("andel_procent", "taljare", "namnare - 1 + 1"))
    expected = {(t, n): hel_procent(t, n) if n else None for t, n in _shares()}
    return differences("andel_procent", expected, actual)


def shares_with_a_decimal_are_rounded_half_up(tree: Tree) -> list[str]:
    """A bound is a percent with one decimal, a decimal number and no floating point one."""
    table = fill(tree, "andel", {"taljare": "integer", "namnare": "integer"}, _shares())
    macro = tree.macro("andel_procent_en_decimal", "taljare", "namnare - 1 + 1")
    expected = {(t, n): procent_en_decimal(t, n) for t, n in _shares()}
    return kind_differs(tree, table, macro, "DECIMAL(4,1)") + differences(
        "andel_procent_en_decimal", expected, asked(tree, table, macro)
    )


def _groups() -> Iterator[tuple[int, int, int]]:
    for enheter in range(1, LARGEST_GROUP):
        for ej_aktuellt in range(enheter + 1):
            for bortfall in range(enheter - ej_aktuellt + 1):
                yield enheter, ej_aktuellt, bortfall
    for enheter in range(LARGEST_GROUP, COUNTRY + 1):
        for ej_aktuellt, beside in product((0, 3), range(-1, 3)):
            yield enheter, ej_aktuellt, enheter // 5 - ej_aktuellt + beside


def shares_are_hidden_above_20_percent(tree: Tree) -> list[str]:
    """A share is hidden when strictly more than the limit has no value, in either reading."""
    table = fill(
        tree, "grupp", {"enheter": "int", "ej_aktuellt": "int", "bortfall": "int"}, _groups()
    )
    wrong = []
    for counts_ej in (1, 0):
        macro = tree.macro("redovisas", "enheter", "ej_aktuellt", "bortfall", "20", counts_ej)
        expected = {
            (n, e, m): n - e - m > 0 and not over_20_procent(m + counts_ej * e, n)
            for n, e, m in _groups()
        }
        wrong += differences(f"redovisas, {counts_ej}", expected, asked(tree, table, macro))
    return wrong


def groups_without_a_share_say_why(tree: Tree) -> list[str]:
    """Nobody to ask and nobody missing: no answers apply; otherwise too many are missing."""
    cases = list(product(range(4), repeat=2))
    table = fill(tree, "utan_andel", {"namnare": "int", "bortfall": "int"}, cases)
    actual = asked(tree, table, tree.macro("orsak_utan_andel", "namnare", "bortfall"))
    expected = {
        counts: "for_stort_bortfall" if any(counts) else "inga_tillampliga_svar" for counts in cases
    }
    return differences("orsak_utan_andel", expected, actual)


def _ranges() -> Iterator[tuple[int, ...]]:
    """Two groups: J, n and M of each; all small ones, and a country beside a hair's breadth."""
    small = [(ja, n, m) for n in range(5) for m in range(4) for ja in range(n + 1)]
    yield from ((*one, *other) for one, other in product(small, repeat=2))
    for missing in range(4):
        yield from ((j, COUNTRY - 40, missing, 139, 270, 6) for j in range(135, 152))
    yield (50_000, 99_999, 1, 50_000, 100_000, 0)  # products beyond an integer's room


def _bounds(ja: int, n: int, missing: int) -> tuple[Fraction, Fraction] | None:
    return (Fraction(ja, n + missing), Fraction(ja + missing, n + missing)) if n + missing else None


def _difference(counts: tuple[int, ...]) -> str | None:
    own, other = _bounds(*counts[:3]), _bounds(*counts[3:])
    if own is None or other is None:
        return None
    if own[0] > other[1]:
        return "sakert_hogre"
    return "sakert_lagre" if own[1] < other[0] else "osakert"


def differences_are_certain_only_where_ranges_do_not_meet(tree: Tree) -> list[str]:
    """A share is certainly higher only when its lowest is above the other's highest."""
    names = ("ja", "namnare", "bortfall", "andra_ja", "andra_namnare", "andra_bortfall")
    table = fill(tree, "spann", dict.fromkeys(names, "int"), _ranges())
    arguments = [f"{name} - 1 + 1" for name in names]
    expected = {counts: _difference(counts) for counts in _ranges()}
    higher = {counts: found == "sakert_hogre" for counts, found in expected.items()}
    return differences(
        "skillnad", expected, asked(tree, table, tree.macro("skillnad", *arguments))
    ) + differences(
        "sakert_hogre", higher, asked(tree, table, tree.macro("sakert_hogre", *arguments))
    )


def _mixtures() -> list[tuple[int, ...]]:
    return [counts for counts in product(range(3), repeat=len(OUTCOMES)) if sum(counts)]


def units_are_counted_by_outcome(tree: Tree) -> list[str]:
    """A group's counts are those of its units' outcomes."""
    mixtures = dict(enumerate(_mixtures()))
    units = [
        (group, outcome, int(outcome == "ja"), int(outcome in ("ja", "delvis", "nej")))
        for group, counts in mixtures.items()
        for outcome, count in zip(OUTCOMES, counts, strict=True)
        for _ in range(count)
    ]
    kinds = {
        "grupp": "int",
        "utfall": "varchar",
        "ingar_i_taljare": "int",
        "ingar_i_namnare": "int",
    }
    table = fill(tree, "enhetsutfall", kinds, units)
    counted = rows(
        tree.scratch,
        f"select grupp, {tree.macro('raknade_enheter', table)} from {table} group by 1",
    )
    actual = {row.pop("grupp"): row for row in counted}
    expected = {}
    for group, counts in mixtures.items():
        whole = gruppvarde(dict(zip(OUTCOMES, counts, strict=True)))
        expected[group] = {name: whole[name] for name in whole if name.endswith("_antal")}
    return differences("raknade_enheter", expected, actual)


def years_are_valid_from_and_to_inclusive(tree: Tree) -> list[str]:
    """A validity holds its first and its last year; without a last one it goes on."""
    years = range(2016, 2021)
    cases = list(product(years, years, [*years, None]))
    table = fill(tree, "giltig", {"matar": "int", "fran": "int", "till": "int"}, cases)
    actual = asked(tree, table, tree.macro("giltig_matar", "matar", "fran", "till"))
    expected = {(m, f, t): f <= m and (t is None or m <= t) for m, f, t in cases}
    return differences("giltig_matar", expected, actual)


def days_are_valid_from_and_to_inclusive(tree: Tree) -> list[str]:
    """A validity holds its first and its last day; without a last one it goes on."""
    days = [date(2017, 1, 30) + timedelta(days=number) for number in range(5)]
    cases = list(product(days, days, [*days, None]))
    table = fill(tree, "giltig", {"dag": "date", "fran": "date", "till": "date"}, cases)
    actual = asked(tree, table, tree.macro("giltig_dag", "dag", "fran", "till"))
    expected = {(d, f, t): f <= d and (t is None or d <= t) for d, f, t in cases}
    return differences("giltig_dag", expected, actual)


def _texts() -> list[str]:
    words = [
        "Ja",
        "NEJ",
        "Ej aktuellt",
        "efter den 1 feb 2016",
        "Efter den 1 februari 2016",
        "é",
        ".",
    ]
    before, after = ["", " ", "\u00a0"], ["", ".", " .", ". ", "..", " "]
    inside = [" ", "  ", "\t", "\u202f"]
    return [
        first + word.replace(" ", space) + last
        for word, space, first, last in product(words, inside, before, after)
    ] + [""]


def texts_are_folded_for_matching(tree: Tree) -> list[str]:
    """Case, white space, one final full stop and the name of a month make no difference."""
    table = fill(tree, "svar", {"text": "varchar"}, {(text,) for text in _texts()})
    actual = asked(tree, table, tree.macro("normaliserad_text", "text"))
    expected = {(text,): normalisera(text).replace("februari", "feb") for text in _texts()}
    return differences("normaliserad_text", expected, actual)


def codes_lose_a_decimal_zero(tree: Tree) -> list[str]:
    """A code that was read as a number is a code again; any other is left alone, trimmed."""
    codes = [
        *(
            "114",
            "114.0",
            " 114.0 ",
            "114.00",
            "114,0",
            "114,00",
            "1140.000",
            "1140,000",
            ".0",
            "a.0",
            "0180-01.0",
        ),
        *("0180-01", "114.5", "114,05", "114.", "1.0.0", "1.0.", "1140", "", "10"),
    ]
    table = fill(tree, "kod", {"kod": "varchar"}, [(code,) for code in codes])
    actual = asked(tree, table, tree.macro("utan_decimalnolla", "kod"))
    expected = {(c,): re.sub(r"[.,]0{1,3}$", "", c.strip()) for c in codes}
    return differences("utan_decimalnolla", expected, actual)


def codes_get_their_zeros_back(tree: Tree) -> list[str]:
    """A kommun has four figures and a part two; what has another length stays as it is."""
    expected = {
        ("114",): "0114",
        ("0114",): "0114",
        ("180-3",): "0180-03",
        ("180-03",): "0180-03",
        ("0180-3",): "0180-03",
        ("1480-10",): "1480-10",
        ("14",): "14",
        ("00114",): "00114",
        ("1480-100",): "1480-100",
        ("1480-",): "1480-",
        ("",): "",
    }
    table = fill(tree, "kod", {"kod": "varchar"}, expected)
    return differences("med_nollor", expected, asked(tree, table, tree.macro("med_nollor", "kod")))


def codes_are_folded(tree: Tree) -> list[str]:
    """A code is lower case, without the marks of å ä ö é, and with "_" for spaces."""
    codes = [
        "vinr",
        " Barn och unga ",
        "ÄLDREOMSORG",
        "missbruk\u00a0",
        "åäöé",
        "Å Ä Ö É",
        "",
        "g3a",
    ]
    table = fill(tree, "kod", {"kod": "varchar"}, [(code,) for code in codes])
    plain = str.maketrans("åäöé", "aaoe")
    expected = {(c,): "_".join(c.lower().split()).translate(plain) for c in codes}
    return differences("vikt_kod", expected, asked(tree, table, tree.macro("vikt_kod", "kod")))


# The checks of each file of macros/formler.
CHECKS_OF = {
    "andel": (shares_are_rounded_half_up, shares_with_a_decimal_are_rounded_half_up),
    "redovisas": (shares_are_hidden_above_20_percent,),
    "orsak_utan_andel": (groups_without_a_share_say_why,),
    "sakert_hogre": (differences_are_certain_only_where_ranges_do_not_meet,),
    "raknade_enheter": (units_are_counted_by_outcome,),
    "giltig": (years_are_valid_from_and_to_inclusive, days_are_valid_from_and_to_inclusive),
    "normaliserad_text": (texts_are_folded_for_matching,),
    "utan_decimalnolla": (codes_lose_a_decimal_zero,),
    "med_nollor": (codes_get_their_zeros_back,),
    "vikt_kod": (codes_are_folded,),
}
