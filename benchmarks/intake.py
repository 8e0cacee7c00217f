"""Measure intake: time, memory, and its ratio to a plain read and write of the same rows.

    python benchmarks/intake.py [--rows 5000000] [--folder DIR]

The rows are answers to every question in every year, with times and some free text, in one CSV.
"""

import argparse
import csv
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import read_seed

_PLAIN = """
import duckdb, sys
duckdb.connect(config={"memory_limit": "700MB"}).execute(
    "copy (select * from read_csv($source, all_varchar = true)) to '" + sys.argv[2]
    + "' (format parquet, compression zstd)", {"source": sys.argv[1]})
"""


def answers() -> Iterator[list[object]]:
    """Yield delivered rows without end; the free text makes later rounds differ."""
    enheter = [row["enhet_kod"] for row in read_seed("referens/enhet")]
    poster = read_seed("metadata/fraga_post")
    for varv in itertools.count():
        for matar in range(2016, 2025):
            for nr, (enhet_kod, post) in enumerate(itertools.product(enheter, poster)):
                plats = [post["fraga_kod"], post["omrade_kod"], post["delfraga_kod"]]
                fritext = f"svar från varv {varv}" if nr % 7 == 0 else ""
                inlamnad = f"{matar}-02-{1 + nr % 28:02d}T{varv % 24:02d}:{nr % 60:02d}:00"
                yield [matar, enhet_kod, *plats, "Ja" if nr % 3 else "Nej", fritext, inlamnad]


def write_rows(path: Path, row_count: int) -> None:
    """Write the file to deliver."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(SVARSKOLUMNER)
        writer.writerows(itertools.islice(answers(), row_count))


def measure(command: list[str]) -> tuple[float, float]:
    """Run *command*; return seconds and its largest memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--folder", type=Path, help="where to write; default: a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = Path(name)
        source = folder / "svar.csv"
        write_rows(source, arguments.rows)
        plain = [sys.executable, "-c", _PLAIN, str(source), str(folder / "plain.parquet")]
        oj = str(Path(sys.executable).with_name("oj"))
        figures = {
            "plain DuckDB": measure(plain),
            "oj intake": measure([oj, "intake", str(source), "--landing", str(folder / "landing")]),
        }
        print(f"{arguments.rows} rows, {source.stat().st_size / 1e6:.0f} MB")
    for what, (seconds, megabytes) in figures.items():
        print(f"{what:12}  {seconds:7.1f} s  {megabytes:6.0f} MB")
    print(f"ratio {figures['oj intake'][0] / figures['plain DuckDB'][0]:.1f}")


if __name__ == "__main__":
    main()
