"""What is hidden of counts of persons is told nowhere: not by explain, nor in a manifest."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from oppna_jamforelser.publish.manifest import find_fault, unlisted

MATAR = 2023
A = "nyckeltal_aktualiserade_vinr"
Oj = Callable[..., Result]


@pytest.fixture
def explain(oj: Oj, built_database: Path, monkeypatch: pytest.MonkeyPatch) -> Oj:
    monkeypatch.setenv("OJ_DATABASE", str(built_database))
    return lambda *args: oj("explain", "--indikator", A, "--matar", MATAR, *args)


def test_explain_says_why_a_unit_is_protected_and_never_the_count(explain, lager):
    hidden = lager.execute(
        f"select enhet_kod, tal.antal from marts.fct_enhetsvarde as varde "
        f"inner join intern.int_persons__enhet_tal as tal using (matar, enhet_kod, indikator_id) "
        f"where matar = {MATAR} and indikator_id = '{A}' and kon = 'totalt' "
        f"and orsak_kod = 'skyddad' and tal.antal > 0 order by enhet_kod limit 3"
    ).fetchall()
    assert hidden
    for enhet, _ in hidden:
        told = explain("--enhet", enhet)
        assert told.exit_code == 0, told.output
        assert "sekretess" in told.stdout
        assert "– (uppgiften" in told.stdout
        unit = json.loads(explain("--enhet", enhet, "--json").stdout)["talenhet"]
        assert (unit["antal"], unit["varde"], unit["varde_lasning_b"]) == (None, None, None)
        assert unit["orsak_kod"] == "skyddad"


def test_explain_tells_a_group_s_number_by_sex_with_its_coverage(explain, lager):
    group = json.loads(explain("--grupp", "riket:00", "--json").stdout)["talgrupp"]
    assert [row["kon"] for row in group["rader"]] == ["totalt", "kvinnor", "man"]
    published = lager.execute(
        "select kon, antal, varde::double, tackning_procent from marts.fct_gruppvarde_tal "
        f"where matar = {MATAR} and indikator_id = '{A}' and gruppindelning = 'riket'"
    ).fetchall()
    assert {
        (row["kon"], row["antal"], row["varde"], row["tackning_procent"]) for row in group["rader"]
    } == set(published)
    told = explain("--grupp", "riket:00").stdout
    assert f"täckning {group['rader'][0]['tackning_procent']} % av de vuxna" in told


def test_explain_says_which_years_have_numbers(oj, explain):
    told = oj("explain", "--indikator", A, "--matar", 2017, "--enhet", "2080")
    assert told.exit_code == 2
    assert "inga tal om personer finns för 2017. Lagret har 2023, 2024" in told.stderr


NAMES = (
    "landing/leverans_00001_aaaaaaaa.parquet",
    "landing/varde_00002_bbbbbbbb.parquet",
    "landing/befolkning_00003_cccccccc.parquet",
    "landing/tillbakadragen_00001_aaaaaaaa.parquet",
    "landing/tillbakadragen_00002_bbbbbbbb.parquet",
    "skydd/skydd.parquet",
)


def test_a_manifest_names_no_file_of_counts_whose_checksum_could_be_guessed():
    assert unlisted(NAMES) == {NAMES[1], NAMES[4], NAMES[5]}


def test_an_underlag_may_hold_the_unnamed_files_and_no_others(tmp_path):
    for name in NAMES[1:2] + NAMES[4:]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert find_fault(tmp_path, {}, is_underlag=True) is None
    assert find_fault(tmp_path, {}) is not None
    (tmp_path / "landing/annat.parquet").write_bytes(b"")
    assert find_fault(tmp_path, {}, is_underlag=True) == "landing/annat.parquet hör inte till den"
