"""Tell what became of the mutants; of those that make no difference, the file says why."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.mutation.judge import Result
from tools.mutation.mutant import Mutant

FILE = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True)
class Equivalent:
    """A mutant by its file, its line as written and its change, and why it changes nothing."""

    path: str
    line_text: str
    change: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path, self.line_text, self.change


def read_equivalents(file: Path = FILE) -> dict[tuple[str, str, str], Equivalent]:
    """Return the listed mutants by their key."""
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["mutant"]
    found = [
        Equivalent(entry["file"], line, change, entry["reason"])
        for entry in listed
        for line in entry["lines"]
        for change in entry["changes"]
    ]
    return {equivalent.key: equivalent for equivalent in found}


def stale(equivalents: Iterable[Equivalent], mutants: Iterable[Mutant]) -> list[Equivalent]:
    """Return the entries that no mutant matches any more."""
    keys = {mutant.key for mutant in mutants}
    return [equivalent for equivalent in equivalents if equivalent.key not in keys]


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
