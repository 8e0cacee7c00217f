"""The composite rules, over all that their components could be, by brute force."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, combinations_with_replacement, permutations, product

from oberoende.regler import EJ_AKTUELLT, STARKAST_FORST
from oberoende.utfall import Del, utvardera_sammansatt

from .asked import fill
from .compare import differences
from .tree import Tree

Possible = frozenset[str]  # what one component is, or could be once its missing answers are there
OUTCOMES = ("ja", "nej", EJ_AKTUELLT)
SUBSETS: tuple[Possible, ...] = tuple(
    frozenset(chosen) for size in (1, 2, 3) for chosen in combinations(OUTCOMES, size)
)
LARGEST = 4
UNDECIDED = "oavgjort"


def mixtures() -> Iterator[tuple[Possible, ...]]:
    """Yield every one, pair, triple and four of components; their order does not matter."""
    for size in range(1, LARGEST + 1):
        yield from combinations_with_replacement(SUBSETS, size)


def outcome(kind: str, components: tuple[str, ...]) -> str:
    """Weigh known outcomes together: over the components that are not *ej_aktuellt*."""
    applicable = [component for component in components if component != EJ_AKTUELLT]
    if not applicable:
        return "alla_ej_aktuella"
    fulfilled = any if kind == "minst_en" else all
    return "ja" if fulfilled(component == "ja" for component in applicable) else "nej"


def branch(kind: str, mixture: tuple[Possible, ...]) -> str:
    """Return the one outcome that is possible, or that there are several."""
    possible = {outcome(kind, components) for components in product(*mixture)}
    return possible.pop() if len(possible) == 1 else UNDECIDED


def counts(mixture: tuple[Possible, ...]) -> dict[str, int]:
    """Return the arguments of the macros."""
    return {
        "antal": len(mixture),
        "kan_ja": sum("ja" in component for component in mixture),
        "kan_nej": sum("nej" in component for component in mixture),
        "kan_ej": sum(EJ_AKTUELLT in component for component in mixture),
        "maste_ja": sum(component == {"ja"} for component in mixture),
        "maste_nej": sum(component == {"nej"} for component in mixture),
    }


@cache
def expected(kind: str) -> dict[str, str]:
    """Return the branch of every mixture, by its words."""
    return {_words(mixture): branch(kind, mixture) for mixture in mixtures()}


def composites_are_settled_when_one_outcome_is_possible(tree: Tree) -> list[str]:
    """The macros of the composite rules say what trying every outcome says."""
    listed = [(_words(mixture), counts(mixture)) for mixture in mixtures()]
    cases = ", ".join(
        f"('{words}', {', '.join(map(str, given.values()))})" for words, given in listed
    )
    columns = ", ".join(["fall", *listed[0][1]])
    wrong = []
    for kind, last in (("minst_en", "maste_ja"), ("alla", "maste_nej")):
        macro = tree.macro(f"regel_sammansatt_{kind}", "antal", "kan_ja", "kan_nej", "kan_ej", last)
        query = f"select fall, {macro} from (values {cases}) as delar ({columns})"
        actual = dict(tree.scratch.execute(query).fetchall())
        wrong += differences(f"sammansatt_{kind}", expected(kind), actual)
    return wrong


def composites_name_the_strongest_deciding_reason(tree: Tree) -> list[str]:
    """The branch of every mixture, and the first reason among the components that decide it."""
    expected, parts = {}, []
    for kind, mixture, reasons in _with_reasons():
        case = f"{kind}: {_words(mixture)} ({', '.join(reasons)})"
        components = tuple(
            Del(component, None if len(component) == 1 else reason)
            for component, reason in zip(mixture, reasons, strict=True)
        )
        _, reason = utvardera_sammansatt(kind, components)
        expected[case] = branch(kind, mixture), reason
        parts += [(case, f"sammansatt_{kind}", *_as_row(component)) for component in components]
    kinds = {"fall": "varchar", "regel_id": "varchar", "orsak_kod": "varchar"}
    kinds |= dict.fromkeys(("kan_ja", "kan_nej", "kan_ej"), "int")
    fill(tree, "pahittad_del", kinds, parts)
    listed = ", ".join(
        f"('{row['orsak_kod']}', {row['styrka'] or 'null'})" for row in tree.seed("orsak")
    )
    found = tree.scratch.execute(f"""
        with orsak as (select * from (values {listed}) as rader (orsak_kod, styrka)),
        del as (select 2017 as matar, * from pahittad_del),
        {tree.macro("sammansatt_avgjord", ["matar", "fall"])}
        select fall, gren_id, case when gren_id = '{UNDECIDED}' then avgorande_orsak_kod end
        from sammansatt
    """).fetchall()
    return differences("sammansatt_avgjord", expected, {case: (b, r) for case, b, r in found})


def _with_reasons() -> Iterator[tuple[str, tuple[Possible, ...], tuple[str, ...]]]:
    """Yield every mixture of up to three with every order of three reasons."""
    for kind, mixture in product(("minst_en", "alla"), mixtures()):
        if len(mixture) < LARGEST:
            for reasons in permutations(STARKAST_FORST[-3:], len(mixture)):
                yield kind, mixture, reasons


def _as_row(component: Del) -> tuple[str | None, int, int, int]:
    ja, nej, ej = (int(outcome in component.mojliga) for outcome in OUTCOMES)
    return component.orsak, ja, nej, ej


def brute_force_agrees_with_the_evaluator() -> list[str]:
    """Two ways to say in Python what a composite is: they must not differ."""
    wrong = []
    for kind, mixture in product(("minst_en", "alla"), mixtures()):
        reasons = [None if len(component) == 1 else "partiellt_bortfall" for component in mixture]
        parts = tuple(map(Del, mixture, reasons))
        found, _ = utvardera_sammansatt(kind, parts)
        expected = {"alla_ej_aktuella": EJ_AKTUELLT, UNDECIDED: None}
        if found != expected.get(branch(kind, mixture), branch(kind, mixture)):
            wrong.append(f"{kind} {_words(mixture)}: {found}")
    return wrong


def _words(mixture: tuple[Possible, ...]) -> str:
    return ", ".join("/".join(sorted(component)) for component in mixture)


CHECKS = (composites_are_settled_when_one_outcome_is_possible,)
CHECKS_OF_THE_STEP = (composites_name_the_strongest_deciding_reason,)
