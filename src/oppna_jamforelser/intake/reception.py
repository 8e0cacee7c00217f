"""Take in some files, one by one: read, review, store, tell the sender."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.intake.delivery import read_delivery
from oppna_jamforelser.intake.errors import IntakeError
from oppna_jamforelser.intake.files import delivered_files
from oppna_jamforelser.intake.lock import landing_lock
from oppna_jamforelser.intake.review import review_numbers, review_rows
from oppna_jamforelser.intake.rows import Space
from oppna_jamforelser.intake.store import (
    next_number,
    same_delivery,
    store_delivery,
    stored_deliveries,
)
from oppna_jamforelser.landing import literal_path
from oppna_jamforelser.receipt.contents import Receipt
from oppna_jamforelser.receipt.expectations import judge
from oppna_jamforelser.receipt.files import (
    data_docs_folder,
    receipt_folder,
    receipt_page,
    write_receipt,
)
from oppna_jamforelser.receipt.numbers import number_receipt
from oppna_jamforelser.receipt.text import as_text
from oppna_jamforelser.receipt.units import read_answers, read_units

_LANDED = "levererat"
_MEMORY_LIMIT = "600MB"


class Outcome(IntEnum):
    """The exit codes of intake."""

    ALL_ACCEPTED = 0
    FILE_UNREADABLE = 2
    SOME_REFUSED = 3


@dataclass(frozen=True)
class Intake:
    """Where deliveries are taken in to, and who hears about it.

    *complain* gets one line for each file that cannot be read, *terminal* is where a person may
    be looking. With *data_docs* the expectations are tried by Great Expectations itself.
    """

    landing: Path
    console: Console
    complain: Callable[[str], None]
    terminal: Console
    sheet: str | None = None
    data_docs: bool = False
    kvitto: Path | None = None

    @property
    def receipts(self) -> Path:
        """The folder of the receipts."""
        return self.kvitto or receipt_folder(self.landing)


def take_in_files(paths: Sequence[Path], intake: Intake) -> Outcome:
    """Take in every file that can be read; an unreadable one weighs more than refused rows."""
    try:
        stored_deliveries(intake.landing)
    except IntakeError as error:
        intake.complain(str(error))
        return Outcome.FILE_UNREADABLE
    outcomes = {_take_in_one(path, intake) for path in delivered_files(paths)}
    for outcome in (Outcome.FILE_UNREADABLE, Outcome.SOME_REFUSED):
        if outcome in outcomes:
            return outcome
    return Outcome.ALL_ACCEPTED


def _take_in_one(path: Path | IntakeError, intake: Intake) -> Outcome:
    try:
        if isinstance(path, IntakeError):
            raise path
        receipt = take_in(path, intake)
    except IntakeError as error:
        intake.complain(str(error))
        return Outcome.FILE_UNREADABLE
    intake.console.out(as_text(receipt, intake.console), end="", highlight=False)
    _keep(receipt, intake)
    return Outcome.SOME_REFUSED if receipt.review.refused_count else Outcome.ALL_ACCEPTED


def _keep(receipt: Receipt, intake: Intake) -> None:
    """Write the receipt's files; one that was written before stays. Answers are in already."""
    page = receipt_page(intake.receipts, receipt)
    try:
        if intake.data_docs or not page.exists():
            with landing_lock(intake.landing, intake.complain):
                write_receipt(replace(receipt, redan_mottagen=False), intake.receipts)
    except IntakeError as error:
        intake.complain(str(error))
    else:
        intake.console.out(f"  Kvitto: {page}", highlight=False)


def take_in(path: Path, intake: Intake) -> Receipt:
    """Take in one file; the same content again changes nothing.

    Reading needs no lock. Under the lock it is seen whether the content is there already, and the
    delivery gets its number.
    """
    delivery = read_delivery(path, intake.sheet)
    source = delivery.source
    earlier = same_delivery(stored_deliveries(intake.landing), delivery.leverans_id)
    with (
        _shown_progress(source.fil, intake.terminal) as told,
        _work_space(source.fil, told) as space,
    ):
        if earlier:
            space.connection.read_parquet(
                literal_path(earlier.path), hive_partitioning=False
            ).create_view(_LANDED)
        else:
            source = delivery.land(space, _LANDED)
        slag = source.rubrik.slag
        review = (
            review_rows(space.connection, _LANDED)
            if slag == "leverans"
            else review_numbers(
                space.connection,
                _LANDED,
                slag,
                intake.landing,
                earlier.leverans_nr if earlier else None,
            )
        )
        stored = earlier
        if stored is None:
            with landing_lock(intake.landing, intake.complain):
                present = stored_deliveries(intake.landing)
                earlier = same_delivery(present, delivery.leverans_id)
                stored = earlier or store_delivery(
                    space.connection,
                    _LANDED,
                    intake.landing,
                    next_number(present),
                    delivery.leverans_id,
                    review.accepted_count,
                    slag,
                )
        if slag != "leverans":
            return number_receipt(source, stored, review, earlier is not None)
        answers = read_answers(review, intake.landing)
        docs = data_docs_folder(intake.receipts, stored) if intake.data_docs else None
        return Receipt(
            source=source,
            leverans_nr=stored.leverans_nr,
            leverans_id=stored.leverans_id,
            mottagen=answers.received(stored.leverans_nr),
            redan_mottagen=earlier is not None,
            review=review,
            judgement=judge(answers, docs),
            units=read_units(answers),
            units_are_read=answers.are_read,
            without_effect=answers.without_effect(stored.leverans_nr),
        )


@contextmanager
def _shown_progress(fil: str, console: Console) -> Iterator[Callable[[int], None]]:
    """Show how many rows of *fil* are read; give a function that hears the count."""
    with Progress(
        TextColumn(escape("".join(char for char in fil if char.isprintable()))),
        BarColumn(),
        TextColumn("{task.completed:,} rader"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task(fil, total=None)
        yield lambda count: progress.update(task, completed=count)


@contextmanager
def _work_space(fil: str, told: Callable[[int], None]) -> Iterator[Space]:
    """Open a database for one file, which spills to disk rather than fill the memory.

    A full disk, or one file that needs more than there is, is one line.
    """
    try:
        with TemporaryDirectory(prefix="oj_intake_", ignore_cleanup_errors=True) as folder:
            config: dict[str, Any] = {
                "memory_limit": _MEMORY_LIMIT,
                "temp_directory": folder,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            }
            with duckdb.connect(config=config) as connection:
                yield Space(connection, Path(folder), told)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise IntakeError(
            f"{fil}: filen kan inte tas emot: den tillfälliga mappen {_temporary_folder()} räcker "
            f"inte till eller kan inte skrivas ({first_line(error)}). Frigör utrymme eller peka ut "
            "en annan mapp med TMPDIR."
        ) from error


def _temporary_folder() -> str:
    try:
        return gettempdir()
    except OSError:
        return ""
