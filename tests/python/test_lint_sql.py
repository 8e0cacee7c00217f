"""What the linter of SQL sees: macros too, each as a query, on the lines of their file."""

from pathlib import Path

import pytest

from oppna_jamforelser.project import project_root
from tools.lint_sql import macros, pieces, problems

pytestmark = pytest.mark.slow

TIDY = """\
{# Whether a year has begun. #}
{% macro har_borjat(matar, fran) -%}
    case when {{ matar }} >= {{ fran }} then 1 else 0 end
{%- endmacro %}
"""


def found(text: str) -> list[str]:
    listed = macros("macros/formler/prov.sql", text)
    return [problem for piece in listed for problem in problems(piece, project_root())]


def test_a_tidy_macro_has_no_finding():
    assert found(TIDY) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("case when", "CASE when", "macros/formler/prov.sql:3:5: CP01"),
        ("then 1 else", "then  1 else", "macros/formler/prov.sql:3:45: LT01"),
        ("then 1 else", "then 1 els", "macros/formler/prov.sql:3:5: PRS"),
    ],
)
def test_what_is_wrong_in_a_macro_is_told_on_its_line(old, new, expected):
    assert expected in "\n".join(found(TIDY.replace(old, new)))


def test_a_macro_that_only_calls_others_is_passed_over():
    text = '{% macro vald(x) -%}\n    {{ return(adapter.dispatch("vald")(x)) }}\n{%- endmacro %}\n'
    assert list(macros("macros/engine/vald.sql", text)) == []


def test_every_rule_and_every_query_is_linted():
    linted = {piece.path for piece in pieces(project_root())}
    folders = ("models", "analyses", "macros/regler")
    there = [path for name in folders for path in (project_root() / name).rglob("*.sql")]
    paths = {path.relative_to(project_root()).as_posix() for path in there}
    assert paths - linted == set()
    assert not any(Path(path).parent.name == "project" for path in linted)
