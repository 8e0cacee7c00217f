"""Take in some files, one by one: read, review, store, tell the sender."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from rich.console import Console

from oppna_jamforelser.intake.delivery import Delivery, read_delivery
from oppna_jamforelser.intake.errors import IntakeError
from oppna_jamforelser.intake.receipt import Receipt, print_receipt
from oppna_jamforelser.intake.review import Review, review_rows
from oppna_jamforelser.intake.store import (
    StoredDelivery,
    load_delivery,
    store_delivery,
    stored_deliveries,
)

_TABLE = "levererat"
_MEMORY_LIMIT = "700MB"


class Outcome(IntEnum):
    """The exit codes of intake."""

    ALL_ACCEPTED = 0
    FILE_UNREADABLE = 2
    SOME_REFUSED = 3


def take_in_files(
    paths: Sequence[Path], landing: Path, console: Console, complain: Callable[[str], None]
) -> Outcome:
    """Take in every file that can be read; *complain* gets one line for each that cannot.

    An unreadable file weighs more than refused rows.
    """
    try:
        stored = stored_deliveries(landing)
    except IntakeError as error:
        complain(str(error))
        return Outcome.FILE_UNREADABLE
    outcomes = {_take_in_one(path, landing, stored, console, complain) for path in paths}
    for outcome in (Outcome.FILE_UNREADABLE, Outcome.SOME_REFUSED):
        if outcome in outcomes:
            return outcome
    return Outcome.ALL_ACCEPTED


def _take_in_one(
    path: Path,
    landing: Path,
    stored: list[StoredDelivery],
    console: Console,
    complain: Callable[[str], None],
) -> Outcome:
    try:
        receipt = take_in(path, landing, stored)
    except IntakeError as error:
        complain(str(error))
        return Outcome.FILE_UNREADABLE
    print_receipt(receipt, console)
    return Outcome.SOME_REFUSED if receipt.review.refused_count else Outcome.ALL_ACCEPTED


def take_in(path: Path, landing: Path, stored: list[StoredDelivery]) -> Receipt:
    """Take in one file and add it to *stored*; the same content again changes nothing."""
    delivery = read_delivery(path)
    with _work_space() as connection:
        for earlier in stored:
            if earlier.leverans_id == delivery.leverans_id:
                connection.read_parquet(str(earlier.path)).create_view(_TABLE)
                review = review_rows(connection, _TABLE)
                return _receipt(delivery, earlier.leverans_nr, review, redan_mottagen=True)
        leverans_nr = 1 + max((earlier.leverans_nr for earlier in stored), default=0)
        row_count = load_delivery(connection, delivery, leverans_nr, _TABLE)
        review = review_rows(connection, _TABLE)
        if review.row_count != row_count:
            raise RuntimeError(f"{row_count} rows read, but {review.row_count} reviewed")
        stored.append(
            store_delivery(connection, _TABLE, landing, leverans_nr, delivery.leverans_id)
        )
        return _receipt(delivery, leverans_nr, review, redan_mottagen=False)


@contextmanager
def _work_space() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database for one file, which spills to disk rather than fill the memory."""
    with TemporaryDirectory(prefix="oj_intake_") as folder:
        config = {"memory_limit": _MEMORY_LIMIT, "temp_directory": folder}
        with duckdb.connect(config=config) as connection:
            yield connection


def _receipt(
    delivery: Delivery, leverans_nr: int, review: Review, *, redan_mottagen: bool
) -> Receipt:
    return Receipt(delivery.fil, leverans_nr, redan_mottagen, delivery.okanda_kolumner, review)
