"""Lay out the project's files so that its SQL and its data tests run without dbt.

The data tests stand among the models, for they are queries too; a generic test becomes a macro,
and each use of it on a seed of the rules a query. Everything else is a link to the project's file.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RULE_SEEDS = "seeds/regler/*.yml"
# Folders of data tests about the rules, that hold for any landing and any units.
DATA_TESTS = ("core", "kommun")
WHOLE_COUNTRY = "ramar"  # a folder of core: its tests hold for the whole frame only


def lay_out(source: Path, target: Path) -> Path:
    """Make *target* a tree of the project *source* and return it."""
    for path in _files(source):
        _place(target / path, source / path)
    for path in sorted((source / "tests/generic").glob("*.sql")):
        _place(target / "macros/data_tests" / path.name, _as_macro(path.read_text("utf-8")))
    for path in data_test_files(source):
        _place(target / "models/data_tests" / path.name, path)
    for name, sql in seed_tests(source).items():
        _place(target / f"models/seed_tests/{name}.sql", sql)
    return target


def data_test_files(source: Path) -> list[Path]:
    """Return the singular data tests that a sample of the units can be asked."""
    return [
        path
        for folder in DATA_TESTS
        for path in sorted((source / "tests" / folder).rglob("*.sql"))
        if path.parent.name != WHOLE_COUNTRY
    ]


def seed_tests(source: Path) -> Mapping[str, str]:
    """Return the keys and the generic tests of the seeds of the rules, as queries by name."""
    queries = {}
    for seed in _seeds(source):
        name = seed["name"]
        for number, key in enumerate(_keys(seed)):
            call = f'nyckel_fel("{name}", "{name}", {_written(key)})'
            queries[f"nyckel_{number}__{name}"] = f"{{{{ {call} }}}}"
        for test, arguments in _tests(seed):
            call = f'test_{test}("{name}", {_written(arguments)})'
            queries[f"{test}__{name}"] = f"{{{{ {call} }}}}"
    return queries


def related_seeds(source: Path) -> set[str]:
    """Return the seeds of the rules and those that their tests refer to."""
    return {seed["name"] for seed in _seeds(source)} | {
        relation["till"]
        for seed in _seeds(source)
        for _, arguments in _tests(seed)
        for relation in arguments.get("relationer", [])
    }


@cache
def _seeds(source: Path) -> list[Mapping[str, Any]]:
    return [
        seed
        for path in sorted(source.glob(RULE_SEEDS))
        for seed in yaml.safe_load(path.read_text("utf-8"))["seeds"]
    ]


def _keys(seed: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    keys = seed["config"]["meta"]["nyckel"]
    return keys if isinstance(keys, list) else [keys]


def _tests(seed: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for test in seed.get("data_tests", []):
        for name, properties in test.items():
            yield name, properties["arguments"]


def _written(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in arguments.items())


def _as_macro(text: str) -> str:
    return (
        text.replace("{% test ", "{% macro test_")
        .replace("{% endtest %}", "{% endmacro %}")
        .replace("model.identifier", "model")
    )


def _files(source: Path) -> Iterator[Path]:
    for folder, pattern in (("macros", "*.sql"), ("models", "*.*"), ("seeds", "*.*")):
        for path in sorted((source / folder).rglob(pattern)):
            yield path.relative_to(source)


def _place(path: Path, content: Path | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        path.symlink_to(content)
