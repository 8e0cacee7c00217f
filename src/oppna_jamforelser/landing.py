"""The landing format: one parquet file a delivery, every row as it was delivered.

A file is called ``leverans_<number>_<first eight of id>.parquet``, one with counts of persons
``varde_…`` and one with a population ``befolkning_…``: their numbers are of one series. All
delivered values are text; typing and judging them is dbt's work. The time of arrival is no column:
it stands in the file's own key-value metadata. A delivery that was withdrawn keeps its file and has
a marker beside it, ``tillbakadragen_<number>_<first eight of id>.parquet``, with the time and
the reason. Columns, in order:

leverans_nr   integer, the order of arrival, from 1
leverans_id   hash of the delivery's content
fil, rad_nr   where the row stood (file name, row number, the file's first row is 1)
matar … inlamnad   the eight columns of a delivered answer, untouched
rad           the whole row as delivered, when it could not be split into columns
lasfel_kod    reason code (seed karantan_orsak) when the row could not be read
markning      "syntetiska exempeldata" on example answers, else empty
blad          sheet of the workbook, else empty
kolumn        the delivered column of a wide form that the answer stood in, or that of a long form
              which held a formula without a value; else empty
"""

import glob
from collections.abc import Mapping
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
VARDEKOLUMNER = (
    "matar",
    "enhet_kod",
    "indikator_id",
    "kon",
    "taljare",
    "namnare",
    "inlamnad",
    "fritext",
)
BEFOLKNINGSKOLUMNER = (
    "ar",
    "kommun_kod",
    "enhet_kod",
    "kon",
    "alder_fran",
    "alder_till",
    "antal",
)
# What a delivery may hold, by the word that its landing file's name begins with.
SLAG = {
    "leverans": SVARSKOLUMNER,
    "varde": VARDEKOLUMNER,
    "befolkning": BEFOLKNINGSKOLUMNER,
}


def landing_columns(slag: str = "leverans") -> dict[str, str]:
    """Return the columns of a landing file with their types."""
    return {
        "leverans_nr": "integer",
        "leverans_id": "varchar",
        "fil": "varchar",
        "rad_nr": "bigint",
        **dict.fromkeys(SLAG[slag], "varchar"),
        "rad": "varchar",
        "lasfel_kod": "varchar",
        "markning": "varchar",
        "blad": "varchar",
        "kolumn": "varchar",
    }


LANDING_KOLUMNER = landing_columns()


def landing_files(folder: Path, slag: str = "leverans") -> list[Path]:
    """Return the delivery files of one kind of a landing folder in the order of arrival."""
    return sorted(folder.glob(f"{slag}_*.parquet"))


def all_landing_files(folder: Path) -> list[tuple[str, Path]]:
    """Return the delivery files of every kind in the order of arrival, each with its kind."""
    found = [(slag, path) for slag in SLAG for path in landing_files(folder, slag)]
    return sorted(found, key=lambda one: one[1].name.split("_")[1:])


def landing_file_name(leverans_nr: int, leverans_id: str, slag: str = "leverans") -> str:
    """Return the name of a delivery's landing file."""
    return f"{slag}_{leverans_nr:05d}_{leverans_id[:8]}.parquet"


def withdrawal_files(folder: Path) -> list[Path]:
    """Return the markers of the withdrawn deliveries of a landing folder."""
    return sorted(folder.glob("tillbakadragen_*.parquet"))


def withdrawal_file_name(leverans_nr: int, leverans_id: str) -> str:
    """Return the name of the marker that withdraws a delivery."""
    return f"tillbakadragen_{leverans_nr:05d}_{leverans_id[:8]}.parquet"


def literal_path(path: Path) -> str:
    """Return *path* as DuckDB reads it: a name with ``*``, ``?`` or ``[`` is no pattern."""
    return glob.escape(str(path))


def answers_in(folder: Path) -> str:
    """Return the relation of all delivered rows of a landing folder.

    The folder's name takes no part: a part of the path such as ``omrade_kod=vinr`` is no column.
    """
    files = quoted(f"{literal_path(folder)}/leverans_*.parquet")
    return f"read_parquet({files}, union_by_name = true, hive_partitioning = false)"


def events_in(folder: Path) -> str:
    """Return the relation of what is told about the files of a landing folder."""
    return f"parquet_kv_metadata({quoted(f'{literal_path(folder)}/*_[0-9]*_*.parquet')})"


def write_landing_file(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    path: Path,
    metadata: Mapping[str, str] | None = None,
    slag: str = "leverans",
) -> None:
    """Write *relation* (a table with the landing columns) to *path*, in the order of its rows.

    The same rows and *metadata* give the same bytes.
    """
    kinds = landing_columns(slag)
    columns = ", ".join(f"{name}::{kind} as {name}" for name, kind in kinds.items())
    write_parquet(connection, f"select {columns} from {relation}", path, metadata or {})


def write_parquet(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, metadata: Mapping[str, str]
) -> None:
    """Write the rows of *query* to *path*, with *metadata* as the file's key-value metadata."""
    pairs = ", ".join(f"{key}: {quoted(value)}" for key, value in metadata.items())
    kv_metadata = f", kv_metadata {{{pairs}}}" if pairs else ""
    connection.execute(
        f"copy ({query}) to {quoted(str(path))} (format parquet, compression zstd{kv_metadata})"
    )


def quoted(text: str) -> str:
    """Return *text* as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
