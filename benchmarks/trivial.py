"""A project with as many nodes as the real one, where every node does next to nothing."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import DBT

PROJECT = """name: trivial
profile: oppna_jamforelser
flags: {send_anonymous_usage_stats: false, log_level_file: none}
models: {+materialized: table}
"""


def count_nodes(root: Path) -> Mapping[str, int]:
    """Return how many seeds, models and tests ``dbt build`` runs; unit tests count as tests."""
    command = [str(DBT), "--quiet", "list", "--output", "json", "--output-keys", "resource_type"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True, encoding="utf-8")
    kinds = Counter(json.loads(line)["resource_type"] for line in listed.stdout.splitlines())
    return {
        "seeds": kinds["seed"],
        "models": kinds["model"],
        "tests": kinds["test"] + kinds["unit_test"],
    }


def write_trivial_project(root: Path, folder: Path, counts: Mapping[str, int]) -> None:
    """Write the project to *folder*, with the profile of the real one at *root*."""
    shutil.copytree(root / "profiles", folder / "profiles")
    (folder / "dbt_project.yml").write_text(PROJECT, encoding="utf-8")
    contents = {
        "seeds": ("csv", "id\n1\n"),
        "models": ("sql", "select 1 as id\n"),
        "tests": ("sql", "select 1 as id where false\n"),
    }
    for kind, (suffix, content) in contents.items():
        (folder / kind).mkdir()
        for number in range(counts[kind]):
            path = folder / kind / f"{kind}_{number}.{suffix}"
            path.write_text(content, encoding="utf-8")
