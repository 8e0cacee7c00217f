"""One writer at a time in a folder of what was received; one that died blocks nobody."""

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
def landing_lock(
    landing: Path, say: Callable[[str], None], error: type[Exception] = IntakeError
) -> Iterator[None]:
    """Hold the folder, made when missing; *say* hears when another one holds it.

    What hinders is told as an *error*. The system frees the lock when a process ends, however it
    ends.
    """
    lock = FileLock(landing / LOCK_NAME)
    try:
        landing.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=_PATIENCE_SECONDS)
        except Timeout:
            say(f"{landing}: en annan körning skriver i mappen. Väntar på den.")
            lock.acquire(timeout=_LONGEST_WAIT_SECONDS)
    except Timeout as fault:
        raise error(f"{landing}: en annan körning skriver i mappen. Försök igen senare.") from fault
    except OSError as fault:
        raise error(
            f"{landing} kan inte skrivas ({first_line(fault)}). Kontrollera mappen och försök igen."
        ) from fault
    try:
        yield
    finally:
        lock.release()
