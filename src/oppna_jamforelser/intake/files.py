"""Which files a call means: a folder stands for the files in it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from oppna_jamforelser.intake.errors import UnreadableFile

# What systems leave in folders that people send.
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})


def delivered_files(paths: Iterable[Path]) -> Iterator[Path | UnreadableFile]:
    """Yield every file; a folder gives its files by name, not those of folders in it.

    A folder that cannot be read or holds no file gives what to say about it.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_in(path)
        else:
            yield path


def _files_in(folder: Path) -> Iterator[Path | UnreadableFile]:
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file() and _is_sent(path))
    except OSError as error:
        yield UnreadableFile(
            folder, f"mappen kan inte läsas ({error.strerror})", "Kontrollera rättigheterna."
        )
        return
    yield from files
    if not files:
        yield UnreadableFile(folder, "mappen har inga filer", "Ange mappen med svaren.")


def _is_sent(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.name.casefold() not in _LEFT_BEHIND
