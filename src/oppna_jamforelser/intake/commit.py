"""A file of the landing folder is there whole, or not at all."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.intake.errors import IntakeError


def commit(path: Path, write: Callable[[Path], None]) -> None:
    """Let *write* fill a hidden file, then give it its name: that one step is the whole change.

    The folder is made when missing. Hidden files of a process that died are of no use to anybody;
    the caller holds the lock.
    """
    unfinished = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for left_over in path.parent.glob(".*.tmp"):
            left_over.unlink(missing_ok=True)
        write(unfinished)
        _flush(unfinished)
        os.replace(unfinished, path)
        _flush(path.parent)
    except (OSError, duckdb.Error) as error:
        raise IntakeError(
            f"{path} kan inte skrivas ({first_line(error)}). Kontrollera mappen och försök igen."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
