"""One key that dbt would not read as it was meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from yaml.nodes import Node


@dataclass(frozen=True)
class Finding:
    """A problem on a line of a file, with the known name that is nearest."""

    path: Path
    line: int
    problem: str
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f", did you mean '{self.nearest}'?" if self.nearest else ""
        return f"{self.path}:{self.line}: {self.problem}{hint}"


def problem_at(path: Path, node: Node, problem: str) -> Finding:
    """Return a finding on the line where *node* starts."""
    return Finding(path, node.start_mark.line + 1, problem)


def unknown_name(path: Path, node: Node, kind: str, name: str, known: Iterable[str]) -> Finding:
    """Return the finding that *name* is none of the *known* names of its kind."""
    nearest = next(iter(get_close_matches(name, list(known), n=1)), None)
    return Finding(path, node.start_mark.line + 1, f"unknown {kind} '{name}'", nearest)
