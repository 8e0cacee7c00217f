"""Measure ``dbt build``; see README.md beside this file.

Without arguments: the real project against as many trivial nodes. With ``--scale N``: how the run
grows with the number of units.
"""

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measure import Run, run_dbt
from benchmarks.scale import build_scaled
from benchmarks.trivial import count_nodes, write_trivial_project

ROOT = Path(__file__).resolve().parent.parent
LANDING = ROOT / "data" / "example" / "landing"


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
    counts = count_nodes(ROOT)
    trivial = folder / "trivial"
    trivial.mkdir()
    write_trivial_project(ROOT, trivial, counts)
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
        scaled = build_scaled(ROOT, folder / str(scale), scale)
        print(
            f"| {scale} | {scaled.landed:,} | {scaled.results:,} | {scaled.build.wall:.1f} s "
            f"| {scaled.build.cpu:.1f} s | {scaled.build.memory:.0f} MiB |",
            flush=True,
        )


if __name__ == "__main__":
    main()
