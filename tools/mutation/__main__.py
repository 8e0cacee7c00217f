"""``python -m tools.mutation``: mutate the rules and report who is not noticed."""

import sys
import time

import click

from oppna_jamforelser.project import project_root
from tools.mutation.judge import Judge, all_mutants, judge_all
from tools.mutation.report import not_equivalent, read_equivalents, stale, summary, survivors


@click.command()
@click.option("--processes", type=int, help="How many at a time (default: one for each core).")
@click.option("--every", type=int, default=1, help="Only every Nth mutant.")
@click.option("--only", default="", help="Only files whose path holds this text.")
def main(processes: int | None, every: int, only: str) -> None:
    """Mutate the rules one at a time; exit 1 when a mutant is noticed by no check."""
    started = time.monotonic()
    if faults := Judge(project_root()).faults_of_the_project():
        raise click.ClickException("the project itself is at fault:\n" + "\n".join(faults))
    mutants, equivalents = all_mutants(project_root()), read_equivalents()
    lines = [f"ingen sådan mutant: {entry}" for entry in stale(equivalents.values(), mutants)]
    chosen = [mutant for mutant in mutants if only in mutant.path][::every]
    with click.progressbar(judge_all(chosen, processes), len(chosen), file=sys.stderr) as judged:
        results = list(judged)
    lines += survivors(results, equivalents) + not_equivalent(results, equivalents)
    click.echo("\n".join([*summary(results), *lines]))
    click.echo(f"{time.monotonic() - started:.0f} s")
    if lines:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
