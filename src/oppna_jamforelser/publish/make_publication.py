"""Make a publication: whole, or not at all; and never another one in the place of one.

Readers' files are made in a hidden folder beside *out*; what they were built from, which holds
answers, in a workplace beside the warehouse. Both are moved in when they are whole, the readers'
folder first: a run that is killed leaves no answers where publications are.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.gate.judge_marts import check_marts
from oppna_jamforelser.gate.result import GateResult
from oppna_jamforelser.protect.gate import faults, told
from oppna_jamforelser.publish import writers
from oppna_jamforelser.publish.edition import Edition, check_final, read_edition
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
    Publication,
    find_fault,
    read_publication,
    underlag_beside,
    write_manifest,
)
from oppna_jamforelser.publish.status import write_beside
from oppna_jamforelser.publish.warehouse import fresh_warehouse, pick_matar
from oppna_jamforelser.workplace import workplace

LOCK_NAME = ".publicering.las"
PATIENCE_SECONDS = 600
_UNFINISHED = ".ofardig"


@dataclass(frozen=True)
class Request:
    """What to publish: the folder, the last mätår (the latest when None), the state, the date.

    *underlag*: the folder of what it was built from, by default beside *out* with its name.
    *installningar*: the file that says who publishes and where, by default the project's.
    *webb*: whether the publication has pages to read.
    """

    out: Path
    matar: int | None = None
    tillstand: str = "preliminar"
    datum: str | None = None
    underlag: Path | None = None
    installningar: Path | None = None
    webb: bool = True


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
    underlag = Path(os.path.abspath(request.underlag or underlag_beside(out)))
    try:
        _check_places(out, underlag)
        day = request.datum or _day_of(out)
        edition = read_edition(request.installningar, out.name, day)
        check_final(edition, request.tillstand)
        with _locked(out.parent), fresh_warehouse(database, inputs) as connection:
            matar = pick_matar(connection, request.matar)
            if request.datum and not (out / NAME).is_file():
                check_next(read_index(out.parent), matar, request.tillstand, request.datum)
            with _scratch(out) as scratch, workplace(database.parent) as inputs_copy:
                _copy_inputs(connection, inputs, inputs_copy)
                _write_tables(connection, matar, scratch, say)
                _check_persons(database, scratch, out)
                _write_parts(connection, matar, scratch, say, edition, request)
                persons = told(database, out.parent, out.name, matar)
                write_manifest(
                    connection, matar, request.tillstand, scratch, inputs_copy, edition, persons
                )
                entry = _next_entry(out, sha256_of(scratch / NAME), matar, request)
                draft = out.with_name(f".{out.name}.utkast{_UNFINISHED}")
                if _is_draft_of(out, scratch):
                    os.replace(out, draft)  # the same figures, and now with their day
                _check_same(scratch, out)
                publication = read_publication(out if (out / NAME).is_file() else scratch)
                _check_underlag(underlag, publication)
                is_new = _move_in(scratch, out)
                shutil.rmtree(draft, ignore_errors=True)
                _move_in_underlag(inputs_copy, underlag)
            publication = replace(publication, folder=out)
            if entry:
                add_entry(out.parent, entry)
                write_beside(out.parent)
            return Published(publication, is_new, request.datum is not None)
    except duckdb.Error as error:
        raise PublishError(
            f"lagret {database} kan inte läsas ({first_line(error)}). Bygg om det: dbt build."
        ) from error
    except OSError as error:
        raise PublishError(f"{out} kan inte skrivas ({first_line(error)}).") from error


def _check_places(out: Path, underlag: Path) -> None:
    """Refuse a place that holds anything but a publication, and one inside the other."""
    for folder in (out, underlag):
        if folder.exists() and not folder.is_dir():
            raise PublishError(f"{folder} är ingen mapp.")
    if out.is_dir() and any(out.iterdir()) and not (out / NAME).is_file():
        raise PublishError(f"{out} innehåller annat än en publikation. Välj en ny mapp.")
    if out.resolve() in (underlag.resolve(), *underlag.resolve().parents):
        raise PublishError(
            f"underlaget {underlag} kan inte ligga i publikationen: där finns lämnade svar."
        )


def _check_underlag(underlag: Path, publication: Publication) -> None:
    """Refuse a folder that holds what another publication was built from."""
    if not underlag.is_dir() or not any(underlag.iterdir()):
        return
    if fault := find_fault(underlag, publication.underlag, is_underlag=True):
        raise PublishError(
            f"{underlag} innehåller annat än publikationens underlag ({fault}). "
            "Flytta det, eller välj en annan mapp: --underlag."
        )


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


def _check_persons(database: Path, folder: Path, out: Path) -> None:
    """Stop where what is shown, now and earlier, lets a count of persons be worked out."""
    first, *more = [*faults(database, folder / "parquet", out.parent, out.name)] or [""]
    if first:
        rest = f" (och {len(more)} mått till)" if more else ""
        raise GateError(f"skyddet av personer stoppade publiceringen: {first}{rest}")


def _write_tables(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    folder: Path,
    say: Callable[[str], None],
) -> None:
    say("Skriver tabellerna")
    writers.write_public_tables(connection, matar, folder)
    say("Prövar kvalitetsgrinden")
    _check_gate(check_marts(folder / "parquet"))


def _write_parts(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    folder: Path,
    say: Callable[[str], None],
    edition: Edition,
    request: Request,
) -> None:
    for part, write in writers.WRITERS:
        say(f"Skriver {part}")
        write(connection, matar, folder)
    if request.webb:
        say("Skriver sidorna")
        writers.write_site(connection, matar, request.tillstand, folder)
    say("Skriver öppna filer")
    writers.write_open_files(connection, matar, folder, edition)


def _copy_inputs(connection: duckdb.DuckDBPyConnection, inputs: Inputs, folder: Path) -> None:
    for name, path in inputs.files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    # once more, of what was copied: a file may have changed meanwhile
    check_fresh(connection, inputs_of(folder))


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
    """Give a folder beside *out* that is gone afterwards, as is what killed runs left there."""
    for left in out.parent.glob(f".*{_UNFINISHED}"):
        if left.is_dir():  # under the lock nobody else writes here
            shutil.rmtree(left, ignore_errors=True)
    folder = out.with_name(f".{out.name}{_UNFINISHED}")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest that stands in a folder, or nothing where there is none to read."""
    try:
        read = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _day_of(out: Path) -> str | None:
    """Return the day of the publication of *out*, as it stands there or is listed: it keeps it."""
    listed = [entry.datum for entry in read_index(out.parent) if entry.mapp == out.name]
    day = listed[-1] if listed else _manifest_of(out).get("utgivning", {}).get("datum")
    return day if isinstance(day, str) else None


def _is_draft_of(out: Path, scratch: Path) -> bool:
    """Return whether *out* holds this very publication as a draft, which has no day yet."""
    old, new = _manifest_of(out), _manifest_of(scratch)
    if not old or old.get("utgivning", {}).get("datum") or not new["utgivning"]["datum"]:
        return False
    if any(entry.mapp == out.name for entry in read_index(out.parent)):
        return False
    tables = [
        {name: told for name, told in one.get("filer", {}).items() if name.startswith("parquet/")}
        for one in (old, new)
    ]
    same = ("matar", "tillstand", "version", "leveranser", "policy", "rad_antal", "underlag")
    return tables[0] == tables[1] and all(old.get(key) == new[key] for key in same)


def _check_same(scratch: Path, out: Path) -> None:
    """Refuse to publish where another publication stands."""
    if (out / NAME).is_file() and (out / NAME).read_bytes() != (scratch / NAME).read_bytes():
        raise PublishError(
            f"{out} innehåller en annan publikation, och en publikation ändras inte. "
            "Välj en ny mapp; oj diff visar skillnaden."
        )


def _move_in(scratch: Path, out: Path) -> bool:
    """Put the finished publication in its place; return False when it stands there already."""
    if (out / NAME).is_file():
        return False
    os.replace(scratch, out)
    return True


def _move_in_underlag(folder: Path, underlag: Path) -> None:
    """Put what the publication was built from in its place, unless it is there."""
    if underlag.is_dir() and any(underlag.iterdir()):
        return
    underlag.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(folder, underlag)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # on another disk: whole or not at all there too
        with workplace(underlag.parent) as there:
            shutil.copytree(folder, there, dirs_exist_ok=True)
            os.replace(there, underlag)
