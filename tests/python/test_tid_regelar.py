"""Any year's answers under any other year's rule, chosen by seed rows, on the bundled answers."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.project import project_root
from oppna_jamforelser.sqlmotor import build_models

ROOT = project_root()
GIVEN = {
    "fct_enhetsutfall": "marts",
    "int_landning__markning": "intermediate",
    "int_svar__gallande": "intermediate",
    "int_svar__per_roll": "intermediate",
    "int_utfall__ryggrad": "intermediate",
}
WANTED = "fct_enhetsutfall_omraknat", "int_omrakning__mojlig"
Recompute = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture
def recompute(built_database: Path, tmp_path: Path) -> Recompute:
    """Judge anew with these scenarios only, and these changes (old text, new) of seeds."""

    def run(*scenarios: str, **changes: tuple[str, str]) -> duckdb.DuckDBPyConnection:
        root = tmp_path / "projekt"
        for part in ("models", "macros", "seeds"):
            shutil.copytree(ROOT / part, root / part)
        path = root / "seeds/tid/omraknings_scenario.csv"
        header = path.read_text("utf-8").splitlines()[0]
        path.write_text("\n".join([header, *scenarios]) + "\n", encoding="utf-8")
        for name, (old, new) in changes.items():
            path = root / "seeds/regler" / f"{name}.csv"
            text = path.read_text("utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        connection = duckdb.connect()
        connection.execute(f"attach '{built_database}' as lager (read_only)")
        given = {name: f"lager.{schema}.{name}" for name, schema in GIVEN.items()}
        build_models(connection, WANTED, given, root=root)
        connection.execute(
            "create view publicerat as from lager.marts.fct_enhetsutfall;"
            "create view nytt as from fct_enhetsutfall_omraknat;"
        )
        return connection

    return run


def reasons(connection: duckdb.DuckDBPyConnection, which: str) -> list[tuple]:
    return connection.execute(
        "select distinct matar, regel_matar, orsak_kod from int_omrakning__mojlig"
        f" where indikator_id {which} order by all"
    ).fetchall()


def test_a_rule_that_did_not_change_gives_what_is_published(recompute):
    """Every indicator, composites too: the outcomes and reasons of 2019 under the rule of 2018."""
    connection = recompute(",,2019,2019,2018,prov")
    asked_both = """
        select distinct fran.indikator_id
        from publicerat as fran inner join publicerat as till using (indikator_id)
        where fran.matar = 2019 and till.matar = 2018
    """
    compared, different = connection.execute(f"""
        select count(*), count(*) filter (
            where nytt.utfall is distinct from publicerat.utfall
            or nytt.orsak_kod is distinct from publicerat.orsak_kod
            or nytt.ingar_i_taljare <> publicerat.ingar_i_taljare
            or nytt.ingar_i_namnare <> publicerat.ingar_i_namnare
        )
        from publicerat left join nytt using (matar, enhet_kod, indikator_id)
        where publicerat.matar = 2019 and publicerat.indikator_id in ({asked_both})
    """).fetchone()
    assert compared > 15000 and different == 0


def test_what_was_added_has_no_rule_before_and_no_answers(recompute):
    connection = recompute(",,2019,2019,2018,prov", ",,2018,2018,2019,prov")
    assert reasons(connection, "= 'brukarinflytande_utforare'") == [
        (2018, 2019, "fragan_ej_stalld"),
        (2019, 2018, "regeln_finns_inte"),
    ]
    # what has no rule in any year cannot be chosen
    assert reasons(connection, "= 'rutin_indikation_hemloshet'") == []


def test_sip_can_go_back_to_the_rule_without_follow_up_and_not_forward(recompute):
    connection = recompute(
        "information_till_enskilda,,2016,2016,2017,prov",
        "information_till_enskilda,,2017,,2016,prov",
    )
    assert reasons(connection, "like 'rutin_sip_%' and regel_matar <> matar - 1") == [
        (2016, 2017, "fragan_ej_stalld"),
        *((year, 2016, None) for year in (2018, 2019, 2020, 2021)),
        *((year, 2016, "fragan_ej_stalld") for year in (2022, 2023, 2024)),
    ]
    wrong = connection.execute("""
        select count(*), count(*) filter (where nytt.utfall is distinct from case svar.svarsklass
            when 'ja' then 'ja' when 'nej' then 'nej'
            when 'omradet_finns_inte' then 'ej_aktuellt' end)
        from nytt inner join lager.intermediate.int_svar__per_roll as svar
            using (matar, enhet_kod, indikator_id)
        where nytt.regel_matar = 2016 and svar.roll = 'bas'
    """).fetchone()
    assert wrong[0] > 10000 and wrong[1] == 0


def test_longer_windows_cannot_be_made_shorter(recompute):
    connection = recompute("extern_samverkan,,2024,,2023,prov")
    assert reasons(connection, "like 'samverkan_%'") == [(2024, 2023, "fonstret_ett_annat")]
    assert connection.execute(
        "select distinct utfall, orsak_kod, ingar_i_namnare from nytt"
    ).fetchall() == [(None, "fonstret_ett_annat", 0)]


def test_a_composite_brings_its_components(recompute):
    connection = recompute(",samverkan_alla,2023,2023,2024,prov")
    chosen = connection.execute(
        "select indikator_id, metod from int_omrakning__mojlig order by all"
    ).fetchall()
    assert [indicator for indicator, _ in chosen] == [
        "samverkan_akutmottagning",
        "samverkan_alla",
        "samverkan_kvinnojour",
        "samverkan_polis",
        "samverkan_primarvard",
        "samverkan_ungdomsmottagning",
        "samverkan_vuxenpsykiatri",
    ]
    assert {method for _, method in chosen} == {"fonster_24"}


def test_a_rule_may_use_questions_that_the_indicator_did_not(recompute):
    """V7a was asked in 2023 for other indicators: a rule that begins to use it can judge 2023."""
    connection = recompute(
        ",anvant_resultat,2023,2023,2024,prov",
        indikator_regel=(
            "anvant_resultat,2024,,anvant_resultat,",
            "anvant_resultat,2024,,anvant_resultat_kon,",
        ),
        indikator_roll=(
            "anvant_resultat,bas,",
            "anvant_resultat,kon,V7a,,,2024,\nanvant_resultat,bas,",
        ),
    )
    assert reasons(connection, "= 'anvant_resultat'") == [(2023, 2024, None)]
    changed, different = connection.execute("""
        select
            count(*) filter (where nytt.utfall is distinct from fore.utfall),
            count(*) filter (where nytt.utfall is distinct from systern.utfall)
        from nytt
        inner join publicerat as fore using (matar, enhet_kod, indikator_id)
        inner join publicerat as systern
            on nytt.matar = systern.matar and nytt.enhet_kod = systern.enhet_kod
            and systern.indikator_id = 'anvant_resultat_kon'
    """).fetchone()
    assert changed > 10 and different == 0
