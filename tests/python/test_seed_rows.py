"""What seed rows alone can do: add an indicator, and be missed when one is gone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from oppna_jamforelser.example.enkat import Enkat, las_matar
from oppna_jamforelser.project import project_root
from oppna_jamforelser.sqlmotor import build_models

pytestmark = pytest.mark.slow

ROOT = project_root()
FOLDERS = ("models", "macros", "seeds", "tests", "analyses", "profiles")
ANSWERS = """\
matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar
2024,2080,G3,vinr,kriminalvard,Ja
2024,2080,G3a,vinr,kriminalvard,Ja
2024,2081,G3,vinr,kriminalvard,Nej
2024,2082,G3,vinr,kriminalvard,Ja
"""
OF_THE_RULES = (
    "varje_kombination_av_svar_har_en_gren_och_ett_utfall",
    "varje_insamlad_indikator_har_en_regel_varje_ar",
    "vagens_seeds_racker",
)
KNOWN_ANSWER = """\
matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar
2024,2080,V4,,,Ja
"""


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file where dbt's parse is kept between builds: it reads anew what has changed."""
    return tmp_path_factory.mktemp("parsed") / "partial_parse.msgpack"


@pytest.fixture
def project(parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copy the project, to change its seeds without touching it."""
    root = tmp_path / "project"
    (root / "target").mkdir(parents=True)
    kept = root / "target" / parsed.name
    if parsed.is_file():
        shutil.copyfile(parsed, kept)
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("python"))
    for name in ("dbt_project.yml", "selectors.yml"):
        shutil.copy(ROOT / name, root)
    monkeypatch.chdir(root)
    yield root
    if kept.is_file():
        shutil.copyfile(kept, parsed)


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


def take_in(answers: str, oj: Callable[..., Result]) -> None:
    """Take in answers as the copied project's only delivery."""
    Path("svar.csv").write_text(answers, encoding="utf-8")
    assert oj("intake", "svar.csv", "--landing", "landing").exit_code == 0


def dbt_build(project: Path, *selected: str) -> subprocess.CompletedProcess[str]:
    """Run dbt build, with its tests, in the copied project: of everything, or of the *selected*."""
    # by names that are the same in every copy: dbt parses all anew for others
    environment = os.environ | {
        "OJ_LANDING": "landing",
        "OJ_DATABASE": "test.duckdb",
        "DBT_PROFILES_DIR": "profiles",
        "DBT_WRITE_JSON": "false",
    }
    command = [Path(sys.executable).parent / "dbt", "--no-use-colors", "build"]
    command += ["--select", *(f"+{name}" for name in selected)] if selected else []
    return subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def add_indicator(project: Path) -> None:
    """Add an indicator with a known rule, as CONTRIBUTING.md says, in ten rows or fewer."""
    add_rows(
        project, "metadata/delfraga", "kriminalvard,Kriminalvården,Prison and probation,påhittad"
    )
    add_rows(
        project,
        "metadata/fraga_post",
        "G3,vinr,kriminalvard,overenskommelse,2024,,0",
        "G3a,vinr,kriminalvard,uppfoljning_overenskommelse,2024,,0",
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


def test_an_indicator_with_a_known_rule_is_seed_rows_only(project, oj):
    add_indicator(project)
    take_in(ANSWERS, oj)

    result = dbt_build(project)

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


@pytest.mark.parametrize("matar", [2017, 2024])
def test_a_new_indicator_or_year_changes_nothing_in_the_example(project, matar):
    add_indicator(project)
    add_rows(project, "metadata/matar", "2025,2025-02-01,antagen,påhittad")
    with_new = Enkat(matar)
    years = las_matar()
    os.chdir(ROOT)
    as_it_is = Enkat(matar)
    assert (with_new.skala, with_new.ej_stallda) == (as_it_is.skala, as_it_is.ej_stallda)
    assert with_new.indikatorer == as_it_is.indikatorer
    assert years == las_matar()


def test_a_kommun_that_changes_skr_group_is_one_row_more(project):
    path = project / "seeds" / "referens" / "skr_medlem.csv"
    row = "2023,0114,A2,2023,,"
    text = path.read_text(encoding="utf-8")
    assert text.count(row) == 1
    path.write_text(text.replace(row, "2023,0114,A2,2023,2023,"), encoding="utf-8")
    add_rows(project, "referens/skr_medlem", "2023,0114,A1,2024,,påhittad")
    with duckdb.connect() as connection:
        build_models(connection, ["int_kommun__grupp"], root=project)
        rows = connection.execute(
            "select matar, grupp_kod from int_kommun__grupp where kommun_kod = '0114' "
            "and gruppindelning = 'skr' and matar >= 2022 order by matar"
        ).fetchall()
    assert rows == [(2022, "A2"), (2023, "A2"), (2024, "A1")]


def test_rows_that_are_gone_or_stand_twice_are_told_in_a_sentence_each(project, oj):
    drop_rows(project, "regler/regel_gren", "ja_uppfoljning,ej_uppfoljd_oavsett_bas,")
    drop_rows(project, "regler/indikator_regel", "audit,2024,")
    drop_rows(project, "regler/vag_fraga", "G20,")
    add_rows(project, "tid/enhetsovergang", "till_ja,Till ja,påhittad")
    take_in(KNOWN_ANSWER, oj)

    result = dbt_build(project, *OF_THE_RULES, "enhetsovergang")

    assert result.returncode != 0
    assert "Grenen ej_uppfoljd_oavsett_bas i regeln ja_uppfoljning saknar rad" in result.stdout
    assert "Indikatorn audit saknar regel mätår 2024 (seeden indikator_regel)" in result.stdout
    assert "Frågan G20 saknar rad i seeden vag_fraga" in result.stdout
    assert "enhetsovergang: samma nyckel på 2 rader: till_ja" in result.stdout


def test_an_empty_landing_folder_is_one_line_with_the_mend(project):
    result = dbt_build(project)

    assert result.returncode != 0
    assert "No delivery in the landing folder" in result.stdout
    assert "Traceback" not in result.stdout
