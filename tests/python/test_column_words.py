"""The Swedish titles and descriptions of columns come from one seed, wherever people read."""

import json
import re
import shutil

import duckdb
import openpyxl
import psycopg
import pytest

from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.manifest import NAME
from oppna_jamforelser.publish.workbook import write_workbook

pytestmark = pytest.mark.slow

Words = dict[tuple[str, str], tuple[str, str, str]]
DELIVERED = ("dim_indikator", "dim_redovisningsgrupp", "fct_gruppvarde")


@pytest.fixture(scope="module")
def words(lager: duckdb.DuckDBPyConnection) -> Words:
    """Read title, Swedish and English description of every public column."""
    found = lager.execute(
        "select tabell, kolumn, titel_sv, beskrivning_sv, beskrivning_en from marts.dim_kolumn"
    ).fetchall()
    return {(table, column): (title, sv, en) for table, column, title, sv, en in found}


def test_the_database_has_both_languages_in_its_comments(lager, words):
    comments = lager.execute(
        "select table_name, column_name, comment from duckdb_columns() where schema_name = 'marts'"
    ).fetchall()
    said = {(table, column): comment for table, column, comment in comments}
    assert {key: said[key] for key in words} == {
        key: f"{en} | {title}: {sv}" for key, (title, sv, en) in words.items()
    }


def test_the_data_package_has_title_and_both_descriptions(open_files, words):
    package = json.loads((open_files / "datapackage.json").read_text(encoding="utf-8"))
    fields = {
        (resource["name"], field["name"]): (field["title"], field["description"])
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    assert {key: fields[key] for key in words if key in fields} == {
        key: (title, f"{sv} | {en}") for key, (title, sv, en) in words.items() if key in fields
    }
    assert len(fields.keys() & words.keys()) > 400


def test_jsonstat_names_its_measures_and_says_what_they_mean(open_files, words):
    cube = json.loads((open_files / "jsonstat/gruppvarde_2024.json").read_text(encoding="utf-8"))
    category = cube["dimension"]["matt"]["category"]
    english = cube["extension"]["en"]["dimension"]["matt"]["category"]
    assert len(category["index"]) > 8
    for measure in category["index"]:
        title, swedish, text = words["fct_gruppvarde", measure]
        assert category["label"][measure] == title
        assert category["note"][measure] == [swedish]
        assert english["note"][measure] == [text]


def test_tables_of_the_workbook_have_the_titles_and_a_note_on_each(lager, words, tmp_path):
    """A column of a mart has its title; one that puts several together has a name of its own."""
    write_workbook(lager, 2016, tmp_path / "bok.xlsx")
    book = openpyxl.load_workbook(tmp_path / "bok.xlsx")
    for sheet, tables in (
        ("Grupper", ("fct_gruppvarde", "fct_gruppvarde_ovriga")),
        ("Förändringar", ("fct_forandring", "fct_forandring_orsak")),
    ):
        known = {(title, sv) for (table, _), (title, sv, _) in words.items() if table in tables}
        noted = {(cell.value, cell.comment.text) for cell in book[sheet][4] if cell.comment}
        assert noted <= known, sheet
        assert len(noted) > 9, sheet
        assert any(text.startswith("Summera aldrig") for _, text in noted), sheet


def test_what_is_delivered_says_both_languages_and_the_title(
    open_files, words, postgres, oj, tmp_path
):
    package = json.loads((open_files / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] in DELIVERED]
    (tmp_path / "parquet").mkdir()
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in DELIVERED:
        shutil.copy(open_files / f"parquet/{name}.parquet", tmp_path / "parquet")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    manifest = {
        "titel": "Prov",
        "matar": 2024,
        "tillstand": "preliminar",
        "markning": "syntetiska exempeldata",
        "version": {"projekt": "0.1"},
        "resultat": "x",
        "filer": {
            path.relative_to(tmp_path).as_posix(): {"byte": 1, "sha256": sha256_of(path)}
            for path in files
        },
    }
    (tmp_path / NAME).write_text(json.dumps(manifest), encoding="utf-8")
    result = oj("deliver", tmp_path, "--to", postgres, "--schema", "kolumnord")
    assert result.exit_code == 0, result.output
    with psycopg.connect(postgres) as connection:
        comments = connection.execute(
            "select c.relname, a.attname, col_description(c.oid, a.attnum) from pg_class as c"
            " inner join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0"
            " where c.relnamespace = 'kolumnord'::regnamespace and c.relkind = 'r'"
        ).fetchall()
    said = {(table, column): comment for table, column, comment in comments}
    of = {key: value for key, value in words.items() if key[0] in DELIVERED}
    assert {key: said[key] for key in of} == {
        key: f"{sv} | {en} | Rubrik: {title}" for key, (title, sv, en) in of.items()
    }
    percent = [text for (_, column), text in said.items() if re.search("andel_procent$", column)]
    assert percent and all(text.startswith("Summera aldrig") for text in percent)
