"""What a figure rests on is told alike wherever it stands: each surface is read back, cell by cell.

The workbook's cells are compared with the same marts in test_workbook.py, the years of a report in
test_report.py, and every cell of the site in test_webb.py.
"""

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from oppna_jamforelser.publish.swedish_csv import FOLDER, write_swedish_csv
from oppna_jamforelser.report.subject import Choice
from oppna_jamforelser.report.write_reports import Request, write_reports
from publications import write_manifest_of
from report_pages import tables_of
from webb_cells import Page

MATAR = 2024
LAN = ("lan", "20")
Flags = dict[str, str]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def marts(lager: duckdb.DuckDBPyConnection) -> Flags:
    """What each indicator's share of the län rests on."""
    return dict(
        lager.execute(
            "select indikator_id, belagg from marts.fct_gruppvarde "
            "where matar = ? and gruppindelning = ? and grupp_kod = ?",
            [MATAR, *LAN],
        ).fetchall()
    )


def words(database: Path, table: str, code: str, word: str) -> Flags:
    """Return a list of words: the code of each."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return dict(connection.execute(f"select {word}, {code} from {table}").fetchall())


def resource_of(package: dict[str, Any]) -> dict[str, Any]:
    """Return what a data package says of the table of groups."""
    (resource,) = (one for one in package["resources"] if one["name"] == "fct_gruppvarde")
    return resource


def test_open_files_say_it(open_files, marts):
    where = f"where matar::integer = {MATAR} and gruppindelning = 'lan' and grupp_kod = '20'"
    for file in ("csv/fct_gruppvarde.csv", "parquet/fct_gruppvarde.parquet"):
        rows = duckdb.sql(f"select indikator_id, belagg from '{open_files / file}' {where}")
        assert dict(rows.fetchall()) == marts, file
    cube = json.loads((open_files / f"jsonstat/gruppvarde_{MATAR}.json").read_text("utf-8"))
    assert cube["extension"]["belagg"] == marts
    package = json.loads((open_files / "datapackage.json").read_text("utf-8"))
    fields = resource_of(package)["schema"]["fields"]
    (field,) = (one for one in fields if one["name"] == "belagg")
    assert set(marts.values()) <= {one["value"] for one in field["categories"]}


def test_the_tables_for_excel_say_it(lager, marts, tmp_path):
    write_swedish_csv(lager, MATAR, tmp_path)
    titles = dict(
        lager.execute(
            "select kolumn, titel_sv from marts.dim_kolumn where tabell = 'fct_gruppvarde'"
        ).fetchall()
    )
    asked = ("indikator_id", "belagg", "gruppindelning", "grupp_kod")
    columns = ", ".join(f'"{titles[name]}"' for name in asked)
    rows = duckdb.sql(
        f"select {columns} from read_csv('{tmp_path / FOLDER}/fct_gruppvarde.csv', delim = ';',"
        " header = true, all_varchar = true)"
    ).fetchall()
    assert {row[0]: row[1] for row in rows if row[2:] == ("lan", '="20"')} == marts


def test_a_delivered_database_says_it(oj, open_files, postgres, marts, tmp_path):
    publication = tmp_path / "p"
    (publication / "parquet").mkdir(parents=True)
    duckdb.sql(
        f"copy (from '{open_files}/parquet/fct_gruppvarde.parquet' where matar = {MATAR}) "
        f"to '{publication}/parquet/fct_gruppvarde.parquet'"
    )
    package = json.loads((open_files / "datapackage.json").read_text("utf-8"))
    table = {"name": "fct_gruppvarde", "schema": resource_of(package)["schema"]}
    table["schema"].pop("foreignKeys", None)  # the tables they lead to are left out here
    (publication / "datapackage.json").write_text(json.dumps({"resources": [table]}), "utf-8")
    write_manifest_of(publication)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("drop database if exists belagg with (force)")
        connection.execute("create database belagg")
    database = postgres.rsplit("/", 1)[0] + "/belagg"
    result = oj("deliver", publication, "--to", database)
    assert result.exit_code == 0, result.output
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "select indikator_id, belagg from oppna_jamforelser.fct_gruppvarde "
            "where gruppindelning = %s and grupp_kod = %s",
            LAN,
        ).fetchall()
    assert dict(rows) == marts


def test_report_and_site_say_it(built_database, sample_site, marts, tmp_path):
    path = tmp_path / "rapport.html"
    write_reports(built_database, Request(Choice(grupp=":".join(LAN)), path, MATAR))
    codes = words(built_database, "metadata.belagg", "belagg", "belagg_kort")
    ids = words(built_database, "marts.dim_indikator", "indikator_id", "kortnamn")
    shown = {
        ids[row[0].removesuffix(" (sammansatt)")]: codes[row[-1]]
        for row in tables_of(path.read_text("utf-8"))[0][1:]
        if len(row) > 1
    }
    assert shown == marts
    for name in ("grupp/lan-20.html", "varfor/lan-20.html"):
        page = Page((sample_site / "webb" / name).read_text("utf-8"))
        told = {
            cell.key[3]: codes[cell.text.strip()]
            for cell in page.cells
            if cell.key[:3] == (str(MATAR), *LAN) and cell.key[4] == "belagg"
        }
        assert told == marts, name


@pytest.mark.parametrize("subject", [("--grupp", ":".join(LAN)), ("--enhet", "2080")])
def test_an_explanation_says_it(oj, built_database, marts, monkeypatch, subject):
    monkeypatch.setenv("OJ_DATABASE", str(built_database))
    short = words(built_database, "metadata.belagg", "belagg", "belagg_kort")
    for code in sorted(set(marts.values())):
        indicator = min(id_ for id_, flag in marts.items() if flag == code)
        told = oj("explain", "--indikator", indicator, "--matar", MATAR, *subject).output
        found = re.search(r"Siffran bygger på:\s+(.*?)\.", re.sub(r"\s+", " ", told))
        assert found, told
        assert short[found[1].capitalize()] == code
