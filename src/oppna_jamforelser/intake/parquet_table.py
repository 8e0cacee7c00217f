"""A Parquet file as a table of text, read by DuckDB."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import duckdb

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.rows import Block, Record
from oppna_jamforelser.intake.sheet_blocks import blocks_of
from oppna_jamforelser.landing import literal_path

_BATCH_ROWS = 2_000
_CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_MEMORY_LIMIT = "400MB"


class ParquetTable:
    """An opened Parquet file; its column names are row 1."""

    blad = None
    andra_blad = ()

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = literal_path(path)
        self._connection = duckdb.connect(config=_CONFIG | {"memory_limit": _MEMORY_LIMIT})
        self._check_size()
        self._rows = self._read()

    def records(self) -> Iterator[Record]:
        """Yield the column names, then the rows that are not blank, one by one."""
        return self._rows

    def blocks(self, width: int) -> Iterator[Block]:
        """Yield the rows that are left."""
        return blocks_of(self._rows, width)

    def _check_size(self) -> None:
        try:
            row_count, byte_count = self._connection.execute(
                "select (select sum(num_rows) from parquet_file_metadata($name)), "
                "(select sum(total_uncompressed_size) from parquet_metadata($name))",
                {"name": self._name},
            ).fetchall()[0]
        except duckdb.Error as error:
            raise self._damaged() from error
        if (row_count or 0) > limits.PARQUET_ROWS:
            raise self._too_large(f"mer än {limits.PARQUET_ROWS} rader")
        if (byte_count or 0) > limits.PARQUET_UNPACKED_BYTES:
            raise self._too_large("för mycket data")

    def _read(self) -> Iterator[Record]:
        try:
            relation = self._connection.execute("from read_parquet(?)", [self._name])
            names = [column[0] for column in relation.description]
            yield Record(1, names, "\t".join(names))
            quoted = ('"' + name.replace('"', '""') + '"' for name in names)
            # text that a writer did not mark as text arrives as bytes
            columns = ", ".join(
                f"coalesce(try(decode({name})), {name}::varchar, '')"
                if kind[1] == duckdb.BINARY
                else f"coalesce({name}::varchar, '')"
                for name, kind in zip(quoted, relation.description, strict=True)
            )
            self._connection.execute(f"select {columns} from read_parquet(?)", [self._name])
            numbers = count(start=2)
            while batch := self._connection.fetchmany(_BATCH_ROWS):
                for row in batch:
                    rad_nr = next(numbers)
                    if any(row):
                        yield Record(rad_nr, list(row), "\t".join(row))
        except (duckdb.Error, UnicodeError) as error:
            raise self._damaged() from error

    def _damaged(self) -> UnreadableFile:
        return UnreadableFile(
            self._path, "Parquetfilen kan inte läsas", "Skapa den på nytt och skicka den igen."
        )

    def _too_large(self, what: str) -> UnreadableFile:
        return UnreadableFile(self._path, f"Parquetfilen har {what}", "Dela upp leveransen.")
