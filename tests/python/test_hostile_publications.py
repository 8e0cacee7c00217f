"""A received publication is data: nothing in it runs, and nothing outside its folder is read."""

import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest

from conftest import Oj
from oppna_jamforelser.publish.manifest import NAME, underlag_beside
from oppna_jamforelser.revision.code import own_code
from oppna_jamforelser.revision.rebuild import locked_connection
from oppna_jamforelser.sqlmotor import SqlMotorError, render_model
from publications import edit_text, seal

MODEL = "models/core/group/dim_kommun.sql"
MACRO = "macros/formler/andel.sql"


@pytest.fixture
def received(small_publication: Path, tmp_path: Path) -> Path:
    """Copy the small publication as somebody else would have sent it, with one changed name."""
    folder = shutil.copytree(small_publication, tmp_path / "mottagen")
    shutil.copytree(underlag_beside(small_publication), underlag_beside(folder))
    with duckdb.connect() as connection:
        path = folder / "parquet/dim_indikator.parquet"
        connection.execute(f"create table t as from '{path}'")
        connection.execute("update t set namn = 'Ett annat namn' where indikator_id = 'audit'")
        connection.execute(f"copy t to '{path}' (format parquet)")
    return folder


@pytest.fixture
def diff(oj: Oj, small_publication: Path) -> Oj:
    """Compare the small publication with another one."""
    return lambda *arguments: oj("diff", small_publication, *arguments)


def sealed(folder: Path) -> Path:
    seal(folder, json.loads((folder / NAME).read_text(encoding="utf-8")))
    return folder


def hostile_texts(canary: Path) -> dict[str, str]:
    """Return what a model could hold to reach out, by what it tries."""
    run = f"os.system('touch {canary}')"
    return {
        "attributes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "function": "{{ render.__globals__['os'].system('touch " + str(canary) + "') }}",
        "macro": "{{ ref.__globals__ }}" + f"-- {run}",
        "read": "select content as kommun_kod from read_text('/etc/passwd')",
        "copy": f"select 1) ; copy (select 1) to '{canary}' ; select (1",
        "attach": f"select 1 as a; attach '{canary}' as ut; create table ut.t as select 1 as a",
        "install": "select 1 as a; install httpfs",
        "unlock": "select 1 as a; set enable_external_access = true",
        "glob": "select file as kommun_kod from glob('/root/*')",
    }


@pytest.mark.parametrize("attempt", hostile_texts(Path("x")))
@pytest.mark.parametrize("flag", [(), ("--kor-kod",)])
def test_code_of_a_received_folder_reaches_nothing(diff, received, tmp_path, attempt, flag):
    canary = tmp_path / "kanarie"
    underlag = underlag_beside(received)
    for name in ("dim_indikator", "fct_enhetsutfall"):
        (model,) = underlag.rglob(f"{name}.sql")
        model.write_text(hostile_texts(canary)[attempt], encoding="utf-8")
    result = diff(sealed(received), *flag)
    assert result.exit_code == 0, result.stderr
    assert "Ett annat namn" in result.stdout
    assert "root:" not in result.output
    assert not canary.exists()
    said = "kan inte byggas om" if flag else "Den körs inte; orsaken kod prövas inte"
    assert said in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("flag", [(), ("--kor-kod",)])
def test_a_yaml_tag_makes_no_object(diff, received, tmp_path, flag):
    canary = tmp_path / "kanarie"
    for path in underlag_beside(received).rglob("*.yml"):
        path.write_text(f"!!python/object/apply:os.system ['touch {canary}']\n", encoding="utf-8")
    result = diff(sealed(received), *flag)
    assert (result.exit_code, canary.exists()) == (0, False)


def test_a_seed_takes_no_model_s_place(diff, received):
    seeds = underlag_beside(received) / "seeds/regler"
    (seeds / "fct_gruppvarde.csv").write_text("matar\n2017\n", encoding="utf-8")
    (seeds / 'a"; select 1; --.csv').write_text("a\n1\n", encoding="utf-8")
    result = diff(sealed(received))
    assert result.exit_code == 0
    assert "kan inte byggas om" not in result.stderr


@pytest.mark.parametrize(
    "name",
    ["../../../../etc/passwd", "/etc/passwd", "parquet/../../x", "a\\..\\b", "", "csv//a.csv"],
)
@pytest.mark.parametrize("key", ["filer", "underlag"])
def test_a_manifest_names_only_files_of_its_folder(diff, received, name, key):
    manifest = json.loads((received / NAME).read_text(encoding="utf-8"))
    manifest[key][name] = {"byte": 1, "sha256": "0" * 64}
    (received / NAME).write_text(json.dumps(manifest), encoding="utf-8")
    result = diff(received)
    assert "nämner en fil utanför mappen" in result.stderr or "är ändrad" in result.stderr
    assert result.stderr.count("\n") == (1 if result.exit_code else 2)
    assert "root:" not in result.output


@pytest.mark.parametrize("where", ["parquet", ".underlag/landing"])
@pytest.mark.parametrize("to", ["/etc/passwd", "/etc"])
def test_a_link_is_not_followed(diff, received, where, to):
    sealed(received)
    folder = received.parent / f"{received.name}{where}" if where[0] == "." else received / where
    os.symlink(to, folder / "lank.parquet")
    result = diff(received)
    assert "är en länk" in result.stderr
    assert result.exit_code == (0 if where[0] == "." else 2)


@pytest.mark.parametrize(
    "manifest",
    [
        "[]",
        "null",
        '{"matar": "2017", "filer": {}}',
        '{"matar": 2017, "filer": []}',
        '{"matar": 2017, "filer": {"a": {"sha256": 1}}}',
        '{"matar": 2017, "filer": {"a": "b"}}',
        "[" * 100_000,
    ],
)
def test_a_manifest_of_another_kind_is_one_line(diff, received, manifest):
    (received / NAME).write_text(manifest, encoding="utf-8")
    result = diff(received)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "är skadad och kan inte läsas" in result.stderr


def test_a_table_with_strange_columns_is_refused(diff, received):
    with duckdb.connect() as connection:
        connection.execute(
            """copy (select 'x' as indikator_id, 1 as "a""; drop table cell; --") """
            f"to '{received}/parquet/dim_indikator.parquet' (format parquet)"
        )
    result = diff(sealed(received))
    assert result.exit_code == 2
    assert "har inte de kolumner" in result.stderr


def test_without_what_it_was_built_from_cells_are_compared_and_that_is_said(diff, received):
    shutil.rmtree(underlag_beside(sealed(received)))
    result = diff(received)
    assert result.exit_code == 0
    assert "Cellerna jämförs utan orsaker." in result.stderr
    assert "Ett annat namn" in result.stdout


def test_an_underlag_that_belongs_to_something_else_is_said(diff, received):
    sealed(received)
    (seed,) = underlag_beside(received).rglob("indikator.csv")
    edit_text(seed, "AUDIT", "AUDITT")
    result = diff(received)
    assert "hör inte till den (seeds/metadata/indikator.csv är ändrad)" in result.stderr


def test_what_the_inputs_do_not_give_has_no_cause(diff, received):
    result = diff(sealed(received), "--json")
    (change,) = json.loads(result.stdout)["andringar"]
    assert (change["nytt_varde"], change["orsak"]) == ("Ett annat namn", None)
    assert "1 celler har ingen orsak: underlagen ger inte" in result.stderr


def test_an_underlag_inside_an_older_publication_is_read(diff, received):
    shutil.move(underlag_beside(received), received / "underlag")
    manifest = json.loads((received / NAME).read_text(encoding="utf-8"))
    seal(received, manifest)
    del manifest["underlag"]
    (received / NAME).write_text(json.dumps(manifest), encoding="utf-8")
    result = diff(received)
    assert result.exit_code == 0
    assert "underlagen ger inte" in result.stderr
    assert "utan orsaker" not in result.stderr


def test_the_project_s_own_code_is_found_by_its_checksum(small_publication):
    underlag = underlag_beside(small_publication)
    listed = json.loads((small_publication / NAME).read_text(encoding="utf-8"))["underlag"]
    checksums = {MODEL: listed[MODEL]["sha256"]}
    assert own_code(checksums, underlag) == {MODEL: (underlag / MODEL).read_bytes()}


def test_a_locked_database_reaches_its_own_folders_only(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.csv").write_text("a\n1\n")
    with locked_connection(tmp_path / "in") as connection:
        assert connection.execute(f"from '{tmp_path}/in/a.csv'").fetchall() == [(1,)]
        for statement in (
            "select * from read_text('/etc/passwd')",
            f"copy (select 1) to '{tmp_path}/ut.csv'",
            f"copy (select 1) to '{tmp_path}/in/../ut.csv'",
            f"attach '{tmp_path}/ut.duckdb'",
            "install httpfs",
            "load httpfs",
            "set enable_external_access = true",
            "set allowed_directories = ['/']",
            "set lock_configuration = false",
            f"export database '{tmp_path}/ut'",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ ref.__globals__ }}",
        "{{ config.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ ('' | attr('__class__')).__mro__ }}",
        "{{ '{0.__class__}'.format(ref) }}",
        "{% set x = cycler.__init__.__globals__ %}{{ x }}",
        "{{ return.__globals__ }}",
    ],
)
def test_jinja_gives_no_python(small_project, text):
    model = small_project / "models/ond.sql"
    model.parent.mkdir(exist_ok=True)
    model.write_text(text, encoding="utf-8")
    with pytest.raises(SqlMotorError):
        render_model("ond", root=small_project)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("mapp", value) for value in ("../utanfor", "/etc", "a/b", "a\\b", "..", "", None, 1)),
        ("matar", "2017"),
        ("matar", True),
        ("id", 1),
        ("tillstand", "klar"),
        ("datum", "2026-13-01"),
        ("datum", "20260101"),
        ("ersatter", 1),
    ],
)
def test_the_index_holds_folder_names_and_values_of_their_kind(oj, tmp_path, key, value):
    entry = {"id": "a", "mapp": "2017", "matar": 2017, "tillstand": "preliminar"}
    entry |= {"datum": "2026-01-01", "ersatter": None}
    index = tmp_path / "publikationer.json"
    index.write_text(json.dumps([entry]), encoding="utf-8")
    assert oj("publications", "--index", tmp_path).exit_code == 0
    index.write_text(json.dumps([entry | {key: value}]), encoding="utf-8")
    result = oj("publications", "--index", tmp_path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "är skadad" in result.stderr
