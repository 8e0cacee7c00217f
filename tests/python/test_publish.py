"""A publication is whole or not there, is never changed, and comes from a fresh warehouse."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from conftest import build_database
from oppna_jamforelser.errors import OjError
from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish import writers
from oppna_jamforelser.publish.errors import GateError, PublishError
from oppna_jamforelser.publish.index import read_index
from oppna_jamforelser.publish.inputs import Inputs
from oppna_jamforelser.publish.make_publication import Published, Request, publish
from oppna_jamforelser.publish.manifest import read_publication, underlag_beside
from publications import edit_text, inputs_with, without_gate_and_parts, write_settings

Publish = Callable[..., Published]


@pytest.fixture
def published(
    small_warehouse: Path, small_landing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Publish:
    """Publish the small warehouse to a folder, without the gate and the parts."""
    without_gate_and_parts(monkeypatch)

    def make(name: str = "a", **request: object) -> Published:
        place = tmp_path / "ut" / name
        settings = write_settings(tmp_path)
        return publish(
            small_warehouse,
            inputs_with(small_landing),
            Request(place, installningar=settings, **request),
        )

    return make


@pytest.fixture
def own_project(tmp_path: Path) -> Path:
    """Copy what a warehouse is built from, to be changed."""
    root = tmp_path / "projekt"
    for name in ("seeds", "models", "macros"):
        shutil.copytree(project_root() / name, root / name)
    shutil.copyfile(project_root() / "dbt_project.yml", root / "dbt_project.yml")
    return root


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_manifest_names_every_file_and_its_checksum(published):
    publication = published().publication
    names = set(files(publication.folder)) - {"manifest.json"}
    assert set(publication.manifest["filer"]) == names
    assert {name.split("/")[0] for name in names} == {"csv", "parquet"}
    inputs = files(underlag_beside(publication.folder))
    assert set(publication.manifest["underlag"]) == set(inputs)
    assert {name.split("/")[0] for name in inputs} == {
        *("dbt_project.yml", "landing", "macros", "models", "seeds"),
    }
    assert read_publication(publication.folder).id == publication.id


def test_the_manifest_says_what_the_publication_is(published):
    manifest = published(matar=2016, tillstand="slutlig").publication.manifest
    assert (manifest["matar"], manifest["tillstand"]) == (2016, "slutlig")
    assert manifest["markning"] == "syntetiska exempeldata"
    assert [row["lasning"] for row in manifest["policy"]] == ["A", "B"]
    assert manifest["leveranser"][0]["rad_antal"] > 0
    assert manifest["rad_antal"]["dim_kommun"] == 290
    assert manifest["verktyg"]["duckdb"] == duckdb.__version__
    later = published("b").publication.manifest
    assert later["matar"] > 2016
    assert later["rad_antal"]["fct_enhetsutfall"] > manifest["rad_antal"]["fct_enhetsutfall"]
    assert manifest["rad_antal"]["fct_forandring"] == 0 < later["rad_antal"]["fct_forandring"]


def test_a_year_that_is_not_there_is_answered_with_those_that_are(published):
    with pytest.raises(PublishError, match=r"mätår 1999 finns inte i lagret: 2016, 2017"):
        published(matar=1999)


def test_the_same_again_changes_nothing(published):
    first = published().publication
    before = files(first.folder)
    again = published()
    assert (again.is_new, again.publication.id) == (False, first.id)
    assert files(first.folder) == before


def test_another_publication_in_its_place_is_refused(published):
    folder = published().publication.folder
    before = files(folder)
    with pytest.raises(PublishError, match="innehåller en annan publikation"):
        published(matar=2016)
    with pytest.raises(PublishError, match="innehåller en annan publikation"):
        published(tillstand="slutlig")
    assert files(folder) == before
    assert {path.name for path in folder.parent.iterdir() if path.is_dir()} == {"a", "a.underlag"}


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text("x")])
def test_a_damaged_publication_is_not_called_unchanged(published, change):
    folder = published().publication.folder
    change(folder / "csv" / "dim_kommun.csv")
    with pytest.raises(PublishError, match=r"är skadad: csv/dim_kommun.csv (saknas|är ändrad)"):
        published()


def test_a_folder_with_something_else_is_left_alone(published, tmp_path):
    other = tmp_path / "ut" / "a" / "mitt.txt"
    other.parent.mkdir(parents=True)
    other.write_text("mitt")
    with pytest.raises(PublishError, match="innehåller annat än en publikation"):
        published()
    assert files(other.parent) == {"mitt.txt": b"mitt"}


def test_an_empty_folder_may_become_the_publication(published, tmp_path):
    (tmp_path / "ut" / "a").mkdir(parents=True)
    assert published().is_new


def test_without_a_date_it_is_a_draft_that_can_be_listed_later(published, tmp_path):
    draft = published()
    assert not draft.is_listed
    assert read_index(tmp_path / "ut") == []
    made = published(datum="2026-11-20")
    # the figures are the draft's; the day is new, and with it the identity
    assert (made.is_new, made.is_listed) == (True, True)
    assert draft.publication.manifest["utgivning"]["datum"] is None
    assert made.publication.manifest["utgivning"]["datum"] == "2026-11-20"
    assert {k: v for k, v in made.publication.manifest.items() if k != "utgivning"} == {
        k: v for k, v in draft.publication.manifest.items() if k != "utgivning"
    }
    assert not list((tmp_path / "ut").glob("*.ofardig"))
    (entry,) = read_index(tmp_path / "ut")
    assert (entry.id, entry.mapp, entry.datum) == (made.publication.id, "a", "2026-11-20")
    for again in (published(datum="2026-11-20"), published()):  # the same again keeps its day
        assert not again.is_new
        assert again.publication.id == made.publication.id
    assert len(read_index(tmp_path / "ut")) == 1


def test_a_draft_of_other_figures_is_not_replaced(published):
    published(matar=2016)
    with pytest.raises(PublishError, match="en annan publikation"):
        published(matar=2017, datum="2026-11-20")


def test_a_final_publication_without_settings_is_refused_before_anything_is_made(
    published, oj, tmp_path
):
    result = oj("publish", "--out", tmp_path / "ut" / "a", "--tillstand", "slutlig")
    assert result.exit_code == 2
    assert "en slutlig publikation har inga platshållare: ange utgivare, " in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "ut" / "a").exists()


def test_a_listed_folder_that_is_gone_can_only_come_back_as_it_was(published, tmp_path):
    published(datum="2026-11-20")
    shutil.rmtree(tmp_path / "ut" / "a")
    with pytest.raises(PublishError, match="a är upptagen som en annan publikation"):
        published(matar=2016)
    assert not (tmp_path / "ut" / "a").exists()
    assert published().is_new


def test_a_state_that_may_not_follow_leaves_no_folder(published, tmp_path):
    published("a", datum="2026-11-20", tillstand="slutlig")
    with pytest.raises(PublishError, match="redan slutligt"):
        published("b", datum="2026-11-21", tillstand="preliminar")
    assert not (tmp_path / "ut" / "b").exists()


def test_a_failed_gate_leaves_nothing_and_ends_with_4(
    small_warehouse, small_landing, tmp_path, oj, monkeypatch
):
    damaged = tmp_path / "skadat.duckdb"
    shutil.copyfile(small_warehouse, damaged)
    with duckdb.connect(str(damaged)) as connection:
        connection.execute("update marts.mart_kommun_indikator set farg = 'röd'")
    monkeypatch.setenv("OJ_DATABASE", str(damaged))
    monkeypatch.setenv("OJ_LANDING", str(small_landing))
    result = oj("publish", "--out", tmp_path / "ut" / "a", "--datum", "2026-11-20")
    assert result.exit_code == GateError.exit_code == 4
    assert result.stderr.startswith("oj: kvalitetsgrinden stoppade publiceringen: ")
    assert result.stderr.count("\n") == 1
    assert [path.name for path in (tmp_path / "ut").iterdir()] == [".publicering.las"]


def test_a_part_that_cannot_be_written_leaves_nothing(published, tmp_path, monkeypatch):
    def interrupted(_: object, matar: int, folder: Path) -> None:
        (folder / "halv.csv").write_text("h")
        raise KeyboardInterrupt

    monkeypatch.setattr(writers, "WRITERS", (("en del", interrupted),))
    with pytest.raises(KeyboardInterrupt):
        published()
    assert [path.name for path in (tmp_path / "ut").iterdir()] == [".publicering.las"]


def test_killed_midway_nothing_is_published_and_the_next_run_tidies_up(
    published, small_warehouse, small_landing, tmp_path
):
    program = f"""
import os, signal
from pathlib import Path
from oppna_jamforelser.publish import make_publication, writers
from publications import PASSED, inputs_with
def killed(connection, matar, folder):
    (folder / "halv.csv").write_text("h")
    os.kill(os.getpid(), signal.SIGKILL)
make_publication.check_marts = lambda _: PASSED
writers.WRITERS = (("en del", killed),)
make_publication.publish(Path({str(small_warehouse)!r}), inputs_with(Path({str(small_landing)!r})),
            make_publication.Request(Path({str(tmp_path / "ut" / "a")!r}), datum="2026-11-20"))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project_root(),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(("src", "tests/python"))},
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL
    assert not (tmp_path / "ut" / "a").exists()
    assert read_index(tmp_path / "ut") == []
    assert "halv.csv" not in files(published().publication.folder)
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        *(".publicering.las", "a", "a.underlag"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        ("seeds/regler/orsak.csv", "svar", "svaret", r"äldre än seeds \(orsak\)"),
        (
            "models/core/group/dim_kommun.sql",
            "final",
            "slut",
            r"version av modellerna \(dim_kommun\)",
        ),
        ("macros/formler/andel.sql", "{%", "{%-", "annan version av projektet"),
        ("dbt_project.yml", '"0.1.0"', '"0.2.0"', "annan version av projektet"),
    ],
)
def test_a_warehouse_built_from_other_files_is_refused(
    small_warehouse, small_landing, own_project, tmp_path, file, old, new, why
):
    edit_text(own_project / file, old, new)
    inputs = Inputs(own_project, inputs_with(small_landing).sources)
    with pytest.raises(PublishError, match=f"{why}.* Kör dbt build."):
        publish(small_warehouse, inputs, Request(tmp_path / "ut"))
    assert not (tmp_path / "ut").exists()


def test_a_new_seed_that_is_not_built_is_named(
    small_warehouse, small_landing, own_project, tmp_path
):
    (own_project / "seeds" / "metadata" / "nytt.csv").write_text("a\n1\n")
    inputs = Inputs(own_project, inputs_with(small_landing).sources)
    with pytest.raises(PublishError, match=r"äldre än seeds \(nytt\)"):
        publish(small_warehouse, inputs, Request(tmp_path / "ut"))


def test_a_delivery_that_is_not_built_is_found(small_warehouse, small_landing, tmp_path):
    landing = shutil.copytree(small_landing, tmp_path / "landing")
    shutil.copyfile(
        landing / "leverans_00001_00000001.parquet", landing / "leverans_00002_00000002.parquet"
    )
    with pytest.raises(
        PublishError, match=r"annat än det som nu finns i .*landing. Kör dbt build."
    ):
        publish(small_warehouse, inputs_with(landing), Request(tmp_path / "ut"))


def test_a_warehouse_that_is_missing_damaged_or_of_another_make_is_one_line(
    small_warehouse, small_landing, tmp_path
):
    shutil.copyfile(small_warehouse, tmp_path / "trasigt.duckdb")
    with duckdb.connect(str(tmp_path / "trasigt.duckdb")) as connection:
        connection.execute("drop table marts.fct_enhetsutfall")
    inputs = inputs_with(small_landing)
    (tmp_path / "skadat.duckdb").write_bytes(b"inget lager" * 1000)
    with duckdb.connect(str(tmp_path / "annat.duckdb")) as connection:
        connection.execute("create table t (a integer)")
    for name, why in (
        ("saknas", "finns inte"),
        ("skadat", "är ingen DuckDB-databas"),
        ("annat", "gjort med en annan version"),
        ("trasigt", "kan inte läsas"),
    ):
        with pytest.raises(OjError, match=why) as raised:
            publish(tmp_path / f"{name}.duckdb", inputs, Request(tmp_path / "ut"))
        assert "\n" not in raised.value.message
    assert not (tmp_path / "ut").exists()


def test_a_warehouse_that_is_partly_rebuilt_is_told_from_a_whole_one(
    small_warehouse, small_landing, tmp_path
):
    database = tmp_path / "lager.duckdb"
    shutil.copyfile(small_warehouse, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "update metadata.byggd_nod set avtryck = 'annat' where nod = 'int_svar__granskat'"
        )
    with pytest.raises(PublishError, match=r"bara delvis byggt \(int_svar__granskat\)"):
        publish(database, inputs_with(small_landing), Request(tmp_path / "ut"))


def test_a_model_that_the_project_no_longer_has_is_no_hindrance(
    small_warehouse, small_landing, tmp_path, monkeypatch
):
    database = tmp_path / "lager.duckdb"
    shutil.copyfile(small_warehouse, database)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "insert into metadata.byggd_nod select * replace ('borttagen' as nod, 'x' as "
            "projekt_avtryck) from metadata.byggd_nod where nod = 'dim_kommun'"
        )
    without_gate_and_parts(monkeypatch)
    assert publish(database, inputs_with(small_landing), Request(tmp_path / "ut")).is_new


def test_a_partial_build_keeps_what_is_known_of_the_rest(
    small_warehouse, small_landing, tmp_path, monkeypatch
):
    shutil.copyfile(small_warehouse, tmp_path / "lager.duckdb")
    shutil.copytree(small_warehouse.parent / "target", tmp_path / "target")  # parsed once
    build_database(tmp_path, small_landing, "dim_kommun", "lan")
    without_gate_and_parts(monkeypatch)
    assert publish(
        tmp_path / "lager.duckdb", inputs_with(small_landing), Request(tmp_path / "ut")
    ).is_new


def test_the_manifest_is_read_by_programs(small_publication):
    text = (small_publication / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(text)["titel"] == "Öppna jämförelser: våld i nära relationer"
    assert str(small_publication.parent) not in text


def test_the_list_says_whether_a_publication_still_stands(published, oj):
    folder = published(datum="2025-03-01").publication.folder

    def condition() -> str:
        (row,) = json.loads(oj("publications", "--index", folder.parent, "--json").stdout)
        return row["finns"]

    assert condition() == "ja"
    (folder / "csv/dim_kommun.csv").write_text("annat", encoding="utf-8")
    assert condition() == "skadad"
    shutil.rmtree(folder)
    shutil.copytree(published("b", tillstand="slutlig").publication.folder, folder)
    assert condition() == "ändrad"
    shutil.rmtree(folder)
    assert condition() == "nej"
