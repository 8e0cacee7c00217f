"""The public tables as CSV and Parquet."""

from pathlib import Path

from oppna_jamforelser.publish.marts import Mart
from oppna_jamforelser.publish.open_files.warehouse import Source

# A null is nothing between two commas and an empty text is "", so that the two can be told apart.
_CSV = "format csv, header, delimiter ',', quote '\"', escape '\"', nullstr ''"
_PARQUET = "format parquet, compression zstd"


def write_tables(source: Source, folder: Path) -> None:
    """Write ``csv/`` and ``parquet/`` below *folder*: one file a table, in the order of its key.

    One thread writes, so that their number cannot decide where a Parquet row group ends.
    """
    (folder / "csv").mkdir()
    (folder / "parquet").mkdir()
    [(threads,)] = source.rows("select current_setting('threads')")
    source.connection.execute("set threads = 1")
    try:
        for mart in source.tables:
            _copy(source, mart, folder / csv_path(mart), _CSV)
            _copy(source, mart, folder / parquet_path(mart), _PARQUET)
    finally:
        source.connection.execute(f"set threads = {threads}")


def csv_path(mart: Mart) -> str:
    """Return where the mart's CSV file lies in the publication."""
    return f"csv/{mart.name}.csv"


def parquet_path(mart: Mart) -> str:
    """Return where the mart's Parquet file lies in the publication."""
    return f"parquet/{mart.name}.parquet"


def _copy(source: Source, mart: Mart, path: Path, options: str) -> None:
    source.connection.execute(f"copy ({source.select(mart)}) to ? ({options})", [str(path)])
