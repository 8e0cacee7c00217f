"""What the marts hand to other tools: types that every reader of Parquet, CSV and ODBC knows."""

import re
from pathlib import Path

import yaml

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


def test_every_column_of_a_mart_has_a_type_that_other_tools_know() -> None:
    columns = contracts()
    assert len(columns) > 200
    unknown = [
        column
        for column in columns
        if not (match := KNOWN.fullmatch(column[2])) or int(match.group(1) or 0) > 20
    ]
    assert not unknown
