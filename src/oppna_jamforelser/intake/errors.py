"""What intake says when it cannot go on: always one line for the sender, with the mend."""

from pathlib import Path


class IntakeError(Exception):
    """Nothing of this can be taken in; the text is one line that says why, and what to do."""


class UnreadableFile(IntakeError):
    """A delivered file cannot be read at all."""

    def __init__(self, path: Path, why: str, mend: str) -> None:
        super().__init__(f"{file_name(path)}: {why}. {mend}")


def file_name(path: Path) -> str:
    """Return the file's name as text that can be printed and stored."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
