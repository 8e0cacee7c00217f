"""Measure intake: time, memory, and its ratio to a plain read of the same file.

    python -m benchmarks.intake [--form csv parquet xlsx] [--rows N …] [--rounds N] [--folder DIR]

The rows are answers to every question in every year, with times and some free text. A CSV or
Parquet file is beside DuckDB's own reading and writing, a workbook beside calamine's reading
(`pip install python-calamine`: the project does without it). Both run in turn, so that each ratio
is of two runs beside each other.
"""

import argparse
import csv
import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import duckdb
from xlsxwriter import Workbook

from benchmarks.measure import Run, run_command
from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import read_seed

OJ = Path(sys.executable).with_name("oj")
ACCEPTED, SOME_REFUSED = 0, 3  # statuses of oj intake

_COPY = """
import duckdb, sys
duckdb.connect(config={"memory_limit": "700MB"}).execute(
    "copy (select * from READER) to '" + sys.argv[2]
    + "' (format parquet, compression zstd)", {"source": sys.argv[1]})
"""
_CALAMINE = """
import sys
from python_calamine import CalamineWorkbook
CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
PLAIN = {
    "csv": _COPY.replace("READER", "read_csv($source, all_varchar = true)"),
    "parquet": _COPY.replace("READER", "read_parquet($source)"),
    "xlsx": _CALAMINE,
}


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
    """Write the file to deliver, in the form that its name ends with."""
    rows = itertools.islice(answers(), row_count)
    if path.suffix == ".xlsx":
        with Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(itertools.chain([SVARSKOLUMNER], rows)):
                sheet.write_row(number, 0, row)
        return
    table = path.with_suffix(".csv")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(SVARSKOLUMNER)
        writer.writerows(rows)
    if path.suffix == ".parquet":
        duckdb.read_csv(str(table), all_varchar=True).write_parquet(str(path))


def take_in(source: Path, folder: Path) -> tuple[Run, Run]:
    """Read *source* plainly, then with intake to a fresh landing; return both runs."""
    log, landing = folder / "log.txt", folder / "landing"
    plain = PLAIN[source.suffix[1:]]
    read = run_command([sys.executable, "-c", plain, source, folder / "plain.parquet"], log)
    intake = run_command(
        [OJ, "intake", source, "--landing", landing], log, succeeds=(ACCEPTED, SOME_REFUSED)
    )
    shutil.rmtree(landing)
    return read, intake


def compare_intake(folder: Path, forms: list[str], row_counts: list[int], rounds: int) -> None:
    """Print medians for each form and number of rows: intake, the plain read, and their ratio."""
    print("| rows | file | what | wall | processor | memory | ratio of wall | of processor |")
    print("|---|---|---|---|---|---|---|---|")
    for form, row_count in itertools.product(forms, row_counts):
        source = folder / f"svar.{form}"
        write_rows(source, row_count)
        pairs = [take_in(source, folder) for _ in range(rounds)]
        plain, intake = zip(*pairs, strict=True)
        wall = sorted(i.wall / p.wall for p, i in pairs)
        cpu = median(i.cpu / p.cpu for p, i in pairs)
        size = f"{row_count:,} | {source.stat().st_size / 1e6:.0f} MB {form}"
        print(f"| {size} | plain | {figures(plain)} | | |")
        print(
            f"| | | intake | {figures(intake)} "
            f"| {median(wall):.1f} ({wall[0]:.1f}–{wall[-1]:.1f}) | {cpu:.1f} |",
            flush=True,
        )


def figures(runs: Sequence[Run]) -> str:
    """Return median wall and processor time and the highest memory, as cells of a table."""
    wall, cpu = median(run.wall for run in runs), median(run.cpu for run in runs)
    return f"{wall:.1f} s | {cpu:.1f} s | {max(run.memory for run in runs):.0f} MiB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--form", nargs="+", default=["csv"], choices=list(PLAIN))
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[1_000_000, 2_500_000, 5_000_000], metavar="N"
    )
    parser.add_argument("--rounds", type=int, default=3, help="times each file is taken in")
    parser.add_argument("--folder", type=Path, help="where to write; default: a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        compare_intake(Path(name), arguments.form, arguments.rows, arguments.rounds)


if __name__ == "__main__":
    main()
