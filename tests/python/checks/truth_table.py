"""The truth table that the SQL macros give, against the evaluator and the hand-decided cases."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from oberoende.fragor import KANDA_AR
from oberoende.indikatorer import indikatorer
from oberoende.regler import ROLLER, mojliga_utfall, utvardera_regel

from .branches import branch
from .compare import differences, missing_or_extra
from .tree import Tree

ALL_ROLES = tuple(dict.fromkeys(role for roles in ROLLER.values() for role in roles))
# The order of the roles, in a rule too: the place of each is a column of the combinations.
ORDER = (
    "bas", "uppfoljning", "innehall_a", "innehall_b", "metod_freda_beskrivning",
    "metod_freda_farlighet", "metod_sara_sv", "metod_patriark", "metod_annan", "kon", "anvant",
)  # fmt: skip
POSSIBLE = ("ja", "delvis", "nej", "ej_aktuellt")

Combination = tuple[str | None, ...]  # the answers by ALL_ROLES


def in_order(regel_id: str) -> list[str]:
    """Return the roles of a rule in the order of their places."""
    return sorted(ROLLER[regel_id], key=ORDER.index)


def by_role(place: str = "svar_") -> str:
    """Return SQL: the columns of the places of a row with regel_variant, as columns by role."""
    whens = {
        role: " ".join(
            f"when '{rule}' then {place}{in_order(rule).index(role) + 1}"
            for rule, roles in ROLLER.items()
            if role in roles
        )
        for role in ALL_ROLES
    }
    return ", ".join(
        f"case split_part(regel_variant, ':', 1) {when} end as {role}"
        for role, when in whens.items()
    )


class Variant(NamedTuple):
    """A rule with the scales of its questions, in the order of the rule's roles."""

    regel_id: str
    scales: tuple[frozenset[str], ...]

    @property
    def has_way_out(self) -> int:
        """1 when the base question has an answer besides Ja and Nej."""
        bases = [scale for role, scale in self.by_role.items() if role == "bas"]
        return int(any(scale - {"ja", "nej"} for scale in bases))

    @property
    def by_role(self) -> dict[str, frozenset[str]]:
        return dict(zip(ROLLER[self.regel_id], self.scales, strict=True))


class Verdict(NamedTuple):
    """What a combination gives."""

    gren_id: str | None
    utfall: str | None
    orsak_kod: str | None
    possible: tuple[bool, ...]


@cache
def variants() -> Mapping[tuple[int, str], Variant]:
    """Return the variant of every indicator in every year, as the evaluator knows them."""
    return {
        (year, indicator.indikator_id): Variant(
            indicator.regel_id,
            tuple(indicator.skalor[role] for role in ROLLER[indicator.regel_id]),
        )
        for year in KANDA_AR
        for indicator in indikatorer(year)
    }


def combinations(variant: Variant) -> Iterator[dict[str, str | None]]:
    """Yield all that can be answered: every class, a refused answer, none at all."""
    answers = [[*sorted(scale), "ogiltigt", None] for scale in variant.scales]
    for chosen in product(*answers):
        yield dict(zip(variant.by_role, chosen, strict=True))


@cache
def expected(variant: Variant) -> Mapping[Combination, Verdict]:
    """Return what every combination of a variant must give."""
    table = {}
    for answers in combinations(variant):
        utfall, orsak_kod = utvardera_regel(variant.regel_id, answers, variant.by_role)
        possible = mojliga_utfall(variant.regel_id, answers, variant.by_role)
        table[tuple(answers.get(role) for role in ALL_ROLES)] = Verdict(
            branch(variant.regel_id, answers, orsak_kod),
            utfall,
            orsak_kod,
            tuple(outcome in possible for outcome in POSSIBLE),
        )
    return table


def computed(tree: Tree) -> dict[str, dict[Combination, Verdict]]:
    """Return the truth table of the SQL macros, by the names of its variants."""
    tables: dict[str, dict[Combination, Verdict]] = {}
    could_be = ", ".join(f"kan_{outcome} = 1" for outcome in POSSIBLE)
    query = (
        f"select regel_variant, gren_id, utfall, orsak_kod, {could_be}, {by_role()} "
        "from int_regel__sanningstabell"
    )
    for name, *cells in tree.rules.execute(query).fetchall():
        table = tables.setdefault(name, {})
        combination = tuple(cells[3 + len(POSSIBLE) :])
        assert combination not in table, f"{name} {combination}: två gånger"
        table[combination] = Verdict(*cells[:3], tuple(cells[3 : 3 + len(POSSIBLE)]))
    return tables


def named_variants(tree: Tree) -> dict[str, set[tuple[Variant, int]]]:
    """Return what each named variant is for the evaluator, by the indicators that have it."""
    names: dict[str, set[tuple[Variant, int]]] = {}
    query = (
        "select matar, indikator_id, regel_variant, bas_har_utvag from int_indikator__per_ar "
        "where bas_har_utvag is not null"
    )
    for year, indicator, name, has_way_out in tree.rules.execute(query).fetchall():
        if variant := variants().get((year, indicator)):
            names.setdefault(name, set()).add((variant, has_way_out))
    return names


def every_combination_gives_what_the_method_says(tree: Tree) -> list[str]:
    """All combinations of all rules, and no other, with branch, outcome and reason."""
    names, tables = named_variants(tree), computed(tree)
    wrong = missing_or_extra("varianten", names, tables)
    wrong += missing_or_extra(
        "varianten", set(variants().values()), {v for found in names.values() for v, _ in found}
    )
    for name, found in names.items():
        if len(found) > 1:
            wrong.append(f"varianten {name} är {len(found)} olika")
        for variant, has_way_out in found:
            if has_way_out != variant.has_way_out:
                wrong.append(f"varianten {name}: bas_har_utvag är {has_way_out}")
            wrong += differences(name, expected(variant), tables.get(name, {}))
    return wrong


def hand_decided_cases_hold_for_the_evaluator(tree: Tree) -> list[str]:
    """The cases of the seed sanningsrad give what the evaluator says, on scales that have them."""
    wrong = []
    for case in tree.seed("sanningsrad"):
        roles, words = in_order(case["regel_id"]), case["svar"].split()
        answers = dict(zip(roles, words, strict=False))
        given = {role: None if answer == "saknas" else answer for role, answer in answers.items()}
        verdicts = {
            expected(variant)[tuple(given.get(role) for role in ALL_ROLES)][1:3]
            for variant in set(variants().values())
            if variant.regel_id == case["regel_id"]
            and variant.has_way_out == case["bas_har_utvag"]
            and given in list(combinations(variant))
        }
        decided = (case["utfall"], case["orsak_kod"])
        if verdicts != {decided} or len(words) != len(roles):
            wrong.append(f"{case['fall_id']}: {verdicts}, för hand {decided}")
    return wrong


CHECKS = (every_combination_gives_what_the_method_says, hand_decided_cases_hold_for_the_evaluator)
