"""Measure ``oj publish``: what each part takes, and how it grows with the years published.

    python -m benchmarks.publish [--matar 2016 2020 2024]

The warehouse of the bundled answers is built once, elsewhere; then it is published up to each year.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.measure import run_dbt
from oppna_jamforelser.publish.inputs import Inputs
from oppna_jamforelser.publish.make_publication import Request, publish

ROOT = Path(__file__).resolve().parent.parent
LANDING = ROOT / "data" / "example" / "landing"


class Stopwatch:
    """Hears what publishing does next, and keeps the seconds that each step took.

    *processor*: seconds of the processor since the start, of all threads.
    """

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self.start = self.last = time.perf_counter()
        self.step = "Läser lagret"
        self.processor_start = time.process_time()

    def __call__(self, step: str) -> None:
        now = time.perf_counter()
        self.steps[self.step] = now - self.last
        self.step, self.last = step, now

    @property
    def total(self) -> float:
        return time.perf_counter() - self.start

    @property
    def processor(self) -> float:
        return time.process_time() - self.processor_start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matar", type=int, nargs="+", default=[2016, 2018, 2020, 2022, 2024])
    arguments = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_dbt(ROOT, LANDING, "seed", work=folder)
        run_dbt(ROOT, LANDING, "run", work=folder)
        inputs = Inputs(ROOT, {"landing": LANDING, "skydd": LANDING, "kolada": folder / "kolada"})
        for number, matar in enumerate(arguments.matar):
            watch = Stopwatch()
            out = folder / "ut" / str(matar)
            publish(folder / "lager.duckdb", inputs, Request(out, matar), watch)
            total, processor = watch.total, watch.processor
            watch("klart")
            if number == 0:
                print(f"| last mätår | {' | '.join(watch.steps)} | all | processor | MB |")
                print("|---|" + "---|" * (len(watch.steps) + 3))
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
            seconds = " | ".join(f"{one:.1f} s" for one in watch.steps.values())
            print(
                f"| {matar} | {seconds} | {total:.1f} s | {processor:.1f} s | {size / 1e6:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
