"""The truth tables of the rules: SQL macros, evaluator and hand-decided cases say the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from checks import Tree, composites, lay_out, truth_table
from oberoende.regler import ROLLER
from oppna_jamforelser.project import project_root, read_seed
from tools.sanningstabell import Combined, folded, page, tables, write_page

pytestmark = pytest.mark.slow

PAGE = project_root() / "docs" / "sanningstabell.md"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    tree = Tree(lay_out(project_root(), tmp_path_factory.mktemp("lagt") / "project"))
    yield tree
    tree.close()


def test_the_table_holds_all_combinations_of_the_evaluators_own_scales(tree):
    enumerated = {
        variant: len(list(truth_table.combinations(variant)))
        for variant in set(truth_table.variants().values())
    }
    computed = {
        variant: len(truth_table.computed(tree)[name])
        for name, found in truth_table.named_variants(tree).items()
        for variant, _ in found
    }
    assert computed == enumerated
    assert {variant.regel_id for variant in enumerated} == set(ROLLER)


def test_hand_decided_cases_are_sorted_and_cover_every_rule_and_every_result():
    cases = read_seed("facit/sanningsrad")
    keys = [case["fall_id"] for case in cases]
    assert keys == sorted(set(keys))
    assert {case["regel_id"] for case in cases} == set(ROLLER)
    results = {(case["regel_id"], case["utfall"] or case["orsak_kod"]) for case in cases}
    expected = {
        (variant.regel_id, verdict.utfall or verdict.orsak_kod)
        for variant in truth_table.variants().values()
        for verdict in truth_table.expected(variant).values()
    }
    assert results == expected


def test_brute_force_and_the_evaluator_agree_on_composites():
    assert composites.brute_force_agrees_with_the_evaluator() == []


def test_every_pair_and_triple_of_possible_outcomes_is_tried():
    tried = {frozenset(Counter(mixture).items()) for mixture in composites.mixtures()}
    for size in (2, 3):
        for mixture in product(composites.SUBSETS, repeat=size):
            assert frozenset(Counter(mixture).items()) in tried


# --- the page ---


def test_the_page_is_what_the_command_writes():
    assert PAGE.read_text("utf-8") == page(), "python -m tools.sanningstabell"


def answers_of(combination: tuple[str | None, ...], regel_id: str) -> tuple:
    answers = dict(zip(truth_table.ALL_ROLES, combination, strict=True))
    return tuple(answers[role] for role in truth_table.in_order(regel_id))


def test_the_folded_rows_hold_every_combination_once(tree):
    computed = truth_table.computed(tree)
    assert sum(map(len, computed.values())) > 1000
    for table in tables():
        unfolded = {answers: row.gren_id for row in table.rows for answers in product(*row.answers)}
        assert sum(row.count for row in table.rows) == len(unfolded)
        for variant in table.variants:
            expected = {
                answers_of(key, table.regel_id): verdict.gren_id
                for key, verdict in computed[variant].items()
            }
            assert unfolded == expected
    assert {variant for table in tables() for variant in table.variants} == set(computed)


def test_folding_keeps_combinations_with_different_branches_apart():
    rows = {("ja", "ja"): "a", ("ja", "nej"): "b", ("nej", "ja"): "c", ("nej", "nej"): "c"}
    assert folded(rows) == [
        Combined((("ja",), ("ja",)), "a"),
        Combined((("ja",), ("nej",)), "b"),
        Combined((("nej",), ("ja", "nej")), "c"),
    ]


def test_the_command_writes_the_page(tmp_path, monkeypatch):
    target = tmp_path / "sanningstabell.md"
    write_page(target)
    assert target.read_text("utf-8") == page()
