"""Mutants of the rules: what is tried, and that the checks notice it."""

import pytest
from click.testing import CliRunner

from oppna_jamforelser.project import project_root
from tools.mutation import macro_mutants, seed_mutants
from tools.mutation.__main__ import main
from tools.mutation.judge import Judge, Result, all_mutants, judge_all
from tools.mutation.mutant import Mutant, project_files
from tools.mutation.report import (
    Equivalent,
    not_equivalent,
    read_equivalents,
    stale,
    summary,
    survivors,
)

pytestmark = pytest.mark.slow

EVERY = 151  # of the mutants, in the quick test
MACRO = """\
{# A comment with a = 'b' and 1. #}
{% macro regel(bas) -%}
    case
        when {{ bas }} = 'ja' and {{ bas }} is not null then 'bas_ja'
        when {{ bas }} = 'nej' then 'bas_nej'
    end
{%- endmacro %}
"""
SEED = """\
regel_id,utfall,ar_standard,giltig_fran_matar,giltig_till_matar,gren_text
ja,ja,1,2016,2017,Svaret är Ja.
ja,nej,0,2018,,Svaret är Nej.
"""
TYPES = {
    "regel_id": "varchar",
    "utfall": "varchar",
    "ar_standard": "integer",
    "giltig_fran_matar": "integer",
    "giltig_till_matar": "integer",
    "gren_text": "varchar",
}


@pytest.fixture(scope="module")
def mutants() -> list[Mutant]:
    return all_mutants(project_root())


def changes(mutants: list[Mutant]) -> list[tuple[int, str]]:
    return [(mutant.line, mutant.change) for mutant in mutants]


def test_comparisons_words_literals_and_branches_of_a_macro_are_changed():
    assert sorted(changes(list(macro_mutants.mutants_of("regel.sql", MACRO)))) == [
        (4, "'bas_ja' -> 'bas_nej'"),
        (4, "'ja' -> 'nej'"),
        (4, "= -> <>"),
        (4, "and -> or"),
        (4, "is not null -> is null"),
        (4, "when -> (borta)"),
        (5, "'bas_nej' -> 'bas_ja'"),
        (5, "'nej' -> 'ja'"),
        (5, "= -> <>"),
        (5, "when -> (borta)"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a > 20", {"> -> >=", "> -> <", "20 -> 19", "20 -> 21"}),
        ("a <= b", {"<= -> <", "<= -> >"}),
        ("a * 0.1", {"* -> +", "0.1 -> 0.0", "0.1 -> 0.2"}),
        ("a - b + c", {"- -> +", "+ -> -"}),
        ("'x' in (a, b)", {"in -> not in"}),
        ("a not in (b)", {"not in -> in"}),
        ('m("bas", "kon")', {"bas -> kon", "kon -> bas"}),
        ("{% set a = 1 %}", set()),
    ],
)
def test_a_piece_of_sql_is_changed_in_these_ways(text, words):
    assert {change.words for change in macro_mutants.changes(text)} == words


def test_the_same_change_later_in_a_line_is_told_apart():
    found = macro_mutants.mutants_of("andel.sql", "decimal(4, 1) * decimal(6, 1)")
    assert [m.change for m in found if m.change.startswith("1 -> 0")] == ["1 -> 0", "1 -> 0 (2)"]


def test_a_dropped_branch_takes_its_whole_condition_with_it():
    (dropped,) = [
        mutant
        for mutant in macro_mutants.mutants_of("regel.sql", MACRO)
        if (mutant.line, mutant.change) == (4, "when -> (borta)")
    ]
    assert "bas_ja" not in dropped.text and "when {{ bas }} = 'nej'" in dropped.text


def test_rows_and_deciding_cells_of_a_seed_are_changed():
    found = seed_mutants.mutants_of("regel.csv", SEED, TYPES, ["2016", "2017", "2018", "2019"])
    assert changes(list(found)) == [
        (2, "rad -> (borta)"),
        (2, "utfall: ja -> nej"),
        (2, "ar_standard: 1 -> 0"),
        (2, "giltig_fran_matar: 2016 -> 2017"),
        (2, "giltig_till_matar: 2017 -> 2016"),
        (2, "giltig_till_matar: 2017 -> 2018"),
        (2, "giltig_till_matar: 2017 -> (tom)"),
        (3, "rad -> (borta)"),
        (3, "utfall: nej -> ja"),
        (3, "ar_standard: 0 -> 1"),
        (3, "giltig_fran_matar: 2018 -> 2017"),
        (3, "giltig_fran_matar: 2018 -> 2019"),
        (3, "giltig_till_matar: (tom) -> 2018"),
    ]


def test_a_changed_seed_differs_in_one_cell_only():
    first = next(
        mutant
        for mutant in seed_mutants.mutants_of("regel.csv", SEED, TYPES, ["2016", "2017"])
        if mutant.change == "utfall: ja -> nej"
    )
    assert first.text == SEED.replace("ja,ja,1", "ja,nej,1")


def test_every_rule_formula_and_seed_of_the_rules_has_mutants(mutants):
    files = {
        *macro_mutants.macro_files(project_root()),
        *project_files(project_root(), seed_mutants.FOLDER),
    }
    assert {mutant.path for mutant in mutants} == files


def test_a_new_folder_of_macros_is_mutated_and_the_engines_shims_are_not(tmp_path):
    for folder in ("engine", "project", "regler", "nytt"):
        (tmp_path / "macros" / folder).mkdir(parents=True)
        (tmp_path / "macros" / folder / "a.sql").write_text("a > 1", "utf-8")
    assert macro_mutants.macro_files(tmp_path) == ["macros/nytt/a.sql", "macros/regler/a.sql"]


def test_every_listed_equivalent_is_a_mutant_and_has_a_reason(mutants):
    listed = read_equivalents().values()
    assert stale(listed, mutants) == []
    assert all(equivalent.reason for equivalent in listed)
    gone = Equivalent("macros/regler/regel_ja.sql", "when 1", "1 -> 2", "there is no such line")
    assert stale([gone], mutants) == [gone]


def test_a_survivor_is_told_with_its_place_and_its_change():
    mutant = Mutant("macros/a.sql", 3, "    when a = 1", "= -> <>", "")
    alive, noticed = Result(mutant, None, ""), Result(mutant, "check", "sentence")
    listed = {mutant.key: Equivalent(*mutant.key, "because")}
    assert survivors([alive, noticed], {}) == ["överlevde: macros/a.sql:3: = -> <>: when a = 1"]
    assert survivors([alive], listed) == [] == not_equivalent([alive], listed)
    assert len(not_equivalent([noticed], listed)) == 1
    assert summary([alive, noticed])[-1] == "2 mutanter: 1 upptäckta, 1 utan skillnad"


def test_a_mutant_is_gone_when_it_has_been_judged(mutants):
    judge = Judge(project_root())
    for mutant in (mutants[0], mutants[-1]):
        assert not judge.judge(mutant).survived
        laid = judge.scratch / mutant.path
        assert laid.is_symlink() and laid.resolve() == project_root() / mutant.path
        assert laid.read_text("utf-8") != mutant.text


def test_the_check_that_noticed_the_mutant_before_is_asked_first(mutants):
    judge = Judge(project_root())
    path = "seeds/regler/indikator_regel.csv"
    noticed = judge.judge([mutant for mutant in mutants if mutant.path == path][-1]).check
    asked = [check.__name__ for check in judge.in_order(path)]
    assert asked[0] == noticed != judge.checks.checks_of(path)[0].__name__
    assert sorted(asked) == sorted(check.__name__ for check in judge.checks.checks_of(path))


def test_the_checks_notice_a_sample_of_the_mutants(mutants):
    equivalents = read_equivalents()
    results = list(judge_all(mutants[::EVERY], processes=1))
    assert survivors(results, equivalents) == []
    assert not_equivalent(results, equivalents) == []
    assert len({result.check for result in results}) > 3


def test_there_is_a_command_for_all_of_them():
    makefile = (project_root() / "Makefile").read_text("utf-8")
    assert "python -m tools.mutation" in makefile
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0 and "Mutate the rules" in shown.output
