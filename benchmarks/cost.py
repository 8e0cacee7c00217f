"""What building costs, beside another version of the project, in one run.

    python -m benchmarks.cost --base FOLDER [--rounds N]

FOLDER is a checkout of the version to compare with. Each command runs in a process of its own, into
a fresh database, first there and then here: the ratio of processor seconds is what holds on another
machine, and on one that does other work too.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.measure import Run, run_dbt

ROOT = Path(__file__).resolve().parents[1]
LANDING = ROOT / "data" / "example" / "landing"
BUILDS: dict[str, Sequence[str]] = {
    "dbt build": ("build",),
    "dbt build --selector core": ("build", "--selector", "core"),
}


def measured(project: Path, arguments: Sequence[str], rounds: int) -> Run:
    """Return the median of the processor seconds, with the highest memory."""
    runs = [run_dbt(project, LANDING, *arguments) for _ in range(rounds)]
    return Run(
        wall=median(run.wall for run in runs),
        cpu=median(run.cpu for run in runs),
        memory=max(run.memory for run in runs),
    )


def main() -> None:
    """Print a table: the base's whole build, and each build here as a part of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    base = measured(arguments.base, ("build",), arguments.rounds)
    print(
        "| command | processor s | of the base's | memory, MiB |\n|---|---:|---:|---:|", flush=True
    )
    print(f"| the base's `dbt build` | {base.cpu:.1f} | 1 | {base.memory:.0f} |", flush=True)
    for name, command in BUILDS.items():
        run = measured(ROOT, command, arguments.rounds)
        print(
            f"| `{name}` | {run.cpu:.1f} | {run.cpu / base.cpu:.2f} | {run.memory:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
