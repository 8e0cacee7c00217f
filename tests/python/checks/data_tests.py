"""The project's own data tests, run on a tree without dbt: each row they give is a sentence."""

from collections.abc import Iterable

import duckdb

from oppna_jamforelser.project import project_root

from .layout import data_test_files, related_seeds, seed_tests
from .tree import WAREHOUSE_MODELS, Tree


def _sentences(database: duckdb.DuckDBPyConnection, tests: Iterable[str]) -> list[str]:
    return [
        sentence
        for test in tests
        for (sentence,) in database.execute(f'select mening from "{test}"').fetchall()
    ]


def seeds_keep_their_keys_and_relations(tree: Tree) -> list[str]:
    """The generic tests of the seeds of the rules."""
    tree.build(tree.scratch, related_seeds(project_root()))
    tests = seed_tests(project_root())
    tree.build(tree.scratch, tests)
    return _sentences(tree.scratch, tests)


def data_tests_find_nothing(tree: Tree) -> list[str]:
    """The singular data tests, on the small landing."""
    tests = [path.stem for path in data_test_files(project_root())]
    relations = {name: name for name in WAREHOUSE_MODELS} | tree.relations
    tree.build(tree.warehouse, tests, relations)
    return _sentences(tree.warehouse, tests)


RULE_CHECKS = (seeds_keep_their_keys_and_relations,)
WAREHOUSE_CHECKS = (data_tests_find_nothing,)
