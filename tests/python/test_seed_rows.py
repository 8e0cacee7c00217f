"""What seed rows alone can do: add an indicator, and be missed when one is gone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.project import project_root

ROOT = project_root()
FOLDERS = ("models", "macros", "seeds", "tests", "analyses", "profiles")
ANSWERS = """\
matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar
2024,2080,G3,vinr,kriminalvard,Ja
2024,2080,G3a,vinr,kriminalvard,Ja
2024,2081,G3,vinr,kriminalvard,Nej
2024,2082,G3,vinr,kriminalvard,Ja
"""
KNOWN_ANSWER = """\
matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar
2024,2080,V4,,,Ja
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the project, to change its seeds without touching it."""
    root = tmp_path / "project"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("python"))
    shutil.copy(ROOT / "dbt_project.yml", root)
    monkeypatch.chdir(root)
    return root


def add_rows(project: Path, seed: str, *rows: str) -> None:
    """Append rows to a seed."""
    with (project / "seeds" / f"{seed}.csv").open("a", encoding="utf-8") as file:
        file.writelines(row + "\n" for row in rows)


def drop_rows(project: Path, seed: str, start: str) -> None:
    """Drop the rows of a seed that begin with *start*; there must be one."""
    path = project / "seeds" / f"{seed}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8")


def dbt_build(project: Path, landing: Path) -> subprocess.CompletedProcess[str]:
    """Run dbt build, with its tests, in the copied project."""
    environment = os.environ | {
        "OJ_LANDING": str(landing),
        "OJ_DATABASE": str(project / "test.duckdb"),
        "DBT_PROFILES_DIR": str(project / "profiles"),
    }
    command = [Path(sys.executable).parent / "dbt", "--no-use-colors", "build"]
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def test_an_indicator_with_a_known_rule_is_seed_rows_only(project: Path, oj) -> None:
    add_rows(project, "metadata/delfraga", 'kriminalvard,Kriminalvården,"påhittad"')
    add_rows(
        project,
        "metadata/fraga_post",
        "G3,vinr,kriminalvard,overenskommelse,2024,",
        "G3a,vinr,kriminalvard,uppfoljning_overenskommelse,2024,",
    )
    add_rows(
        project,
        "metadata/indikator",
        "samverkan_frivard,Överenskommelse med frivården,Frivården,Agreement,extern_samverkan,vinr,"
        "struktur,pagaende,,Ja/Nej/Ej aktuellt,Kommunen har en överenskommelse.,2024,,påhittad",
    )
    add_rows(
        project,
        "regler/indikator_regel",
        "samverkan_frivard,2024,,ja_uppfoljning,antagen,påhittad",
    )
    add_rows(
        project,
        "regler/indikator_roll",
        "samverkan_frivard,bas,G3,vinr,kriminalvard,2024,",
        "samverkan_frivard,uppfoljning,G3a,vinr,kriminalvard,2024,",
    )
    answers = project / "svar.csv"
    answers.write_text(ANSWERS, encoding="utf-8")
    assert oj("intake", answers, "--landing", project / "landing").exit_code == 0

    result = dbt_build(project, project / "landing")

    assert result.returncode == 0, result.stdout
    with duckdb.connect(str(project / "test.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select enhet_kod, utfall, orsak_kod from marts.fct_enhetsutfall "
            "where indikator_id = 'samverkan_frivard' and enhet_kod < '2083' "
            "and enhet_kod >= '2080' order by enhet_kod"
        ).fetchall()
    assert rows == [
        ("2080", "ja", None),
        ("2081", "nej", None),
        ("2082", None, "ofullstandigt_svar"),
    ]


def test_deleted_rows_of_the_rules_are_missed_with_a_sentence_each(project: Path, oj) -> None:
    drop_rows(project, "regler/regel_gren", "ja_uppfoljning,ej_uppfoljd_oavsett_bas,")
    drop_rows(project, "regler/indikator_regel", "audit,2024,")
    answers = project / "svar.csv"
    answers.write_text(KNOWN_ANSWER, encoding="utf-8")
    assert oj("intake", answers, "--landing", project / "landing").exit_code == 0

    result = dbt_build(project, project / "landing")

    assert result.returncode != 0
    assert "Grenen ej_uppfoljd_oavsett_bas i regeln ja_uppfoljning saknar rad" in result.stdout
    assert "Indikatorn audit saknar regel mätår 2024 (seeden indikator_regel)" in result.stdout


def test_an_empty_landing_folder_is_one_line_with_the_mend(project: Path, tmp_path: Path) -> None:
    result = dbt_build(project, tmp_path / "nowhere")

    assert result.returncode != 0
    assert "No delivery in the landing folder" in result.stdout
    assert "Traceback" not in result.stdout
