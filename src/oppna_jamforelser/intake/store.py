"""The landing folder as a store of deliveries: what is there, and how one more gets in."""

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from oppna_jamforelser.intake.delivery import Delivery
from oppna_jamforelser.intake.errors import IntakeError, first_line
from oppna_jamforelser.intake.rows import DeliveredRow
from oppna_jamforelser.landing import (
    LANDING_KOLUMNER,
    MARKNING,
    landing_file_name,
    landing_files,
    write_landing_file,
)

_BATCH_ROWS = 20_000
_ROW_COLUMNS = DeliveredRow._fields


@dataclass(frozen=True)
class StoredDelivery:
    """A delivery that the landing folder holds."""

    leverans_nr: int
    leverans_id: str
    path: Path


def stored_deliveries(landing: Path) -> list[StoredDelivery]:
    """Return the deliveries of a landing folder; refuse a folder of example answers."""
    if landing.exists() and not landing.is_dir():
        raise IntakeError(f"{landing} är ingen mapp. Ange landningsmappen med --landing.")
    stored = []
    for path in landing_files(landing):
        try:
            with duckdb.connect() as connection:
                leverans_nr, leverans_id, markning = connection.execute(
                    "select max(leverans_nr), max(leverans_id), max(markning) from read_parquet(?)",
                    [str(path)],
                ).fetchall()[0]
        except duckdb.Error as error:
            raise IntakeError(
                f"{path} kan inte läsas som en leverans. Återställ eller flytta filen."
            ) from error
        if markning == MARKNING:
            raise IntakeError(
                f"{landing} innehåller {MARKNING}, som inte får blandas med riktiga svar. "
                "Ange en annan mapp med --landing."
            )
        stored.append(StoredDelivery(leverans_nr, leverans_id, path))
    return stored


def load_delivery(
    connection: duckdb.DuckDBPyConnection, delivery: Delivery, leverans_nr: int, table: str
) -> int:
    """Fill a new *table* with the delivery's rows in the landing format; return how many."""
    columns = ", ".join(f"{name} {kind}" for name, kind in LANDING_KOLUMNER.items())
    connection.execute(f"create or replace table {table} ({columns})")
    values = ", ".join(f"unnest(${name}::{LANDING_KOLUMNER[name]}[])" for name in _ROW_COLUMNS)
    insert = (
        f"insert into {table} (leverans_nr, leverans_id, fil, {', '.join(_ROW_COLUMNS)}) "
        f"select $leverans_nr, $leverans_id, $fil, {values}"
    )
    delivered = {
        "leverans_nr": leverans_nr,
        "leverans_id": delivery.leverans_id,
        "fil": delivery.fil,
    }
    row_count = 0
    while batch := list(islice(delivery.rows, _BATCH_ROWS)):
        by_column = dict(zip(_ROW_COLUMNS, map(list, zip(*batch, strict=True)), strict=True))
        connection.execute(insert, delivered | by_column)
        row_count += len(batch)
    return row_count


def store_delivery(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    landing: Path,
    leverans_nr: int,
    leverans_id: str,
) -> StoredDelivery:
    """Write *table* as a landing file, whole or not at all."""
    path = landing / landing_file_name(leverans_nr, leverans_id)
    unfinished = landing / f".{path.name}.{os.getpid()}.tmp"
    try:
        landing.mkdir(parents=True, exist_ok=True)
        write_landing_file(connection, table, unfinished)
        os.replace(unfinished, path)
    except (OSError, duckdb.Error) as error:
        raise IntakeError(
            f"{path} kan inte skrivas ({first_line(error)}). Kontrollera mappen och försök igen."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return StoredDelivery(leverans_nr, leverans_id, path)
