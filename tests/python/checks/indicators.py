"""Which indicators are asked in which year, by which rule, from which questions."""

from oberoende.fragor import KANDA_AR
from oberoende.indikatorer import indikatorer, sammansatta

from .compare import missing_or_extra
from .tree import Tree


def indicators_have_the_rule_of_their_year(tree: Tree) -> list[str]:
    """Every indicator asked in a year, composites too, with its rule."""
    expected = {
        (year, indicator.indikator_id, indicator.regel_id)
        for year in KANDA_AR
        for indicator in indikatorer(year)
    } | {
        (year, composite.indikator_id, f"sammansatt_{composite.krav}")
        for year in KANDA_AR
        for composite in sammansatta(year)
    }
    query = "select matar, indikator_id, regel_id from int_indikator__per_ar"
    return missing_or_extra("indikatorn", expected, tree.indicators.execute(query).fetchall())


def rules_get_the_questions_of_their_year(tree: Tree) -> list[str]:
    """Every question of every indicator, in its role; none in a year when it was not asked."""
    expected = {
        (year, indicator.indikator_id, role, *question)
        for year in KANDA_AR
        for indicator in indikatorer(year)
        for role, question in indicator.roller
    }
    query = (
        "select matar, indikator_id, roll, fraga_kod, omrade_kod, delfraga_kod "
        "from int_indikator__roll_per_ar"
    )
    return missing_or_extra("rollen", expected, tree.indicators.execute(query).fetchall())


def roles_are_valid_while_they_are_used(tree: Tree) -> list[str]:
    """A role's validity names the very years in which its indicator asks the question."""
    wrong = []
    used: dict[tuple[str, str], set[int]] = {}
    for year in KANDA_AR:
        for indicator in indikatorer(year):
            for role, _ in indicator.roller:
                used.setdefault((indicator.indikator_id, role), set()).add(year)
    for row in tree.seed("indikator_roll"):
        years = used.get((row["indikator_id"], row["roll"]), set())
        last = row["giltig_till_matar"] or KANDA_AR[-1]
        open_ended = row["giltig_till_matar"] is None
        valid = set(range(row["giltig_fran_matar"], last + 1))
        if valid != years or open_ended != (KANDA_AR[-1] in years):
            wrong.append(f"{row['indikator_id']}, {row['roll']}: gäller {valid}, ställd {years}")
    return wrong


def composites_have_the_components_of_the_strategy(tree: Tree) -> list[str]:
    """Every composite with its components."""
    expected = {
        (composite.indikator_id, component)
        for year in KANDA_AR
        for composite in sammansatta(year)
        for component in composite.delar
    }
    listed = tree.seed("indikator_komponent")
    return missing_or_extra(
        "komponenten",
        expected,
        [(row["indikator_id"], row["komponent_indikator_id"]) for row in listed],
    )


CHECKS = (
    composites_have_the_components_of_the_strategy,
    roles_are_valid_while_they_are_used,
    indicators_have_the_rule_of_their_year,
    rules_get_the_questions_of_their_year,
)
