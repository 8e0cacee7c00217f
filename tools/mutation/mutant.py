"""A mutant: one file of the project with one thing changed."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mutant:
    """One change, in words, and the file as it then reads."""

    path: str  # below the project's root
    line: int
    line_text: str  # the line as it is
    change: str  # what was changed, for people
    text: str  # the whole file, changed

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What the change is, whatever line it has moved to."""
        return self.path, self.line_text.strip(), self.change

    def __str__(self) -> str:
        return f"{self.place}: {self.change}: {self.line_text.strip()}"


def project_files(root: Path, pattern: str) -> list[str]:
    """Return the files of a pattern, below the root."""
    return [path.relative_to(root).as_posix() for path in sorted(root.glob(pattern))]
