"""The columns of seeds: dbt ignores a type or a description of a column that is not there."""

import csv
from collections.abc import Iterator
from pathlib import Path

from yaml.nodes import Node

from tools.yaml_keys.finding import Finding, problem_at, unknown_name
from tools.yaml_keys.nodes import items, pairs, text, value_of


def check_seeds(path: Path, document: Node, folder: Path) -> Iterator[Finding]:
    """Yield the seeds without a file in *folder*, and the columns that their file does not have."""
    for seed in items(value_of(document, "seeds")):
        name = text(value_of(seed, "name"))
        file = next(iter(folder.rglob(f"{name}.csv")), None)
        if file is None:
            yield problem_at(path, seed, f"no file {name}.csv")
            continue
        with file.open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        types = value_of(value_of(seed, "config"), "column_types")
        names = [value_of(column, "name") for column in items(value_of(seed, "columns"))]
        for column in [key for key, _ in pairs(types)] + [one for one in names if one]:
            if column.value not in header:
                yield unknown_name(path, column, f"column of seed {name}", column.value, header)
