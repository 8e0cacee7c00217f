"""The open files read back: every cell of every format against the marts."""

import csv
import json
import re
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import pytest

from checks.tree import rows
from oppna_jamforelser.kolada.envelope import read_envelopes
from oppna_jamforelser.kolada.reading import parse_json
from oppna_jamforelser.kolada.value import KoladaValue
from oppna_jamforelser.publish.marts import Mart, read_marts
from oppna_jamforelser.publish.open_files.tables import write_tables
from oppna_jamforelser.publish.open_files.warehouse import Source

YEARS = range(2016, 2025)


@pytest.fixture(scope="module")
def marts(lager: duckdb.DuckDBPyConnection) -> tuple[Mart, ...]:
    return read_marts(lager)


def literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def csv_source(mart: Mart, path: Path) -> str:
    """Return the table function that reads a CSV file with the mart's types, null apart from ''."""
    columns = ", ".join(f"'{column.name}': '{column.type}'" for column in mart.columns)
    return (
        f"read_csv({literal(path)}, header = true, delim = ',', quote = '\"', escape = '\"',"
        f" nullstr = '', allow_quoted_nulls = false, columns = {{{columns}}})"
    )


def differing_rows(connection: duckdb.DuckDBPyConnection, mart: Mart, file: str) -> int:
    """Count the rows of file and mart that have no equal row, in every cell, on the other side."""
    table = f"marts.{mart.name}"
    if not mart.primary_key:
        sides = f"(from {file})", f"(from {table})"
        sql = " + ".join(
            f"(select count(*) from ({a} except all {b}))" for a, b in (sides, sides[::-1])
        )
        return connection.execute(f"select {sql}").fetchone()[0]
    same = " and ".join(f"f.{c.name} is not distinct from t.{c.name}" for c in mart.columns)
    here, there, equal = connection.execute(
        f"select (select count(*) from {file}), (select count(*) from {table}),"
        f" (select count(*) from {file} as f join {table} as t using"
        f" ({', '.join(mart.primary_key)}) where {same})"
    ).fetchone()
    return here + there - 2 * equal


def test_every_cell_of_the_csv_files_is_the_marts(lager, marts, open_files):
    files = {path.stem for path in (open_files / "csv").iterdir()}
    assert files == {mart.name for mart in marts} | {"kodlista"}
    for mart in marts:
        file = csv_source(mart, open_files / f"csv/{mart.name}.csv")
        assert differing_rows(lager, mart, file) == 0, mart.name


def test_every_cell_of_the_parquet_files_is_the_marts_with_its_type(lager, marts, open_files):
    files = {path.stem for path in (open_files / "parquet").iterdir()}
    assert files == {mart.name for mart in marts} | {"kodlista"}
    for mart in marts:
        file = f"read_parquet({literal(open_files / f'parquet/{mart.name}.parquet')})"
        described = lager.execute(f"describe from {file}").fetchall()
        assert [row[:2] for row in described] == [(c.name, c.type) for c in mart.columns]
        assert differing_rows(lager, mart, file) == 0, mart.name


def test_the_list_of_codes_labels_every_code_of_the_marts(lager, marts, open_files):
    listed: dict[str, dict[str, str]] = {}
    with (open_files / "csv/kodlista.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            listed.setdefault(row["kodlista"], {})[row["kod"]] = row["text"]
    assert listed["orsak_kod"]["enhetsbortfall"] == "Enheten har inte besvarat enkäten."
    assert listed["utfall"]["delvis"] == "Delvis"
    for mart in marts:
        for column in mart.columns:
            for name, codes in listed.items():
                if column.type == "VARCHAR" and column.name.endswith(name):
                    used = lager.execute(
                        f"select distinct {column.name} from marts.{mart.name}"
                        f" where {column.name} is not null"
                    ).fetchall()
                    assert {code for (code,) in used} <= set(codes), (mart.name, column.name)


def test_rows_stand_in_the_order_of_the_primary_key(lager, marts, open_files):
    keyed = [mart for mart in marts if mart.primary_key]
    assert len(keyed) == len(marts) - 1  # the group dimension has a grouping without a code
    for mart in keyed:
        key = ", ".join(mart.primary_key)
        file = f"read_parquet({literal(open_files / f'parquet/{mart.name}.parquet')}"
        [(wrong,)] = lager.execute(
            f"select count(*) from (select ({key}) as key, lag(({key})) over"
            f" (order by file_row_number) as before from {file}, file_row_number = true))"
            " where before >= key"
        ).fetchall()
        assert wrong == 0, mart.name


def small_source(connection: duckdb.DuckDBPyConnection) -> Source:
    columns = connection.execute("select table_name, column_name from duckdb_columns()").fetchall()
    public = {table: frozenset(c for t, c in columns if t == table) for table, _ in columns}
    return Source(connection, 2024, read_marts(connection, public), (2024,), {}, {}, None)


def test_hostile_cells_leave_as_they_are_and_null_is_not_the_empty_text(tmp_path):
    cells = ["=1+1", "", None, 'a"b', "rad 1\nrad 2", "å, ä; ö", "  ", "null", "0114"]
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.prov (nr integer primary key, text varchar)")
        connection.executemany("insert into marts.prov values (?, ?)", list(enumerate(cells)))
        source = small_source(connection)
        write_tables(source, tmp_path)
        [mart] = source.tables
        for file in (
            csv_source(mart, tmp_path / "csv/prov.csv"),
            f"read_parquet({literal(tmp_path / 'parquet/prov.parquet')})",
        ):
            read = connection.execute(f"select text from {file} order by nr").fetchall()
            assert [text for (text,) in read] == cells
    lines = (tmp_path / "csv/prov.csv").read_bytes().split(b"\n")
    assert lines[:4] == [b"nr,text", b"0,=1+1", b'1,""', b"2,"]


def read_cube(path: Path) -> tuple[dict[str, Any], dict[tuple[str, ...], tuple[Any, Any]]]:
    """Read a JSON-stat dataset as its standard says: value and status by categories."""
    document = json.loads(path.read_text(encoding="utf-8"))
    categories = []
    for name, size in zip(document["id"], document["size"], strict=True):
        category = document["dimension"][name]["category"]
        assert len(category["index"]) == size == len(category["label"])
        categories.append(category["index"])
    keys = list(product(*categories))
    assert len(document["value"]) == len(keys)
    status = document["status"]
    return document, {
        key: (value, status.get(str(number)))
        for number, (key, value) in enumerate(zip(keys, document["value"], strict=True))
    }


def not_asked(lager: duckdb.DuckDBPyConnection, year: int) -> dict[str, str]:
    """Return why an indicator has no facts that year, as the mart of any one kommun says it."""
    return dict(
        lager.execute(
            "select indikator_id, orsak_kod from marts.mart_kommun_indikator"
            " where matar = ? and kommun_kod = '0114' and indikator_id not in"
            " (select indikator_id from marts.fct_enhetsutfall where matar = ?)",
            [year, year],
        ).fetchall()
    )


# The outcomes as numbers, which a client joins and tabulates.
CODES = {"ja": 1, "delvis": 2, "nej": 3, "ej_aktuellt": 4, None: None}


def of_all_years(lager: duckdb.DuckDBPyConnection, place: str, table: str) -> set[str]:
    """Return the units or groups of any year: each cube has them all."""
    return {row[0] for row in lager.execute(f"select {place} from marts.{table}").fetchall()}


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_of_the_unit_cubes_is_the_facts(lager, open_files, year):
    document, cube = read_cube(open_files / f"jsonstat/enhetsutfall_{year}.json")
    facts = lager.execute(
        "select enhet_kod, indikator_id, utfall, orsak_kod from marts.fct_enhetsutfall"
        " where matar = ?",
        [year],
    ).fetchall()
    expected = {
        (str(year), unit, i, "utfall"): (CODES[value], why) for unit, i, value, why in facts
    }
    units = of_all_years(lager, "enhet_kod", "fct_enhetsutfall")
    asked = {indicator: "utanfor_ramen" for _, indicator, *_ in facts}
    outside = product(units - {unit for unit, *_ in facts}, asked.items())
    for unit, (indicator, why) in (*outside, *product(units, not_asked(lager, year).items())):
        expected[str(year), unit, indicator, "utfall"] = (None, why)
    assert cube == expected
    words = document["extension"]["value"]["utfall"]
    assert words == {"1": "Ja", "2": "Delvis", "3": "Nej", "4": "Ej aktuellt"}


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_of_the_group_cubes_is_the_facts(lager, open_files, year):
    document, cube = read_cube(open_files / f"jsonstat/gruppvarde_{year}.json")
    facts = rows(lager, f"from marts.fct_gruppvarde where matar = {year}")
    key = ("matar", "gruppindelning", "grupp_kod", "indikator_id")
    beside = ("orsak_kod", "markning", "belagg")
    metrics = [name for name in facts[0] if name not in (*key, *beside)]
    expected: dict[tuple[str, ...], tuple[Any, Any]] = {}
    groups = set()
    for row in facts:
        group = f"{row['gruppindelning']}:{row['grupp_kod']}"
        groups.add(group)
        for metric in metrics:
            value = row[metric]
            reason = row["orsak_kod"] if value is None else None
            number = None if value is None else float(value)
            expected[str(year), group, row["indikator_id"], metric] = (number, reason)
    every = of_all_years(lager, "gruppindelning || ':' || grupp_kod", "fct_gruppvarde")
    asked = {row["indikator_id"]: "utanfor_ramen" for row in facts}
    outside = product(every - groups, asked.items())
    for group, (indicator, why) in (*outside, *product(every, not_asked(lager, year).items())):
        for metric in metrics:
            expected[str(year), group, indicator, metric] = (None, why)
    assert cube == expected
    assert {reason for _, reason in cube.values() if reason} == set(document["extension"]["status"])


@pytest.mark.parametrize("year", YEARS)
def test_every_surface_says_the_same_of_what_a_figure_rests_on(lager, open_files, year):
    """Tables, cubes and the list of codes: one flag for an indicator and year, and its words."""
    marts = dict(
        lager.execute(
            "select distinct indikator_id, belagg from marts.fct_enhetsutfall where matar = ?",
            [year],
        ).fetchall()
    )
    for table in ("fct_enhetsutfall", "fct_gruppvarde", "fct_gruppvarde_ovriga", "fct_tidsserie"):
        file = literal(open_files / f"csv/{table}.csv")
        read = lager.execute(
            f"select distinct indikator_id, belagg from read_csv({file}, all_varchar = true)"
            f" where matar = '{year}' and belagg is not null"
        ).fetchall()
        assert sorted(read) == sorted(marts.items()), table
    words: dict[str, tuple[str, str]] = {}
    with (open_files / "csv/kodlista.csv").open(encoding="utf-8", newline="") as codes:
        for row in csv.DictReader(codes):
            if row["kodlista"] == "belagg":
                words[row["kod"]] = row["text"], row["text_en"]
    for cube in ("gruppvarde", "enhetsutfall"):
        document, _ = read_cube(open_files / f"jsonstat/{cube}_{year}.json")
        assert document["extension"]["belagg"] == marts
        notes = document["dimension"]["indikator"]["category"]["note"]
        assert notes == {indicator: [words[code][0]] for indicator, code in marts.items()}
        english = document["extension"]["en"]["belagg"]
        assert english == {code: words[code][1] for code in set(marts.values())}


@pytest.mark.parametrize("cube", ["gruppvarde", "enhetsutfall"])
def test_the_cubes_of_all_years_have_the_same_categories(open_files, cube):
    """A client joins two years by the number of the cell, and by labels: each is there once."""
    documents = [read_cube(open_files / f"jsonstat/{cube}_{year}.json")[0] for year in YEARS]
    for name in documents[0]["id"][1:]:
        labels = [document["dimension"][name]["category"]["label"] for document in documents]
        assert all(one == labels[0] for one in labels)
        assert len(set(labels[0].values())) == len(labels[0]), name


def test_a_measure_has_its_unit_and_decimals(open_files):
    document, _ = read_cube(open_files / "jsonstat/gruppvarde_2024.json")
    category = document["dimension"]["matt"]["category"]
    assert list(category["unit"]) == category["index"]
    decimals = {name: unit["decimals"] for name, unit in category["unit"].items()}
    assert {name for name, count in decimals.items() if count} == {
        *("lagsta_procent", "hogsta_procent"),
    }
    assert category["unit"]["andel_procent"]["symbol"] == "%"


@pytest.mark.parametrize("cube", ["gruppvarde", "enhetsutfall"])
def test_every_label_of_a_cube_is_there_in_english(open_files, cube):
    document, _ = read_cube(open_files / f"jsonstat/{cube}_2024.json")
    english = document["extension"]["en"]
    for name in document["id"]:
        labels = english["dimension"][name]["category"]["label"]
        assert list(labels) == document["dimension"][name]["category"]["index"]
        assert all(labels.values()) and english["dimension"][name]["label"]
    assert set(english["status"]) == set(document["extension"]["status"])


@pytest.fixture(scope="module")
def kolada_values(open_files: Path) -> dict[tuple[str, str, int], KoladaValue]:
    """Read the files in Kolada's form with the reader of Kolada's answers; by our indicator."""
    values = {}
    ours = {kpi["id"]: kpi["indikator_id"] for kpi in kolada_list(open_files, "kpi")}
    persons = {one for one in ours.values() if one.startswith(("nyckeltal_", "utv_"))}
    for year in YEARS:
        text = (open_files / f"kolada/data_{year}.json").read_text(encoding="utf-8")
        for value in read_envelopes(parse_json(text, "data"), "data"):
            key = (ours[value.kolada_id], value.kommun_kod, value.matar)
            if key[0] in persons:
                continue  # they are compared with the marts in test_persons_surfaces.py
            assert key not in values
            assert (value.kon, value.ar_borttagen, value.api_version) == ("T", False, "v3")
            values[key] = value
    return values


def kolada_list(open_files: Path, name: str) -> list[dict[str, Any]]:
    document = json.loads((open_files / f"kolada/{name}.json").read_text(encoding="utf-8"))
    assert {"values", "next_url", "previous_url"} <= set(document)
    return document["values"]


def test_every_cell_in_koladas_form_is_the_marts(lager, kolada_values):
    scales = {
        indicator: {"nej": 0, "delvis": 1, "ja": 2} if "Delvis" in scale else {"nej": 0, "ja": 1}
        for indicator, scale in lager.execute(
            "select indikator_id, skala from marts.dim_indikator where har_utfall"
        ).fetchall()
    }
    parts: dict[tuple[str, str, int], list[str | None]] = {}
    for indicator, kommun, year, outcome in lager.execute(
        "select indikator_id, kommun_kod, matar, utfall from marts.fct_enhetsutfall"
        " join marts.dim_enhet using (enhet_kod) where enhet_kod <> kommun_kod"
    ).fetchall():
        parts.setdefault((indicator, kommun, year), []).append(outcome)
    expected = {}
    for indicator, kommun, year, outcome, reason in lager.execute(
        "select indikator_id, kommun_kod, matar, utfall, cell.orsak_kod"
        " from marts.mart_kommun_indikator as cell"
        " join marts.dim_indikator using (indikator_id) where har_utfall"
    ).fetchall():
        key, scale = (indicator, kommun, year), scales[indicator]
        if reason is None and outcome is None:
            points = [scale[part] for part in parts[key] if part in scale]
            share = Fraction(100 * sum(points), len(points))
            rounded = Fraction(int(share + Fraction(1, 2)), 100)
            expected[key] = (rounded, "", len(points))
        elif outcome in scale:
            expected[key] = (scale[outcome], "", 1)
        else:
            expected[key] = (None, reason or outcome, 0)
    read = {
        key: (None if value.varde is None else Fraction(value.varde), value.status, value.antal)
        for key, value in kolada_values.items()
    }
    assert read == expected


def test_koladas_ids_stand_only_for_the_same_scale_in_their_years(lager, kolada_values):
    koladas = set(
        lager.execute(
            "select indikator_id, kolada_id, matar from metadata.indikator_kolada, metadata.matar"
            " where matar >= giltig_fran_matar and matar <= coalesce(giltig_till_matar, matar)"
        ).fetchall()
    )
    ids: dict[str, set[str]] = {}
    for (indicator, _, year), value in kolada_values.items():
        if value.varde is not None:
            own = f"OJ_{indicator.upper()}"
            assert value.kolada_id == own or (indicator, value.kolada_id, year) in koladas
            ids.setdefault(indicator, set()).add(value.kolada_id)
    assert ids["samverkan_polis"] == {"U37488"}
    assert ids["anvant_resultat"] == {"U37518"}
    assert ids["anvant_resultat_kon"] == {
        "OJ_ANVANT_RESULTAT_KON"
    }  # Kolada's 1 means another thing
    assert ids["brukarinflytande_utforare"] == {"U33625", "U37557"}
    assert ids["dudit"] == {"OJ_DUDIT"}


def test_the_lists_in_koladas_form_have_the_fields_of_the_api(open_files):
    kommuner = kolada_list(open_files, "municipality")
    assert len(kommuner) == 290
    assert {"id": "0114", "title": "Upplands Väsby", "type": "K"} in kommuner
    for kpi in kolada_list(open_files, "kpi"):
        measure = r"antal per 10 000 vuxna|andel"
        assert re.search(rf", (\(Ja=(1|2, Delvis=1), Nej=0\)|{measure})$", kpi["title"])
        assert kpi["is_divided_by_gender"] is False
        assert kpi["has_ou_data"] is False
        assert kpi["municipality_type"] == "K"
