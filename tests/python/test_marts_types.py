"""What the marts hand to other tools: types that every reader of Parquet, CSV and ODBC knows."""

import re
from pathlib import Path

import duckdb
import pytest
import yaml

from oppna_jamforelser.sqlmotor import render_macro

ROOT = Path(__file__).resolve().parents[2]

# An integer of 128 bits, or a decimal that needs one, is no integer in most tools; a floating
# point number is no published figure.
KNOWN = re.compile(r"varchar|integer|bigint|boolean|date|timestamp|decimal\((\d+),\d+\)")


def contracts() -> list[tuple[str, str, str]]:
    return [
        (model["name"], column["name"], column["data_type"])
        for file in sorted((ROOT / "models").rglob("*_*.yml"))
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", [])
        if model.get("config", {}).get("contract", {}).get("enforced")
        for column in model["columns"]
    ]


def test_every_column_of_a_mart_has_a_type_that_other_tools_know():
    columns = contracts()
    assert len(columns) > 200
    unknown = [
        column
        for column in columns
        if not (match := KNOWN.fullmatch(column[2])) or int(match.group(1) or 0) > 20
    ]
    assert not unknown


def test_every_percent_begins_with_what_not_to_do_with_it():
    """A tool offers to sum or average every number, and shows the description beside it."""
    begins = re.compile(r"(\{\{ doc\('aldrig_(andel|procentenheter)'\) \}\}|Never average it:) \S")
    percents = [
        (model["name"], column["name"], column["description"])
        for file in sorted((ROOT / "models").rglob("*_*.yml"))
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", [])
        for column in model.get("columns", [])
        if column.get("config", {}).get("meta", {}).get("offentlig")
        and re.search(r"_procent(enheter)?$", column["name"])
    ]
    assert len(percents) > 40
    assert not [percent for percent in percents if not begins.match(percent[2])]


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ("(2017, 'a', 1), (2017, 'b', 1), (2018, 'a', 1), (2017, null, 1)", []),
        (
            "(2018, 'a', 1), (2018, 'a', 1), (2018, null, 1), (2018, null, 1)",
            ["fakta: samma nyckel på 2 rader: 2018", "fakta: samma nyckel på 2 rader: 2018 a"],
        ),
        ("(null, 'a', 1)", ["fakta: en rad saknar värde i matar"]),
        ("(2018, 'a', null)", ["fakta: en rad saknar värde i antal"]),
    ],
)
def test_a_key_that_is_missing_or_stands_twice_is_told(rows, sentences):
    question = render_macro("nyckel_fel", "fakta", "fakta", ["matar", "kod"], ["antal"], ["kod"])
    with duckdb.connect() as connection:
        connection.execute("create table fakta (matar integer, kod varchar, antal integer)")
        connection.execute(f"insert into fakta values {rows}")
        assert sorted(row[0] for row in connection.execute(question).fetchall()) == sentences
