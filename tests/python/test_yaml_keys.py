"""No key in the project's YAML is one that dbt would ignore."""

from collections.abc import Callable
from pathlib import Path

import pytest

from oppna_jamforelser.project import project_root
from tools.yaml_keys import check_project

PROJECT = """
name: litet
profile: litet
flags: {send_anonymous_usage_stats: false}
models:
  litet:
    +materialized: table
    marts: {+schema: marts, dim_kommun: {+enabled: true}}
seeds:
  litet: {+delimiter: ","}
"""
MODELS = """
models:
  - name: dim_kommun
    description: En rad är en kommun.
    config: {contract: {enforced: true}, meta: {egen_nyckel: 1}}
    data_tests:
      - nyckel: {arguments: {kolumner: [kommun_kod]}}
    columns:
      - name: kommun_kod
        data_tests: [unique, {not_null: {config: {severity: warn}}}]
"""
SEEDS = """
seeds:
  - name: kommun
    config: {column_types: {kommun_kod: varchar}}
    columns: [{name: kommun_kod, description: Koden.}]
"""


@pytest.fixture
def findings(tmp_path: Path) -> Callable[..., list[str]]:
    """Check a small project, with *old* replaced by *new* in one of its files."""

    def check(file: str = "", old: str = "", new: str = "") -> list[str]:
        files = {
            "dbt_project.yml": PROJECT,
            "models/marts/marts.yml": MODELS,
            "models/marts/dim_kommun.sql": "select 1",
            "models/tom.yml": "# nothing yet",
            "seeds/seeds.yml": SEEDS,
            "seeds/kommun.csv": "kommun_kod,kommun_namn\n",
            "tests/generic/nyckel.sql": "{% test nyckel(model, kolumner, fler=[]) %}{% endtest %}",
        }
        if file:
            assert files[file].count(old) == 1
            files[file] = files[file].replace(old, new)
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return [str(finding) for finding in check_project(tmp_path)]

    return check


def test_every_key_of_the_project_is_known() -> None:
    assert [str(finding) for finding in check_project(project_root())] == []


def test_a_project_with_known_keys_only_has_no_finding(findings: Callable[..., list[str]]) -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("description", "descripton", "4: unknown key 'descripton', did you mean 'description'?"),
        (
            "data_tests:\n",
            "data_test:\n",
            "6: unknown key 'data_test', did you mean 'data_tests'?",
        ),
        ("columns:", "colums:", "8: unknown key 'colums', did you mean 'columns'?"),
        ("models:", "modells:", "2: unknown key 'modells', did you mean 'models'?"),
        ("{enforced", "{enforce", "5: unknown key 'enforce', did you mean 'enforced'?"),
        ("meta: {egen_nyckel: 1}", "egen_nyckel: 1", "5: unknown key 'egen_nyckel'"),
        ("severity", "severty", "10: unknown key 'severty', did you mean 'severity'?"),
        ("arguments", "argument", "7: unknown key 'argument', did you mean 'arguments'?"),
        (
            "kolumner",
            "kolumer",
            "7: unknown argument of test nyckel 'kolumer', did you mean 'kolumner'?",
        ),
        ("kolumner: [kommun_kod]", "fler: []", "7: test nyckel lacks argument 'kolumner'"),
        ("- nyckel:", "- nykel:", "7: unknown test 'nykel', did you mean 'nyckel'?"),
        ("[unique,", "[uniqe,", "10: unknown test 'uniqe', did you mean 'unique'?"),
        ("  - name: dim_kommun", "  - name: x\n    name: x", "4: key 'name' stands twice"),
    ],
)
def test_a_key_that_dbt_would_ignore_is_found_on_its_line(
    findings: Callable[..., list[str]], old: str, new: str, expected: str
) -> None:
    assert f"models/marts/marts.yml:{expected}" in findings("models/marts/marts.yml", old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("seeds:\n", "sedes:\n", "9: unknown key 'sedes', did you mean 'seeds'?"),
        (
            "+materialized",
            "+materialised",
            "7: unknown key '+materialised', did you mean '+materialized'?",
        ),
        ("marts: {", "mart: {", "8: unknown folder 'mart', did you mean 'marts'?"),
        (
            "dim_kommun:",
            "dim_komun:",
            "8: unknown folder 'dim_komun', did you mean 'dim_kommun.sql'?",
        ),
        ('  litet: {+delimiter: ","}', "  lite: {}", "10: unknown project 'lite', did you mean "),
        (
            "send_anonymous",
            "send_anonymus",
            "4: unknown flag 'send_anonymus_usage_stats', "
            "did you mean 'send_anonymous_usage_stats'?",
        ),
    ],
)
def test_a_name_in_the_project_file_that_means_nothing_is_found(
    findings: Callable[..., list[str]], old: str, new: str, expected: str
) -> None:
    found = "\n".join(findings("dbt_project.yml", old, new))
    assert f"dbt_project.yml:{expected}" in found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "{kommun_kod: varchar}",
            "{komun_kod: varchar}",
            "4: unknown column of seed kommun 'komun_kod', did you mean 'kommun_kod'?",
        ),
        (
            "{name: kommun_kod",
            "{name: kommunkod",
            "5: unknown column of seed kommun 'kommunkod', did you mean 'kommun_kod'?",
        ),
        ("name: kommun\n", "name: komun\n", "3: no file komun.csv"),
    ],
)
def test_a_column_that_is_not_in_the_seed_is_found(
    findings: Callable[..., list[str]], old: str, new: str, expected: str
) -> None:
    assert f"seeds/seeds.yml:{expected}" in findings("seeds/seeds.yml", old, new)
