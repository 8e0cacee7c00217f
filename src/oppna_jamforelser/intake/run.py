"""Take in some files, one by one: read, review, store, tell the sender."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from rich.console import Console

from oppna_jamforelser.intake.delivery import Delivery, read_delivery
from oppna_jamforelser.intake.errors import IntakeError
from oppna_jamforelser.intake.files import delivered_files
from oppna_jamforelser.intake.lock import landing_lock
from oppna_jamforelser.intake.progress import shown_progress
from oppna_jamforelser.intake.review import Review, review_rows
from oppna_jamforelser.intake.spool import load
from oppna_jamforelser.intake.store import (
    StoredDelivery,
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
from oppna_jamforelser.receipt.text import as_text
from oppna_jamforelser.receipt.units import read_answers, read_received, read_units

_TABLE = "levererat"
_MEMORY_LIMIT = "700MB"


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
    earlier = same_delivery(stored_deliveries(intake.landing), delivery.leverans_id)
    with _work_space() as (connection, folder):
        if earlier:
            connection.read_parquet(literal_path(earlier.path)).create_view(_TABLE)
            review = review_rows(connection, _TABLE)
        else:
            review = _read_and_review(connection, delivery, folder, intake.terminal)
            with landing_lock(intake.landing, intake.complain):
                stored = stored_deliveries(intake.landing)
                earlier = same_delivery(stored, delivery.leverans_id)
                if not earlier:
                    leverans_nr = next_number(stored)
                    new = store_delivery(
                        connection, _TABLE, intake.landing, leverans_nr, delivery.leverans_id
                    )
        return _receipt(connection, delivery, earlier or new, review, intake, bool(earlier))


def _read_and_review(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, folder: Path, terminal: Console
) -> Review:
    constants = {
        "leverans_nr": 0,  # until the delivery gets its number
        "leverans_id": delivery.leverans_id,
        "fil": delivery.source.fil,
        "blad": delivery.source.blad,
    }
    with shown_progress(delivery.source.fil, terminal) as told:
        row_count = load(
            connection, delivery.landed, delivery.columns, constants, _TABLE, folder, told
        )
        review = review_rows(connection, _TABLE)
    if review.row_count != row_count:
        raise RuntimeError(f"{row_count} rows read, but {review.row_count} reviewed")
    return review


@contextmanager
def _work_space() -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Open a database for one file, which spills to disk rather than fill the memory."""
    with TemporaryDirectory(prefix="oj_intake_") as folder:
        config = {"memory_limit": _MEMORY_LIMIT, "temp_directory": folder}
        with duckdb.connect(config=config) as connection:
            yield connection, Path(folder)


def _receipt(
    connection: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    stored: StoredDelivery,
    review: Review,
    intake: Intake,
    redan_mottagen: bool,
) -> Receipt:
    units_are_read = read_answers(connection, intake.landing)
    docs = data_docs_folder(intake.receipts, stored) if intake.data_docs else None
    return Receipt(
        source=delivery.source,
        leverans_nr=stored.leverans_nr,
        leverans_id=stored.leverans_id,
        mottagen=read_received(connection, stored.leverans_nr),
        redan_mottagen=redan_mottagen,
        review=review,
        judgement=judge(connection, by_row=review.is_by_row, data_docs=docs),
        units=read_units(connection),
        units_are_read=units_are_read,
    )
