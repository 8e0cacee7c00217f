"""The landing format: one parquet file a delivery, every row as it was delivered.

A file is called ``leverans_<number>_<first eight of id>.parquet``. All delivered values are text;
typing and judging them is dbt's work. Columns, in order:

leverans_nr   integer, the order of arrival, from 1
leverans_id   hash of the delivery's content
fil, rad_nr   where the row stood (file name, row number; the header is row 1)
matar … inlamnad   the eight columns of a delivered answer, untouched
rad           the whole row as delivered, when it could not be split into columns
lasfel_kod    reason code (seed karantan_orsak) when the row could not be read
markning      "syntetiska exempeldata" on example answers, else empty
"""

from pathlib import Path

import duckdb

MARKNING = "syntetiska exempeldata"
SVARSKOLUMNER = (
    "matar",
    "enhet_kod",
    "fraga_kod",
    "omrade_kod",
    "delfraga_kod",
    "svar",
    "fritext",
    "inlamnad",
)
LANDING_KOLUMNER = {
    "leverans_nr": "integer",
    "leverans_id": "varchar",
    "fil": "varchar",
    "rad_nr": "bigint",
    **dict.fromkeys(SVARSKOLUMNER, "varchar"),
    "rad": "varchar",
    "lasfel_kod": "varchar",
    "markning": "varchar",
}


def landing_files(folder: Path) -> list[Path]:
    """Return the delivery files of a landing folder in the order of arrival."""
    return sorted(folder.glob("leverans_*.parquet"))


def landing_file_name(leverans_nr: int, leverans_id: str) -> str:
    """Return the name of a delivery's landing file."""
    return f"leverans_{leverans_nr:05d}_{leverans_id[:8]}.parquet"


def write_landing_file(connection: duckdb.DuckDBPyConnection, relation: str, path: Path) -> None:
    """Write *relation* (a table with the landing columns) to *path*, same rows, same bytes."""
    columns = ", ".join(f"{name}::{kind} as {name}" for name, kind in LANDING_KOLUMNER.items())
    connection.execute(
        f"copy (select {columns} from {relation} order by leverans_nr, rad_nr) "
        "to ? (format parquet, compression zstd)",
        [str(path)],
    )
