"""A folder to work in that may hold answers: never beside publications, nor in the temporary one.

It lies beside the warehouse, which holds the answers too. A run that is killed leaves its folder
behind; the next one takes it away. The lock of a run that lives keeps its folder.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.project import database_path

NAME = ".oj-arbete"
_LOCK = ".las"


@contextmanager
def workplace(beside: Path | None = None) -> Iterator[Path]:
    """Give a folder that is gone afterwards, in the folder *beside* (that of the warehouse)."""
    home = _home(beside or database_path().parent)
    name = uuid4().hex
    with FileLock(home / _LOCK):  # nobody clears a folder between its making and its lock
        _clear(home)
        own = FileLock(home / f"{name}{_LOCK}")
        own.acquire()
    folder = home / name
    try:
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (home / f"{name}{_LOCK}").unlink(missing_ok=True)
        own.release()


def _home(beside: Path) -> Path:
    if os.access(beside, os.W_OK):
        home = beside / NAME
    else:  # a project that may only be read
        home = Path(tempfile.gettempdir()) / f"{NAME}-{os.environ.get('USER', 'oj')}"
    home.mkdir(mode=0o700, exist_ok=True)
    if home.is_symlink() or not os.access(home, os.W_OK):
        raise OjError(f"{home} kan inte användas som arbetsmapp: ta bort den, den är inte er egen.")
    return home


def _clear(home: Path) -> None:
    """Take away the folders of the runs that died: whose lock can be had."""
    for path in home.glob(f"*{_LOCK}"):
        if path.name == _LOCK:
            continue
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        shutil.rmtree(path.with_suffix(""), ignore_errors=True)
        path.unlink(missing_ok=True)
        lock.release()
