"""The tables for Excel: opened with Swedish settings they hold what the marts hold."""

import subprocess
from pathlib import Path

import duckdb
import openpyxl
import pytest

from oppna_jamforelser.publish.swedish_csv import FOLDER, READ_ME, TABLES, write_swedish_csv
from workbook_choices import SOFFICE

MATAR = 2024
# semicolon, quote, UTF-8, first line, Swedish, numbers are numbers, first sheet, ="0114" is a text
SWEDISH = "Text - txt - csv (StarCalc):59,34,76,1,,1053,false,true,false,false,false,0,true"


@pytest.fixture(scope="module")
def files(lager: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the tables."""
    folder = tmp_path_factory.mktemp("tabeller")
    write_swedish_csv(lager, MATAR, folder)
    return folder / FOLDER


def test_each_table_has_its_mark_its_titles_and_its_rows(files, lager):
    assert {path.stem for path in files.glob("*.csv")} == set(TABLES)
    for table, where in TABLES.items():
        content = (files / f"{table}.csv").read_bytes()
        assert content.startswith("\ufeff".encode()), table
        head = content.decode("utf-8-sig").split("\n")[0].split(";")
        titles = lager.execute(
            "select titel_sv from marts.dim_kolumn where tabell = ? order by ordning", [table]
        ).fetchall()
        assert head == [title for (title,) in titles], table
        rows = lager.execute(
            f"select count(*) from read_csv('{files / table}.csv', delim = ';', header = true,"
            " all_varchar = true, quote = '\"', escape = '\"', max_line_size = 10000000)"
        ).fetchone()
        assert (
            rows
            == lager.execute(
                f"select count(*) from marts.{table} where {where.format(matar=MATAR)}"
            ).fetchone()
        ), table


def test_what_is_for_people_says_what_it_is(files):
    text = (files / READ_ME).read_text(encoding="utf-8")
    assert text.startswith("Syntetiska exempeldata: inga verkliga resultat.")
    assert f"bara mätår {MATAR}" in text


def test_no_cell_is_run_as_a_formula(tmp_path):
    with duckdb.connect() as connection:
        connection.execute(
            "create schema marts;"
            "create table marts.fct_enhetsutfall as select null::varchar as markning;"
            "create table marts.dim_kolumn (tabell text, kolumn text, titel_sv text,"
            " beskrivning_sv text, beskrivning_en text);"
            "insert into marts.dim_kolumn values ('dim_kommun', 'kommun_namn', 'Kommun', '', '');"
            "create table marts.dim_kommun (kommun_namn text primary key);"
            "insert into marts.dim_kommun values ('=1+1'), ('@a'), ('0114'), ('0180-06'), ('Ale')"
        )
        write_swedish_csv(connection, MATAR, tmp_path)
    lines = (tmp_path / FOLDER / "dim_kommun.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["Kommun", '"=""0114"""', '"=""0180-06"""', "'=1+1", "'@a", "Ale"]


def as_shown(cell: object) -> object:
    """Return a value of a mart as a spreadsheet has it: 100.0 is 100."""
    if isinstance(cell, bool):
        return "Ja" if cell else "Nej"
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="soffice saknas: installera libreoffice-calc")
def test_libreoffice_with_swedish_settings_opens_them_as_they_are(files, lager, tmp_path):
    """Each column in its own, codes as text, percent with its decimals as numbers, å, ä and ö."""
    tables = ("mart_kommun_indikator", "fct_gruppvarde", "dim_kommun")
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"),
            *(f"--infilter={SWEDISH}", "--convert-to", "xlsx", "--outdir", tmp_path),
            *(files / f"{table}.csv" for table in tables),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for table in tables:
        book = openpyxl.load_workbook(tmp_path / f"{table}.xlsx", data_only=True, read_only=True)
        shown = [list(row) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
        columns = lager.execute(
            "select kolumn, data_type from marts.dim_kolumn inner join duckdb_columns() as c on"
            " c.table_name = tabell and c.column_name = kolumn and c.schema_name = 'marts'"
            " where tabell = ? order by ordning",
            [table],
        ).fetchall()
        names = ", ".join(
            f"cast({name} as double)" if kind.startswith("DECIMAL") else name
            for name, kind in columns
        )
        wanted = lager.execute(
            f"select {names} from marts.{table} where {TABLES[table].format(matar=MATAR)}"
        ).fetchall()
        expected = [[as_shown(cell) for cell in row] for row in wanted]
        assert sorted(map(repr, shown)) == sorted(map(repr, expected)), table
