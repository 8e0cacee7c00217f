"""The project's SQL is rendered and run outside dbt as dbt would do it."""

import duckdb
import pytest

from oppna_jamforelser.project import project_root
from oppna_jamforelser.sqlmotor import (
    SqlMotorError,
    build_models,
    forget_macros,
    render_macro,
    render_model,
)


def test_a_macro_gives_its_sql(small_project):
    assert render_macro("ja", "svar", root=small_project) == "svar = 'ja'"


def test_a_macro_takes_named_arguments(small_project):
    assert render_macro("ja", x="svar", root=small_project) == "svar = 'ja'"


def test_dispatch_prefers_the_engine_s_own_macro(small_project):
    assert render_macro("avrunda", "a", root=small_project) == "round(a)"


def test_dispatch_falls_back_on_the_default(small_project):
    assert render_macro("bara_default", root=small_project) == "1"


def test_a_returned_list_stays_a_list_for_the_macro_that_asked(small_project):
    assert render_macro("rollista", root=small_project) == "bas, uppfoljning"


@pytest.mark.parametrize(
    ("macro", "why"),
    [
        ("finns_inte", "no macro finns_inte in macros/"),
        ("utan_gren", "no macro duckdb__ingen or default__ingen"),
        ("vagrar", "so not"),
    ],
)
def test_a_macro_that_cannot_be_rendered_says_why(small_project, macro, why):
    with pytest.raises(SqlMotorError, match=why):
        render_macro(macro, root=small_project)


def test_references_become_their_last_name_unless_a_relation_is_given(small_project):
    assert render_model("stg_svar", root=small_project) == "select * from svar"
    given = {"landing.svar": "levererat"}
    assert render_model("stg_svar", given, root=small_project) == "select * from levererat"


def test_a_model_sees_defaults_of_its_surroundings(small_project):
    connection = duckdb.connect()
    build_models(connection, ["i_miljo"], root=small_project)
    row = connection.execute("select * from i_miljo").fetchall()
    assert row == [("fallback", "x", "duckdb", "i_miljo", True)]


@pytest.mark.parametrize(
    ("model", "why"),
    [
        ("finns_inte", "no model finns_inte in models/"),
        ("okant_namn", r"okant_namn\.sql: 'finns_inte' is undefined"),
        ("trasig", r"trasig\.sql, line 2"),
        ("utan_var", "has no default"),
        ("utan_miljo", "OJ_SAKNAS is not set"),
    ],
)
def test_a_model_that_cannot_be_rendered_says_why(small_project, model, why):
    with pytest.raises(SqlMotorError, match=why):
        render_model(model, root=small_project)


def test_a_model_is_built_with_everything_that_it_refers_to(small_project):
    connection = duckdb.connect()
    connection.execute("create table levererat as select '0114' as enhet_kod, 'ja' as svar")
    build_models(connection, ["int_svar"], {"landing.svar": "levererat"}, root=small_project)
    assert connection.execute("select * from int_svar").fetchall() == [("0114", 7, True)]
    kinds = dict(
        connection.execute(
            "select table_name, table_type from information_schema.tables"
        ).fetchall()
    )
    assert kinds == {
        "levererat": "BASE TABLE",
        "enhet": "BASE TABLE",
        "stg_svar": "VIEW",
        "int_svar": "BASE TABLE",
    }


def test_a_given_relation_is_used_as_it_is(small_project):
    connection = duckdb.connect()
    connection.execute("create table min_enhet as select '0114' as enhet_kod, 99 as antal")
    connection.execute("create table svar as select '0114' as enhet_kod, 'nej' as svar")
    build_models(connection, ["int_svar"], {"enhet": "min_enhet"}, root=small_project)
    assert connection.execute("select antal from int_svar").fetchall() == [(99,)]


def test_seeds_are_typed_by_their_yaml_and_an_empty_cell_is_null(small_project):
    connection = duckdb.connect()
    build_models(connection, ["enhet", "otypad"], root=small_project)
    rows = connection.execute("select * from enhet order by enhet_kod").fetchall()
    assert rows == [("0114", 7, 'Upplands "Väsby"'), ("0115", None, None)]
    assert connection.execute("select * from otypad").fetchall() == [("007", "1")]


def test_models_that_refer_to_each_other_are_named(small_project):
    with pytest.raises(SqlMotorError, match="rund_a -> rund_b -> rund_a"):
        build_models(duckdb.connect(), ["rund_a"], root=small_project)


def test_a_macro_that_names_what_is_not_there_says_which(small_project):
    with pytest.raises(SqlMotorError, match="macro okand: 'finns_inte' is undefined"):
        render_macro("okand", root=small_project)


def test_a_macro_can_count(small_project):
    assert render_macro("raknar", root=small_project) == "1, 2, 3"


def test_a_changed_macro_is_read_anew_when_the_old_ones_are_forgotten(small_project):
    assert render_macro("ja", "svar", root=small_project) == "svar = 'ja'"
    file = small_project / "macros/regler/roller.sql"
    file.write_text(file.read_text("utf-8").replace("'ja'", "'nej'"), encoding="utf-8")
    forget_macros()
    assert render_macro("ja", "svar", root=small_project) == "svar = 'nej'"


@pytest.mark.parametrize(
    "model", sorted(path.stem for path in (project_root() / "models").rglob("*.sql"))
)
def test_every_model_of_the_project_can_be_rendered(model):
    rendered = render_model(model)
    assert "select" in rendered and "{{" not in rendered and "{%" not in rendered


def test_every_seed_of_the_project_can_be_loaded():
    connection = duckdb.connect()
    names = [path.stem for path in (project_root() / "seeds").rglob("*.csv")]
    build_models(connection, names)
    (count,) = connection.execute("select count(*) from information_schema.tables").fetchall()[0]
    assert count == len(names)
