"""Kolada's values are read from saved files as they are: none is lost, none is made up."""

import csv
import json
import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import yaml
from jinja2 import Template

from oppna_jamforelser.kolada.known_ids import describe_unknown
from oppna_jamforelser.kolada.query import data_urls, read_kommuner, read_years
from oppna_jamforelser.kolada.reading import read_file
from oppna_jamforelser.kolada.store import KOLADA_KOLUMNER, store_values
from oppna_jamforelser.kolada.value import KoladaError, KoladaValue
from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.open_files.write import write_open_files

DATA = Path(__file__).parent / "data" / "kolada"
HEADER = "kpi,municipality_id,year,gender,count,status,value"


def stored(folder: Path, columns: str = "*") -> list[tuple]:
    """Return the rows that ``dbt build`` reads from a folder."""
    with duckdb.connect() as connection:
        return connection.execute(
            f"select {columns} from read_parquet('{folder}/kolada_*.parquet')"
            " order by hamtning_nr, rad_nr"
        ).fetchall()


def kinds_of(relation: str) -> dict[str, str]:
    """Return the type of each column, as our contract writes it."""
    described = duckdb.sql(f"describe from {relation}").fetchall()
    return {name: kind.lower().replace(",", ", ") for name, kind, *_ in described}


def read(tmp_path: Path, content: object, name: str = "fil.json") -> list[KoladaValue]:
    """Return the values of a file with this content: text, or a document to write as JSON."""
    return read_file(write(tmp_path / name, content))


def write(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def row(*values: dict, kpi: str = "U37484") -> dict:
    return {"kpi": kpi, "municipality": "0114", "period": 2017, "values": list(values)}


@pytest.fixture
def flat_csv(tmp_path: Path) -> Path:
    """Write the saved answers as one flat file, the way tools for R save values."""
    path = tmp_path / "varden.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*HEADER.split(","), "dump"])
        for version in ("v2", "v3"):
            answer = json.loads((DATA / f"svar_{version}.json").read_text(encoding="utf-8"))
            for answered in answer["values"]:
                common = [answered["kpi"], answered["municipality"], answered["period"]]
                for part in answered["values"]:
                    fields = [part[name] for name in ("gender", "count", "status", "value")]
                    writer.writerow([*common, *fields, f"{version} 2024-04-06"])
    return path


def test_the_same_values_are_read_from_csv_and_from_both_envelopes(flat_csv):
    from_csv = read_file(flat_csv)
    from_json = read_file(DATA / "svar_v2.json") + read_file(DATA / "svar_v3.json")
    without_file = [value._replace(fil="") for value in from_csv]
    assert without_file == [value._replace(fil="") for value in from_json]
    assert [value.vardeklass for value in from_csv] == [
        *["saknas_status"] * 2, "saknas_null", *["varde"] * 4, *["saknas_null"] * 2, *["varde"] * 2,
    ]  # fmt: skip
    assert from_csv[3].varde == Decimal("429.031793")
    assert [value.antal for value in from_csv[6:9]] == [1, 0, 0]
    assert [value.api_version for value in from_csv] == ["v2"] * 5 + ["v3"] * 6


def test_each_sex_is_a_value_and_a_deleted_one_stays(tmp_path):
    parts = row(
        {"gender": "T", "value": 1, "count": 1, "status": "", "isdeleted": False},
        {"gender": "K", "value": 0.1, "count": 1, "status": "", "isdeleted": False},
        {"gender": "M", "value": None, "count": 0, "status": "", "isdeleted": True},
    )
    values = read(tmp_path, {"next_url": None, "values": [parts]})
    assert [(value.kon, value.varde, value.vardeklass) for value in values] == [
        ("T", Decimal(1), "varde"),
        ("K", Decimal("0.1"), "varde"),
        ("M", None, "borttagen"),
    ]
    assert {value.api_version for value in values} == {"v3"}


@pytest.mark.parametrize(
    ("document", "version"),
    [
        ({"values": [row({"value": 1})], "count": 1}, "v2"),
        ({"values": [row({"value": 1, "is_deleted": 0})]}, "v2"),
        ({"values": [row({"value": 1})], "next_url": None}, "v3"),
        ([{"values": [row({"value": 1})], "next_url": None}], "v3"),
        ([row({"value": 1})], None),
        (row({"value": 1}), None),
        (
            {"values": [{"kpi": "U37484", "municipality": "0114", "period": "2017", "value": 1}]},
            None,
        ),
    ],
)
def test_every_shape_of_a_saved_answer_is_read(tmp_path, document, version):
    (value,) = read(tmp_path, document)
    key = (value.kolada_id, value.kommun_kod, value.matar)
    assert (key, value.kon, value.varde) == (("U37484", "0114", 2017), "T", 1)
    assert value.api_version == version


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_may_have_any_delimiter_and_r_s_missing_values(tmp_path, delimiter):
    text = f"{HEADER}\nU37484,0114,2017,T,1,,NA\nu37484,0115,2017,,,NA,0\n"
    values = read(tmp_path, text.replace(",", delimiter), "a.csv")
    assert [(value.kolada_id, value.varde, value.status) for value in values] == [
        ("U37484", None, ""),
        ("U37484", Decimal(0), ""),
    ]
    assert values[1].antal is None


def test_a_decimal_comma_is_read(tmp_path):
    text = "kpi;municipality_id;year;value\nU37484;0180;2017;0,5\n"
    assert read(tmp_path, text, "a.csv")[0].varde == Decimal("0.5")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "ingen JSON"),
        ({"title": "x"}, "inga ”values”"),
        ({"values": 1}, "ingen lista"),
        ({"values": [1]}, "inget objekt"),
        ({"values": [{"ou": "V1", "kpi": "U1", "period": 2017, "values": []}]}, "enheter (ou)"),
        ({"values": [row({"value": "många"})]}, "varde är 'många'"),
        ({"values": [row({"value": "1e99"})]}, "varde är"),
        ({"values": [row({"gender": "X", "value": 1})]}, "kon är 'X'"),
        ({"values": [{**row({"value": 1}), "period": "17"}]}, "matar är '17'"),
        ({"values": [{"kpi": "U1", "period": 2017, "value": 1}]}, "kommun_kod saknas"),
        ({"values": [row({"value": 1, "count": 1.5})]}, "antal är"),
        ({"values": [row({"value": 1, "isdeleted": "kanske"})]}, "ar_borttagen är"),
        ("kpi,year,value\nU1,2017,1\n", "kolumnen municipality_id saknas"),
        (f"{HEADER}\nU1,0114\n", "rad 2 har inte lika många fält"),
        (f"{HEADER}\nU1,0114,2017,T,1,,1,1\n", "rad 2 har inte lika många fält"),
        ("", "kolumnen kpi saknas"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_nothing_is_stored(oj, tmp_path, content, why):
    result = oj("kolada", write(tmp_path / "fil.json", content), "--out", tmp_path / "ut")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("fil.json: ")
    assert why in result.stderr
    assert not (tmp_path / "ut").exists()


def test_bytes_that_are_no_utf8_and_files_that_are_not_there_are_said(oj, tmp_path):
    (tmp_path / "latin.csv").write_bytes("kpi\nå".encode("latin-1"))
    result = oj("kolada", tmp_path / "latin.csv", tmp_path / "saknas.csv", "--out", tmp_path)
    assert result.exit_code == 2
    assert "latin.csv: filen är inte sparad i UTF-8." in result.stderr
    assert "saknas.csv: filen kan inte läsas" in result.stderr


def test_values_are_stored_with_their_types_once_and_in_order(oj, tmp_path):
    first = write(tmp_path / "a.csv", f"{HEADER}\nU37484,0114,2017,T,1,,1\n")
    second = write(tmp_path / "b.csv", f"{HEADER}\nU37484,0114,2017,T,1,,0\n")
    out = tmp_path / "ut"
    result = oj("kolada", first, second, "--out", out)
    assert result.exit_code == 0, result.output
    assert "1 rader (1 med värde). Källa: Kolada." in result.stdout
    assert stored(out, "hamtning_nr, fil, varde") == [(1, "a.csv", 1), (2, "b.csv", 0)]
    assert kinds_of(f"read_parquet('{out}/kolada_*.parquet')") == KOLADA_KOLUMNER
    again = oj("kolada", second, "--out", out)
    assert "Fanns redan i" in again.stdout
    assert len(stored(out)) == 2


def test_runs_at_the_same_time_give_each_call_a_number_of_its_own(tmp_path):
    calls = [
        read(tmp_path, f"{HEADER}\nU37484,0114,{matar},T,1,,1\n", f"{matar}.csv")
        for matar in range(2010, 2020)
    ]
    with ThreadPoolExecutor(len(calls)) as pool:
        for done in [pool.submit(store_values, call, tmp_path / "ut", print) for call in calls]:
            done.result()
    assert stored(tmp_path / "ut", "hamtning_nr") == [(number,) for number in range(1, 11)]
    assert not list((tmp_path / "ut").glob(".*.ofardig"))


def test_unknown_ids_of_a_file_are_stored_and_said_with_the_nearest_known(oj, tmp_path, flat_csv):
    path = write(tmp_path / "a.csv", f"{HEADER}\nU37483,0114,2017,T,1,,1\n")
    result = oj("kolada", path, flat_csv, "--out", tmp_path)
    assert result.exit_code == 2
    assert "U37483 (närmast U37484, samverkan_primarvard)" in result.stderr
    assert "N00300, N00301, N00945, N03700, N03702." in result.stderr
    assert len(stored(tmp_path)) == 1 + 11


def test_only_the_first_unknown_ids_are_named():
    assert describe_unknown([f"N0000{n}" for n in range(7)]).endswith("N00004 och 2 till")


@pytest.mark.parametrize("in_a_list", [False, True])
def test_our_own_values_in_koladas_form_are_not_taken_for_koladas(
    oj, tmp_path, small_warehouse, in_a_list
):
    out = tmp_path / "oppet"
    out.mkdir()
    with duckdb.connect(str(small_warehouse), read_only=True) as connection:
        write_open_files(connection, 2017, out)
    path = next((out / "kolada").glob("data_*.json"))
    if in_a_list:
        path.write_text(f"[{path.read_text(encoding='utf-8')}]", encoding="utf-8")
    result = oj("kolada", path, "--out", tmp_path / "kolada")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        f"{path.name}: värdena är beräknade i ett öppet datalager (ursprung), inte publicerade av "
        "Kolada. Ange ett svar från Koladas API.\n"
    )
    assert not (tmp_path / "kolada").exists()


def test_an_empty_answer_stores_nothing(oj, tmp_path):
    path = write(tmp_path / "tom.json", {"values": [], "next_url": None})
    result = oj("kolada", path, "--out", tmp_path / "ut")
    assert result.exit_code == 0
    assert result.stdout.startswith("Inga värden")
    assert not (tmp_path / "ut").exists()


def test_the_folder_is_that_of_the_environment(oj, tmp_path, monkeypatch):
    monkeypatch.setenv("OJ_KOLADA", str(tmp_path / "egen"))
    oj("kolada", DATA / "svar_v3.json")
    assert len(stored(tmp_path / "egen")) == 6


@pytest.mark.parametrize("arguments", [[], ["--matar", "2017"], ["--kommun", "0114"]])
def test_nothing_to_read_or_fetch_is_an_error_of_usage(oj, arguments):
    result = oj("kolada", *arguments)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_at_most_25_ids_stand_in_a_segment_and_every_pair_is_asked_for():
    kpi = [f"U{n}" for n in range(30)]
    kommun = [f"{n:04}" for n in range(51)]
    urls = data_urls("http://x/v3/", kpi, [2017, 2018], kommun)
    assert len(urls) == 2 * 3
    asked = set()
    for url in urls:
        segments = url.removeprefix("http://x/v3/data/").split("?")[0].split("/")
        parts = [segment.split(",") for segment in segments[1::2]]
        assert segments[::2] == ["kpi", "municipality", "year"]
        assert max(map(len, parts)) <= 25
        asked |= {(a, b, c) for a in parts[0] for b in parts[1] for c in parts[2]}
    assert len(asked) == 30 * 51 * 2


def test_all_kommuner_are_asked_for_without_naming_them():
    assert data_urls("http://x", ["U1"], [2017], []) == [
        "http://x/data/kpi/U1/year/2017?per_page=5000"
    ]


def test_years_are_single_or_in_a_row():
    assert read_years("2019, 2016-2017,2016") == [2016, 2017, 2019]
    for wrong in ("17", "2018-2017", "2017-", "alla"):
        with pytest.raises(KoladaError):
            read_years(wrong)


def test_kommuner_are_codes_of_four_digits_or_groups():
    assert read_kommuner("0114,G35888") == ["0114", "G35888"]
    with pytest.raises(KoladaError):
        read_kommuner("114")


@pytest.mark.parametrize("folder", ["finns_inte", "tom", "med_varden"])
def test_dbt_reads_the_folder_with_values_empty_or_missing(oj, tmp_path, monkeypatch, folder):
    (tmp_path / "tom").mkdir()
    oj("kolada", DATA / "svar_v3.json", "--out", tmp_path / "med_varden")
    monkeypatch.setenv("OJ_KOLADA", str(tmp_path / folder))
    yml = (project_root() / "models/staging/_kolada.yml").read_text(encoding="utf-8")
    location = yaml.safe_load(yml)["sources"][0]["config"]["meta"]["external_location"]
    relation = Template(location).render(env_var=lambda name, default: os.environ[name])
    ((count,),) = duckdb.sql(f"select count(*) from {relation}").fetchall()
    kinds = kinds_of(relation)
    assert {name: kinds[name] for name in KOLADA_KOLUMNER} == KOLADA_KOLUMNER
    assert count == (6 if folder == "med_varden" else 0)


FLAT = "kpi,municipality_id,year,"


@pytest.mark.parametrize("name", ["kön", "Kön", "sex", "Gender", "kon", "Geschlecht", "kjønn"])
def test_the_sex_is_read_whatever_its_column_is_called(tmp_path, name):
    text = f"{FLAT}{name},value\nU37484,114.0,2017,Kvinnor,0\nU37484,0114,2017,T,1\n"
    values = read(tmp_path, text, "fil.csv")
    assert [(v.kommun_kod, v.kon, v.varde) for v in values] == [("0114", "K", 0), ("0114", "T", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FLAT + "vem,value\nU37484,2080,2017,M,0\n", "kolumnen vem ser ut att vara kön"),
        (FLAT + "vem,value\nU37484,2080,2017,Kvinnor,0\nU37484,2080,2017,okänt,0\n",
         "kolumnen vem ser ut att vara kön"),
        (FLAT + "Ålder,gender,value\nU37484,2080,2017,18-24,T,0\n", "kolumnen ålder delar upp"),
        (FLAT + "value\nU37484,2080,2017,0\nU37484,Falun,2017,1\n", "har flera värden (0 och 1)"),
        (FLAT + "value\nU37484,Ankeborg,2017,0\n", "Ankeborg är ingen känd kommun"),
        (FLAT + "value\nU37484,2080,2017,1_000\n", "värde nr 1 kan inte läsas"),
        (FLAT + "value\nU37484,2080,2017,1e999999999\n", "värde nr 1 kan inte läsas"),
        ('[{"kpi": "U37484", "municipality": "2080", "period": 2017, "value": ' + "9" * 5000 + "}]",
         "ingen JSON som kan läsas"),
        ('[{"kpi": "U3\\ud8007484", "municipality": "2080", "period": 2017, "value": 1}]',
         "tecken som inte är text"),
        ("[" * 100_000, "ingen JSON som kan läsas"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_one_line(tmp_path, text, line):
    with pytest.raises(KoladaError) as error:
        read(tmp_path, text, "fil.csv" if text.startswith("kpi") else "fil.json")
    assert line in str(error.value)
    assert "\n" not in str(error.value)
