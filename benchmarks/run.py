"""Measure ``dbt build``; see README.md beside this file.

Without arguments: the real project against as many trivial nodes. With ``--scale N``: how the run
grows with the number of units.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.measure import DBT, Run, run_dbt

ROOT = Path(__file__).resolve().parent.parent
LANDING = ROOT / "data" / "example" / "landing"
PARTS = ("models", "seeds", "macros", "tests", "profiles")
PROJECT = """name: trivial
profile: oppna_jamforelser
flags: {send_anonymous_usage_stats: false, log_level_file: none}
models: {+materialized: table}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="times each project is built")
    parser.add_argument(
        "--scale", type=int, nargs="+", metavar="N", help="run N times the units instead"
    )
    arguments = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.scale:
            compare_scales(Path(folder), arguments.scale)
        else:
            compare_with_trivial(Path(folder), arguments.rounds)


def compare_with_trivial(folder: Path, rounds: int) -> None:
    """Build the real and the trivial project in turn, and print medians and their ratio."""
    counts = count_nodes()
    trivial = folder / "trivial"
    trivial.mkdir()
    write_trivial_project(trivial, counts)
    print(", ".join(f"{number} {kind}" for kind, number in counts.items()))
    runs: dict[str, list[Run]] = {"real": [], "trivial": []}
    for number in range(1, rounds + 1):
        for name, project in (("real", ROOT), ("trivial", trivial)):
            runs[name].append(run_dbt(project, LANDING, "build"))
            print(f"round {number} {name:<8} {runs[name][-1].wall:6.1f} s", flush=True)
    print()
    print("| project | wall, median | lowest–highest | processor | memory |")
    print("|---|---|---|---|---|")
    for name, measured in runs.items():
        walls = sorted(run.wall for run in measured)
        print(
            f"| {name} | {median(walls):.1f} s | {walls[0]:.1f}–{walls[-1]:.1f} s "
            f"| {median(run.cpu for run in measured):.1f} s "
            f"| {max(run.memory for run in measured):.0f} MiB |"
        )
    ratio = median(run.wall for run in runs["real"]) / median(run.wall for run in runs["trivial"])
    print(f"\nreal / trivial, of the medians: {ratio:.2f}")


def compare_scales(folder: Path, scales: list[int]) -> None:
    """Print what ``dbt run`` takes for each scale."""
    print("| scale | rows landed | results | wall | processor | memory |")
    print("|---|---|---|---|---|---|")
    for scale in scales:
        (folder / str(scale)).mkdir()
        scaled = build_scaled(folder / str(scale), scale)
        print(
            f"| {scale} | {scaled.landed:,} | {scaled.results:,} | {scaled.build.wall:.1f} s "
            f"| {scaled.build.cpu:.1f} s | {scaled.build.memory:.0f} MiB |",
            flush=True,
        )


def count_nodes() -> Mapping[str, int]:
    """Return how many seeds, models and tests ``dbt build`` runs; unit tests count as tests."""
    command = [str(DBT), "--quiet", "list", "--output", "json", "--output-keys", "resource_type"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    kinds = Counter(json.loads(line)["resource_type"] for line in listed.stdout.splitlines())
    return {
        "seeds": kinds["seed"],
        "models": kinds["model"],
        "tests": kinds["test"] + kinds["unit_test"],
    }


def write_trivial_project(folder: Path, counts: Mapping[str, int]) -> None:
    """Write a project with as many nodes, where every node does next to nothing."""
    shutil.copytree(ROOT / "profiles", folder / "profiles")
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


@dataclass(frozen=True)
class Scaled:
    """What one scale holds and takes: rows landed, results computed, seeds and models built."""

    landed: int
    results: int
    build: Run


def build_scaled(folder: Path, scale: int) -> Scaled:
    """Make *scale* times the units in *folder*, build without tests, and say what it took."""
    project, landing, work = folder / "project", folder / "landing", folder / "work"
    work.mkdir()
    for part in PARTS:
        shutil.copytree(ROOT / part, project / part)
    shutil.copy(ROOT / "dbt_project.yml", project)
    oj = Path(sys.executable).with_name("oj")
    arguments = ["example", "--out", str(landing), "--scale", str(scale)]
    subprocess.run([oj, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    if (landing / "enhet.csv").exists():
        shutil.copy(landing / "enhet.csv", project / "seeds" / "referens" / "enhet.csv")

    run_dbt(project, landing, "seed", work=work)
    build = run_dbt(project, landing, "run", work=work)
    with duckdb.connect(str(work / "lager.duckdb"), read_only=True) as connection:
        (landed,) = connection.execute("select count(*) from staging.stg_landing__svar").fetchall()
        (results,) = connection.execute("select count(*) from marts.fct_enhetsutfall").fetchall()
    return Scaled(landed=landed[0], results=results[0], build=build)


if __name__ == "__main__":
    main()
