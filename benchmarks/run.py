"""Measure how ``dbt run`` grows with the number of units; see README.md beside this file."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.measure import Run, run_dbt

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("models", "seeds", "macros", "tests", "profiles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--scale", type=int, nargs="+", default=[1, 2, 4], metavar="N", help="N times the units"
    )
    parser.add_argument("--selector", default="default", help="what to run: core, or a feature")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        compare_scales(Path(folder), arguments.scale, arguments.selector)


def compare_scales(folder: Path, scales: list[int], selector: str) -> None:
    """Print what ``dbt run`` takes for each scale."""
    print("| scale | rows landed | results | wall | processor | memory |")
    print("|---|---|---|---|---|---|")
    for scale in scales:
        (folder / str(scale)).mkdir()
        scaled = build_scaled(folder / str(scale), scale, selector)
        print(
            f"| {scale} | {scaled.landed:,} | {scaled.results:,} | {scaled.build.wall:.1f} s "
            f"| {scaled.build.cpu:.1f} s | {scaled.build.memory:.0f} MiB |",
            flush=True,
        )


@dataclass(frozen=True)
class Scaled:
    """What one scale holds and takes: rows landed, results computed, seeds and models built."""

    landed: int
    results: int
    build: Run


def build_scaled(folder: Path, scale: int, selector: str) -> Scaled:
    """Make *scale* times the units in *folder*, build without tests, and say what it took."""
    project, landing, work = folder / "project", folder / "landing", folder / "work"
    work.mkdir()
    for part in PARTS:
        shutil.copytree(ROOT / part, project / part)
    for name in ("dbt_project.yml", "selectors.yml"):
        shutil.copy(ROOT / name, project)
    oj = Path(sys.executable).with_name("oj")
    arguments = ["example", "--out", str(landing), "--scale", str(scale)]
    subprocess.run([oj, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    if (landing / "enhet.csv").exists():
        shutil.copy(landing / "enhet.csv", project / "seeds" / "referens" / "enhet.csv")

    run_dbt(project, landing, "seed", work=work)
    build = run_dbt(project, landing, "run", "--selector", selector, work=work)
    with duckdb.connect(str(work / "lager.duckdb"), read_only=True) as connection:
        (landed,) = connection.execute("select count(*) from staging.stg_landing__svar").fetchall()
        (results,) = connection.execute("select count(*) from marts.fct_enhetsutfall").fetchall()
    return Scaled(landed=landed[0], results=results[0], build=build)


if __name__ == "__main__":
    main()
