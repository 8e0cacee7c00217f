"""Make a publication: whole, or not at all; and never another one in the place of one."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.gate import GateResult, run_gate
from oppna_jamforelser.publish import writers
from oppna_jamforelser.publish.errors import GateError, PublishError
from oppna_jamforelser.publish.freshness import check_fresh
from oppna_jamforelser.publish.index import (
    Entry,
    add_entry,
    check_folder,
    check_next,
    next_entry,
    read_index,
)
from oppna_jamforelser.publish.inputs import Inputs, inputs_of, sha256_of
from oppna_jamforelser.publish.manifest import (
    NAME,
    UNDERLAG,
    Publication,
    read_publication,
    write_manifest,
)
from oppna_jamforelser.publish.warehouse import fresh_warehouse, pick_matar

LOCK_NAME = ".publicering.las"
PATIENCE_SECONDS = 600


@dataclass(frozen=True)
class Request:
    """What to publish: the folder, the last mätår (the latest when None), the state, the date."""

    out: Path
    matar: int | None = None
    tillstand: str = "preliminar"
    datum: str | None = None


@dataclass(frozen=True)
class Published:
    """A publication, and whether it is new or was there, listed now, or only a draft."""

    publication: Publication
    is_new: bool
    is_listed: bool


def publish(
    database: Path, inputs: Inputs, request: Request, say: Callable[[str], None] = lambda _: None
) -> Published:
    """Publish the warehouse *database*; *say* hears what is done.

    Raises GateError when the quality gate stops it, PublishError for every other reason; then
    nothing is written.
    """
    out = Path(os.path.abspath(request.out))
    try:
        _check_place(out)
        with _locked(out.parent), fresh_warehouse(database, inputs) as connection:
            matar = pick_matar(connection, request.matar)
            if request.datum and not (out / NAME).is_file():
                check_next(read_index(out.parent), matar, request.tillstand, request.datum)
            say("Prövar kvalitetsgrinden")
            _check_gate(run_gate(database))
            with _scratch(out) as scratch:
                _write_parts(connection, matar, inputs, scratch, say)
                write_manifest(connection, matar, request.tillstand, scratch)
                entry = _next_entry(out, sha256_of(scratch / NAME), matar, request)
                is_new = _move_in(scratch, out)
            publication = read_publication(out)
            if entry:
                add_entry(out.parent, entry)
            return Published(publication, is_new, request.datum is not None)
    except duckdb.Error as error:
        raise PublishError(
            f"lagret {database} kan inte läsas ({first_line(error)}). Bygg om det: dbt build."
        ) from error
    except OSError as error:
        raise PublishError(f"{out} kan inte skrivas ({first_line(error)}).") from error


def _check_place(out: Path) -> None:
    """Refuse a place that holds anything but a publication."""
    if out.exists() and not out.is_dir():
        raise PublishError(f"{out} är ingen mapp.")
    if out.is_dir() and any(out.iterdir()) and not (out / NAME).is_file():
        raise PublishError(f"{out} innehåller annat än en publikation. Välj en ny mapp.")


def _next_entry(out: Path, id: str, matar: int, request: Request) -> Entry | None:
    """Return what to add to the index: nothing for a draft, or for what is listed already."""
    entries = read_index(out.parent)
    if request.datum is None:
        check_folder(entries, out.name, id)
        return None
    entry = Entry(id, out.name, matar, request.tillstand, request.datum, None)
    return next_entry(entries, entry)


def _check_gate(result: GateResult) -> None:
    if not result.success:
        first, *more = result.failures
        rest = f" (och {len(more)} fel till)" if more else ""
        raise GateError(f"kvalitetsgrinden stoppade publiceringen: {first}{rest}")


def _write_parts(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    inputs: Inputs,
    folder: Path,
    say: Callable[[str], None],
) -> None:
    for part, write in writers.WRITERS:
        say(f"Skriver {part}")
        write(connection, matar, folder)
    say("Skriver underlag och manifest")
    for name, path in inputs.files():
        target = folder / UNDERLAG / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    # once more, of what was copied: a file may have changed meanwhile
    check_fresh(connection, inputs_of(folder / UNDERLAG))


@contextmanager
def _locked(parent: Path) -> Iterator[None]:
    """Let one run at a time publish in a folder; the lock of one that died blocks nobody."""
    parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(parent / LOCK_NAME, timeout=PATIENCE_SECONDS):
            yield
    except Timeout as error:
        raise PublishError(f"en annan körning publicerar i {parent}. Försök igen.") from error


@contextmanager
def _scratch(out: Path) -> Iterator[Path]:
    """Give a folder beside *out* that is gone afterwards, also what a killed run left in it."""
    folder = out.with_name(f".{out.name}.ofardig")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move_in(scratch: Path, out: Path) -> bool:
    """Put the finished publication in its place; return False when the same one stands there."""
    if not (out / NAME).is_file():
        os.replace(scratch, out)
        return True
    if (out / NAME).read_bytes() != (scratch / NAME).read_bytes():
        raise PublishError(
            f"{out} innehåller en annan publikation, och en publikation ändras inte. "
            "Välj en ny mapp; oj diff visar skillnaden."
        )
    return False
