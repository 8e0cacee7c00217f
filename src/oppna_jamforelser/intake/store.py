"""The landing folder as a store of deliveries: what is there, and how one more gets in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from oppna_jamforelser.intake.errors import IntakeError
from oppna_jamforelser.landing import (
    MARKNING,
    all_landing_files,
    landing_file_name,
    literal_path,
    withdrawal_file_name,
    withdrawal_files,
    write_landing_file,
    write_parquet,
)
from oppna_jamforelser.whole_file import whole_file


@dataclass(frozen=True)
class StoredDelivery:
    """A delivery that the landing folder holds."""

    leverans_nr: int
    leverans_id: str
    path: Path
    ar_tillbakadragen: bool


def stored_deliveries(landing: Path) -> list[StoredDelivery]:
    """Return the deliveries of a landing folder; refuse a folder of example answers."""
    if landing.exists() and not landing.is_dir():
        raise IntakeError(f"{landing} är ingen mapp. Ange landningsmappen med --landing.")
    withdrawn = {path.name for path in withdrawal_files(landing)}
    stored = []
    # of the process: opening a database costs more than reading these rows
    with duckdb.cursor() as connection:
        for _, path in all_landing_files(landing):
            leverans_nr, leverans_id, markning = _identity(connection, path)
            if markning == MARKNING:
                raise IntakeError(
                    f"{landing} innehåller {MARKNING}, som inte får blandas med riktiga svar. "
                    "Ange en annan mapp med --landing."
                )
            marker = withdrawal_file_name(leverans_nr, leverans_id)
            stored.append(StoredDelivery(leverans_nr, leverans_id, path, marker in withdrawn))
    return stored


def _identity(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[int, str, str | None]:
    try:
        rows = connection.execute(
            "select leverans_nr, leverans_id, markning "
            "from read_parquet(?, hive_partitioning = false) limit 1",
            [literal_path(path)],
        ).fetchall()
    except duckdb.Error:
        rows = []
    if not rows:
        raise IntakeError(f"{path} kan inte läsas som en leverans. Återställ eller flytta filen.")
    return rows[0]


def next_number(stored: list[StoredDelivery]) -> int:
    """Return the number of the next delivery; one that was used is not used again."""
    return 1 + max((delivery.leverans_nr for delivery in stored), default=0)


def same_delivery(stored: list[StoredDelivery], leverans_id: str) -> StoredDelivery | None:
    """Return the delivery in force with this content, null when there is none."""
    for delivery in stored:
        if delivery.leverans_id == leverans_id and not delivery.ar_tillbakadragen:
            return delivery
    return None


def store_delivery(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    landing: Path,
    leverans_nr: int,
    leverans_id: str,
    accepted_count: int,
    slag: str = "leverans",
) -> StoredDelivery:
    """Write *table* as a landing file, whole or not at all.

    With it are kept the time of arrival, and how many rows the sender was told are accepted.
    """
    path = landing / landing_file_name(leverans_nr, leverans_id, slag)
    rows = f"(select * replace ({leverans_nr} as leverans_nr) from {table})"
    metadata = {"mottagen": _now(), "godtagna": str(accepted_count)}
    with whole_file(path, IntakeError, is_alone=True) as unfinished:
        write_landing_file(connection, rows, unfinished, metadata, slag)
    return StoredDelivery(leverans_nr, leverans_id, path, False)


def store_withdrawal(delivery: StoredDelivery, skal: str | None) -> Path:
    """Write the marker that withdraws *delivery*, whole or not at all."""
    path = delivery.path.with_name(withdrawal_file_name(delivery.leverans_nr, delivery.leverans_id))
    metadata: Mapping[str, str] = {"tillbakadragen": _now()} | ({"skal": skal} if skal else {})
    query = f"select {delivery.leverans_nr} as leverans_nr, '{delivery.leverans_id}' as leverans_id"
    with (
        duckdb.connect() as connection,
        whole_file(path, IntakeError, is_alone=True) as unfinished,
    ):
        write_parquet(connection, query, unfinished, metadata)
    return path


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
