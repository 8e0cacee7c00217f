"""A file that others may read at any time is there whole, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from oppna_jamforelser.errors import first_line

_UNFINISHED = ".ofardig"


@contextmanager
def whole_file(
    path: Path, error: type[Exception] | None = None, is_alone: bool = False
) -> Iterator[Path]:
    """Give a hidden file to fill; then it gets the name *path*: that one step is the whole change.

    The folder is made when missing. What hinders is told as an *error*, where there is one. With
    *is_alone* (the caller holds the folder's lock) what a process that died left is removed.
    """
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left_over in path.parent.glob(f".*{_UNFINISHED}") if is_alone else ():
            left_over.unlink(missing_ok=True)
        yield unfinished
        _flush(unfinished)
        os.replace(unfinished, path)
        _flush(path.parent)
    except (OSError, duckdb.Error) as fault:
        if error is None:
            raise
        raise error(
            f"{path} kan inte skrivas ({first_line(fault)}). Kontrollera mappen och försök igen."
        ) from fault
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Put *text* in the place of what *path* holds."""
    with whole_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="\n")


def _flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
