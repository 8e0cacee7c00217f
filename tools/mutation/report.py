"""Tell what became of the mutants."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tools.mutation.equivalent import Equivalent
from tools.mutation.judge import Result


def survivors(
    results: Iterable[Result], equivalents: Mapping[tuple[str, str, str], Equivalent]
) -> list[str]:
    """Return a line for each mutant that nobody noticed and that is not listed as equivalent."""
    return [
        f"överlevde: {result.mutant}"
        for result in results
        if result.survived and result.mutant.key not in equivalents
    ]


def not_equivalent(
    results: Iterable[Result], equivalents: Mapping[tuple[str, str, str], Equivalent]
) -> list[str]:
    """Return a line for each mutant that is listed as equivalent though a check noticed it."""
    return [
        f"listad som likvärdig men upptäckt av {result.check}: {result.mutant}"
        for result in results
        if not result.survived and result.mutant.key in equivalents
    ]


def summary(results: list[Result]) -> list[str]:
    """Return how many mutants each check noticed, and how many none did."""
    checks = Counter(result.check for result in results if result.check)
    lines = [f"{count:6} {check}" for check, count in checks.most_common()]
    alive = sum(result.survived for result in results)
    return [
        *lines,
        f"{len(results)} mutanter: {len(results) - alive} upptäckta, {alive} utan skillnad",
    ]
