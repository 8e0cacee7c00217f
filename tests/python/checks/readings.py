"""The other readings of the method text, recomputed: whose share they would change, and how."""

from collections.abc import Iterator, Mapping
from typing import Any

from oberoende import gruppera

from .compare import differences, missing_or_extra
from .recomputation import GROUP, RESULT, Cells, Facts
from .tree import Tree

# Another reading of the 20 percent rule: only the missing are compared with the limit.
OF_THE_LIMIT = "bortfall_utan_ej_aktuellt"
# Other readings of a rule: the branch that they give another outcome.
OF_BRANCHES: Mapping[str, tuple[str, str, str]] = {
    # Kolada, U37520: shown by sex and not used is Delvis, decided or not.
    "kolada_delvis": ("anvant_resultat_kon", "ej_anvant", "delvis"),
    # 004, annex 2, by sex: one sentence of the calculation lets only V7 leave the denominator.
    "kon_for_fa_i_namnaren": ("uppdelat_pa_kon", "kon_for_fa", "nej"),
}
DIFFERING = "redovisas", "delvis_antal", "namnare_antal"


def other_readings_are_listed(tree: Tree) -> list[str]:
    """Each other reading has a name."""
    listed = [row["lasning_id"] for row in tree.seed("lasning")]
    return missing_or_extra("läsningen", {OF_THE_LIMIT, *OF_BRANCHES}, listed)


def other_readings_change_what_they_change(tree: Tree) -> list[str]:
    """The groups that another reading gives another value, of the small landing."""
    facts = Facts(tree.warehouse)
    published = facts.cells("fct_gruppvarde", GROUP)
    expected = dict(_expected(facts, published))
    computed = {
        key: {name: row[name] for name in expected.get(key, row)}
        for key, row in facts.cells("kva_policyskillnad", ("lasning_id", *GROUP)).items()
    }
    unseen = {OF_THE_LIMIT, *OF_BRANCHES} - {key[0] for key in expected}
    return differences("kva_policyskillnad", expected, computed) + [
        f"läsningen {reading} ändrar ingenting i landningen" for reading in sorted(unseen)
    ]


def _expected(facts: Facts, published: Cells) -> Iterator[tuple[tuple[Any, ...], Any]]:
    for cell, group in published.items():
        if group["redovisas"] != group["redovisas_lasning_b"]:
            yield (OF_THE_LIMIT, *cell), {"annan_redovisas": group["redovisas_lasning_b"]}
    for reading in OF_BRANCHES:
        for cell, other in _groups_read_otherwise(facts, reading).items():
            if any(other[name] != published[cell][name] for name in DIFFERING):
                names = (*DIFFERING, "ej_aktuellt_antal", "andel_procent")
                yield (reading, *cell), {f"annan_{name}": other[name] for name in names}


def _groups_read_otherwise(facts: Facts, reading: str) -> Mapping[Any, Mapping[str, Any]]:
    rule, branch, outcome = OF_BRANCHES[reading]
    verdicts = {
        cell: (outcome if row["gren_id"] == branch else row["utfall"], row["orsak_kod"])
        for cell, row in facts.cells("fct_enhetsutfall", RESULT).items()
        if row["regel_id"] == rule
    }
    return gruppera(verdicts, facts.memberships)


CHECKS = (other_readings_are_listed, other_readings_change_what_they_change)
