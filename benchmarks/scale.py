"""Build a scratch copy of the project with many times the units."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.measure import Run, run_dbt

PARTS = ("models", "seeds", "macros", "tests", "profiles")


@dataclass(frozen=True)
class Scaled:
    """What one scale holds and takes: rows landed, results computed, seeds and models built."""

    landed: int
    results: int
    build: Run


def build_scaled(root: Path, folder: Path, scale: int) -> Scaled:
    """Make *scale* times the units in *folder*, build without tests, and say what it took."""
    project, landing, work = folder / "project", folder / "landing", folder / "work"
    work.mkdir()
    for part in PARTS:
        shutil.copytree(root / part, project / part)
    shutil.copy(root / "dbt_project.yml", project)
    oj = Path(sys.executable).with_name("oj")
    arguments = ["example", "--out", str(landing), "--scale", str(scale)]
    subprocess.run([oj, *arguments], cwd=root, check=True, stdout=subprocess.DEVNULL)
    if (landing / "enhet.csv").exists():
        shutil.copy(landing / "enhet.csv", project / "seeds" / "referens" / "enhet.csv")

    run_dbt(project, landing, "seed", work=work)
    build = run_dbt(project, landing, "run", work=work)
    with duckdb.connect(str(work / "lager.duckdb"), read_only=True) as connection:
        (landed,) = connection.execute("select count(*) from staging.stg_landing__svar").fetchall()
        (results,) = connection.execute("select count(*) from marts.fct_enhetsutfall").fetchall()
    return Scaled(landed=landed[0], results=results[0], build=build)
