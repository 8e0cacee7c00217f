"""The project is found from anywhere in it, and its folders from the environment."""

import pytest

from oppna_jamforelser import project


def test_the_root_is_found_from_a_folder_below_it(small_project, monkeypatch):
    monkeypatch.chdir(small_project / "models" / "int")
    assert project.project_root() == small_project


def test_outside_of_any_project_the_installed_one_is_meant(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (project.project_root() / "src" / "oppna_jamforelser").is_dir()


def test_a_missing_project_is_told_with_the_mend(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(project, "__file__", str(tmp_path / "site-packages" / "project.py"))
    with pytest.raises(FileNotFoundError, match="kör kommandot i projektets mapp"):
        project.project_root()


def test_a_seed_is_read_as_text(small_project, monkeypatch):
    monkeypatch.chdir(small_project)
    assert project.read_seed("enhet") == [
        {"enhet_kod": "0114", "antal": "7", "namn": 'Upplands "Väsby"'},
        {"enhet_kod": "0115", "antal": "", "namn": ""},
    ]


def test_folders_have_defaults_and_the_environment_overrides_them(
    small_project, tmp_path, monkeypatch
):
    monkeypatch.chdir(small_project)
    assert project.database_path() == small_project / "oppna_jamforelser.duckdb"
    assert project.landing_path() == small_project / "data" / "example" / "landing"
    monkeypatch.setenv("OJ_DATABASE", "egen.duckdb")
    monkeypatch.setenv("OJ_LANDING", str(tmp_path / "annan"))
    assert project.database_path() == small_project / "egen.duckdb"
    assert project.landing_path() == tmp_path / "annan"


def test_a_quality_area_that_no_source_gives_is_marked_as_ours():
    areas = {
        row["indikatoromrade_kod"]: row for row in project.read_seed("metadata/indikatoromrade")
    }
    ours = {kod for kod, row in areas.items() if row["belagg"] != "kalla"}
    assert ours == {kod for kod, row in areas.items() if "vår" in row["kalla"]}
    assert "omfattning" in ours and "extern_samverkan" not in ours  # nyckeltal; a card of 004
