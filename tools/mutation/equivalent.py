"""The mutants that make no difference, each with the reason why no check can notice it."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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
