"""Build the same answers on DuckDB and on other engines, and compare every public cell.

python -m tools.engines postgres spark [--matar 2017]
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import duckdb
from rich.console import Console

from oppna_jamforelser.load import load_sources
from oppna_jamforelser.project import landing_path, project_root
from tools.engines.compare import compare_postgres, told
from tools.engines.postgres import postgres_server

SAY = Console(width=120)


@click.command()
@click.argument("engines", nargs=-1, required=True, type=click.Choice(["postgres", "spark"]))
@click.option("--matar", type=int, help="Only the answers of this survey year.")
def main(engines: tuple[str, ...], matar: int | None) -> None:
    """Exit status 1 when an engine cannot build, a test fails there, or a cell differs."""
    with tempfile.TemporaryDirectory(prefix="oj_motorer_") as scratch:
        folder = Path(scratch)
        os.environ["OJ_DATABASE"] = str(folder / "lager.duckdb")
        os.environ["OJ_LANDING"] = str(
            _one_year(landing_path(), matar, folder) if matar else landing_path()
        )
        _dbt(folder, "duckdb", "build", "--exclude-resource-type", "test", "unit_test")
        same = [_BUILD[engine](folder) for engine in engines]
    sys.exit(0 if all(same) else 1)


def _one_year(landing: Path, matar: int, folder: Path) -> Path:
    """Copy the answers of one year, each delivery by itself, and all counts of persons."""
    out = folder / "landning"
    out.mkdir()
    with duckdb.connect() as connection:
        for file in sorted(landing.glob("leverans_*.parquet")):
            connection.execute(
                f"copy (from read_parquet('{file}') where matar = '{matar}')"
                f" to '{out / file.name}' (format parquet)"
            )
    for pattern in ("varde_*.parquet", "befolkning_*.parquet", "skydd.parquet"):
        for file in landing.glob(pattern):
            shutil.copyfile(file, out / file.name)
    return out


def _dbt(folder: Path, target: str, *arguments: str, **environment: str) -> None:
    """Run dbt with its own target folder; its log is shown when it fails."""
    started = time.monotonic()
    ran = subprocess.run(
        [
            *(str(Path(sys.executable).with_name("dbt")), "--no-use-colors", *arguments),
            *("--target", target, "--target-path", str(folder / f"target_{target}")),
        ],
        cwd=project_root(),
        env=os.environ | {"DBT_PROFILES_DIR": str(project_root() / "profiles")} | environment,
        capture_output=True,
        encoding="utf-8",
    )
    SAY.print(f"dbt {arguments[0]} on {target}: {time.monotonic() - started:.0f} s")
    ran_file = folder / f"target_{target}" / "run_results.json"
    results = json.loads(ran_file.read_text("utf-8"))["results"] if ran_file.is_file() else []
    slowest = sorted(results, key=lambda node: -node["execution_time"])[:5]
    for node in slowest:
        SAY.print(f"  {node['execution_time']:.1f} s  {node['unique_id'].split('.')[2]}")
    if ran.returncode:
        SAY.print(f"{ran.stdout}{ran.stderr}"[-20_000:], markup=False)
        sys.exit(1)


@contextmanager
def _loaded_postgres() -> Iterator[tuple[str, dict[str, str]]]:
    """Give a server with the answers in it: its URL, and the environment that dbt reads."""
    with postgres_server() as url:
        parts = urlsplit(url)
        for name, count in load_sources(url, project_root()).items():
            SAY.print(f"loaded {name}: {count:,} rows")
        yield (
            url,
            {
                "PGHOST": parts.hostname or "",
                "PGPORT": str(parts.port),
                "PGUSER": unquote(parts.username or ""),
                "PGPASSWORD": unquote(parts.password or ""),
                "PGDATABASE": parts.path.lstrip("/"),
            },
        )


def _postgres(folder: Path) -> bool:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        return _postgres_compared(folder)
    finally:
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        SAY.print(f"processor time of dbt and the server: {spent:.0f} s")


def _postgres_compared(folder: Path) -> bool:
    with _loaded_postgres() as (url, environment):
        _dbt(folder, "postgres", "build", "--select", "*", **environment)
        return told("PostgreSQL", list(compare_postgres(folder / "lager.duckdb", url)))


def _spark(folder: Path) -> bool:
    from tools.engines.spark import build_core

    return told("Spark", build_core(folder))


_BUILD = {"postgres": _postgres, "spark": _spark}

if __name__ == "__main__":
    main()
