"""No key in the project's YAML is one that dbt would ignore.

On DuckDB dbt checks no key against the JSON schemas that it carries; here a kept validator does.
What is named but not there (a folder, a file, a key that stands twice) dbt warns of itself, and
``warn_error_options`` in dbt_project.yml makes those warnings errors.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from dbt.contracts.project import ProjectFlags
from dbt.jsonschemas.jsonschemas import project_schema, resources_schema
from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from oppna_jamforelser.project import project_root

PROJECT_FILE = project_root() / "dbt_project.yml"
MODELS = """
models:
  - name: dim_kommun
    description: En rad är en kommun.
    config: {contract: {enforced: true}, meta: {egen_nyckel: 1}}
    data_tests:
      - relationer: {arguments: {relationer: [{kolumn: lan_kod, till: lan, falt: lan_kod}]}}
    columns: [{name: kommun_kod, data_tests: [unique, {not_null: {config: {limit: 1}}}]}]
"""


def read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), yaml.CSafeLoader) or {}


def property_files() -> list[Path]:
    folders = ("models", "seeds", "tests", "analyses", "macros")
    return [path for name in folders for path in sorted((project_root() / name).rglob("*.yml"))]


# The schema has the metrics of a later dbt; those of this one its parser reads, and refuses others.
METRICS = re.compile(r"\$\.metrics\[\d+\]: .*'type_params' was unexpected")


def unknown_keys(document: Any, schema: dict[str, Any]) -> Iterator[str]:
    for error in Draft7Validator(schema).iter_errors(document):
        deepest = best_match([error])
        problem = f"{deepest.json_path}: {deepest.message}"
        if not METRICS.match(problem):
            yield problem


def test_every_key_of_the_property_files_is_known():
    wrong = [
        f"{path.relative_to(project_root())} {problem}"
        for path in property_files()
        for problem in unknown_keys(read(path), resources_schema())
    ]
    assert not wrong, "\n".join(wrong)


def test_every_key_of_the_project_file_is_known():
    project = read(PROJECT_FILE)
    assert list(unknown_keys(project, project_schema())) == []
    assert set(project["flags"]) <= {field.name for field in fields(ProjectFlags)}
    for section in ("models", "seeds"):
        assert list(project[section]) == [project["name"]]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("description", "descripton", "$.models[0]:"),
        ("data_tests:\n", "data_test:\n", "$.models[0]:"),
        ("columns:", "colums:", "$.models[0]:"),
        ("models:", "modells:", "$:"),
        ("{enforced", "{enforce", "$.models[0].config.contract:"),
        ("meta: {egen_nyckel: 1}", "egen_nyckel: 1", "$.models[0].config:"),
        ("limit", "limt", "$.models[0].columns[0].data_tests[1].not_null.config:"),
        ("arguments", "argument", "$.models[0].data_tests[0].relationer:"),
    ],
)
def test_a_key_that_dbt_would_ignore_is_found(old, new, place):
    assert MODELS.count(old) == 1
    assert list(unknown_keys(yaml.safe_load(MODELS), resources_schema())) == []
    (found,) = unknown_keys(yaml.safe_load(MODELS.replace(old, new)), resources_schema())
    assert found.startswith(place)


def test_every_column_that_a_seed_describes_or_types_is_in_its_file():
    seeds = [seed for path in property_files() for seed in read(path).get("seeds", [])]
    files = {path.stem: path for path in (project_root() / "seeds").rglob("*.csv")}
    for seed in seeds:
        with files[seed["name"]].open(encoding="utf-8", newline="") as file:
            header = set(next(csv.reader(file)))
        named = {column["name"] for column in seed["columns"]} | set(seed["config"]["column_types"])
        assert named - header == set(), seed["name"]


def test_every_seed_has_a_key_of_its_columns():
    seeds = [seed for path in property_files() for seed in read(path).get("seeds", [])]
    assert {seed["name"] for seed in seeds} == {
        path.stem for path in (project_root() / "seeds").rglob("*.csv")
    }
    for seed in seeds:
        nyckel = seed["config"]["meta"]["nyckel"]
        for one in nyckel if isinstance(nyckel, list) else [nyckel]:
            assert one["kolumner"], seed["name"]
            assert {name for names in one.values() for name in names} <= set(
                seed["config"]["column_types"]
            ), seed["name"]
