"""Measure the way from answers to ``fct_gruppvarde`` against the same by hand (``lean.sql``).

Both run in one plain DuckDB process, without dbt: ``python -m benchmarks.main_path LANDING``. The
models are tables, as in the warehouse; staging is a view. The rows of both must be the same.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from oppna_jamforelser.sqlmotor import build_models

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {
    "landing.svar": "(select * from read_parquet('{}/leverans_*.parquet', union_by_name = true)"
    " union all by name select null::varchar as blad, null::varchar as kolumn where false)",
    "landing.handelse": "parquet_kv_metadata('{}/leverans_*.parquet')",
}


class Timed:
    """A connection that keeps what the making of each table took, in processor seconds."""

    def __init__(self, threads: int) -> None:
        self.connection = duckdb.connect(config={"threads": threads})
        self.seconds: dict[str, float] = {}

    def execute(self, query: str, *parameters: object) -> duckdb.DuckDBPyConnection:
        before = time.process_time()
        result = self.connection.execute(query, *parameters)
        name = query.split(maxsplit=5)[4] if query.startswith("create or replace") else query[:30]
        self.seconds[name] = self.seconds.get(name, 0) + time.process_time() - before
        return result


def models() -> list[str]:
    """Return the models of core that are tables."""
    return [path.stem for path in (ROOT / "models" / "core").glob("*/*.sql")]


def run_models(landing: Path, threads: int) -> Timed:
    timed = Timed(threads)
    relations = {name: source.format(landing) for name, source in SOURCES.items()}
    frame = landing / "enhet.csv"
    if frame.exists():
        timed.execute(
            f"create table enhet_stor as select * replace (giltig_fran::date as giltig_fran, "
            f"giltig_till::date as giltig_till) from read_csv('{frame}', all_varchar = true)"
        )
        relations["enhet"] = "enhet_stor"
    build_models(timed, models(), relations)  # type: ignore[arg-type]
    return timed


def run_lean(landing: Path, threads: int) -> Timed:
    timed = Timed(threads)
    frame = landing / "enhet.csv"
    variables = {
        "landing": landing,
        "seeds": ROOT / "seeds",
        "seed_enhet": frame if frame.exists() else ROOT / "seeds/referens/enhet.csv",
    }
    for name, value in variables.items():
        timed.execute(f"set variable {name} = '{value}'")
    for statement in timed.connection.extract_statements(
        (ROOT / "benchmarks/lean.sql").read_text()
    ):
        timed.execute(statement.query.strip())
    return timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("landing", type=Path, nargs="?", default=ROOT / "data/example/landing")
    parser.add_argument(
        "--only", choices=("models", "lean"), help="run one of them, in this process"
    )
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.only is None:
        # each in a process of its own, so that the memory is its own
        for only in ("lean", "models"):
            subprocess.run(
                [sys.executable, "-m", "benchmarks.main_path", arguments.landing, "--only", only],
                check=True,
            )
        return
    run = run_lean if arguments.only == "lean" else run_models
    timed = run(arguments.landing.resolve(), arguments.threads)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ((rows, checksum),) = timed.connection.execute(
        "select count(*), sum(hash(matar, gruppindelning, grupp_kod, indikator_id, enheter_antal, "
        "ja_antal, bortfall_antal, andel_procent, orsak_kod, lagsta_procent, hogsta_procent)) "
        "from fct_gruppvarde"
    ).fetchall()
    seconds = sum(timed.seconds.values())
    print(f"{arguments.only}: {seconds:.1f} s, {memory:.0f} MiB; {rows} rows, {checksum}")
    for name, spent in sorted(timed.seconds.items(), key=lambda pair: -pair[1])[:12]:
        print(f"  {spent:5.2f}  {name}")


if __name__ == "__main__":
    main()
