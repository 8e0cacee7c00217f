"""One writer at a time in a landing folder; the lock of one that died blocks nobody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.intake.errors import IntakeError

LOCK_NAME = ".las"
_PATIENCE_SECONDS = 1
_LONGEST_WAIT_SECONDS = 600


@contextmanager
def landing_lock(landing: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the landing folder, made when missing; *say* hears when another one holds it.

    The system frees the lock when a process ends, however it ends.
    """
    lock = FileLock(landing / LOCK_NAME)
    try:
        landing.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=_PATIENCE_SECONDS)
        except Timeout:
            say(f"{landing}: en annan körning skriver i mappen. Väntar på den.")
            lock.acquire(timeout=_LONGEST_WAIT_SECONDS)
    except Timeout as error:
        raise IntakeError(
            f"{landing}: en annan körning skriver i mappen. Försök igen senare."
        ) from error
    except OSError as error:
        raise IntakeError(
            f"{landing} kan inte skrivas ({first_line(error)}). Kontrollera mappen och försök igen."
        ) from error
    try:
        yield
    finally:
        lock.release()
