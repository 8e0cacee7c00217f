"""A Parquet file as a table of text, read by DuckDB."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.intake import limits
from oppna_jamforelser.intake.errors import UnreadableFile
from oppna_jamforelser.intake.headers import Header
from oppna_jamforelser.intake.rows import Record, Space, field_names
from oppna_jamforelser.landing import literal_path, quoted

_FIRST_ROWS = 50
_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "400MB",
}
_READ = "read_parquet($path, hive_partitioning = false, file_row_number = true)"


class ParquetTable:
    """An opened Parquet file; its column names are row 1."""

    blad: str | None = None
    andra_blad: tuple[str, ...] = ()
    dolda_rader = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = {"path": literal_path(path)}
        with duckdb.connect(config=_CONFIG) as connection:
            try:
                row_count, value_count, byte_count = connection.execute(
                    "select (select sum(num_rows) from parquet_file_metadata($path)), "
                    "sum(num_values), sum(total_uncompressed_size) from parquet_metadata($path)",
                    self._name,
                ).fetchall()[0]
                described = connection.execute(
                    "describe from read_parquet($path, hive_partitioning = false)", self._name
                ).fetchall()
            except duckdb.Error as error:
                raise self._unreadable(error) from error
            for count, most, what in (
                (row_count, limits.PARQUET_ROWS, f"mer än {limits.PARQUET_ROWS} rader"),
                (value_count, limits.PARQUET_VALUES, "för mycket data"),
                (byte_count, limits.DECODED_BYTES, "för mycket data"),
            ):
                if (count or 0) > most:
                    raise self._too_large(what)
            self._names = [name for name, *_ in described]
            # text that a writer did not mark as text arrives as bytes
            self._texts = [
                f"coalesce(try(decode({quoted})), {quoted}::varchar, '')"
                if kind == "BLOB"
                else f"coalesce({quoted}::varchar, '')"
                for quoted, kind in (
                    ('"' + name.replace('"', '""') + '"', kind) for name, kind, *_ in described
                )
            ]
            self._check_length(connection)
            self._first = self._read_first(connection)

    def records(self) -> Iterator[Record]:
        """Yield the column names, then the first rows that are not blank."""
        yield Record(1, self._names)
        yield from (Record(number, fields) for number, *fields in self._first if any(fields))

    def load(self, space: Space, header: Header) -> None:
        """Make the tables of the rows after *header*; a view where each row is read once."""
        width = len(header.names)
        texts = [*self._texts[:width], *["''"] * (width - len(self._texts))]
        fields = ", ".join(map(" as ".join, zip(texts, field_names(header), strict=True)))
        kind = "table" if header.is_wide else "view"
        try:
            space.connection.execute(
                f"create {kind} fil_rad as select file_row_number + 2 as rad_nr, {fields}, "
                "null::varchar as rad, null::varchar as lasfel_kod "
                f"from {_READ.replace('$path', quoted(self._name['path']))} "
                f"where file_row_number + 2 > {header.rad_nr} and concat({', '.join(texts)}) <> ''"
            )
        except (duckdb.Error, UnicodeError) as error:
            raise self._unreadable(error) from error
        space.connection.execute("create table fil_formel (rad_nr bigint, plats integer)")

    def _check_length(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Refuse a file whose values are too large as text: encoded they can be next to nothing."""
        lengths = [f"strlen({text})" for text in self._texts]
        try:
            longest, total = connection.execute(
                f"select max(greatest({', '.join(lengths)})), sum(({' + '.join(lengths)})::hugeint)"
                " from read_parquet($path, hive_partitioning = false)",
                self._name,
            ).fetchall()[0]
        except duckdb.Error as error:
            raise self._unreadable(error) from error
        if (longest or 0) > limits.FIELD_CHARACTERS:
            raise self._too_large(f"ett värde som är längre än {limits.FIELD_CHARACTERS} tecken")
        if (total or 0) > limits.DECODED_BYTES:
            raise self._too_large("för mycket data")

    def _read_first(self, connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        return connection.execute(
            f"select file_row_number + 2, {', '.join(self._texts)} from {_READ} "
            f"order by file_row_number limit {_FIRST_ROWS}",
            self._name,
        ).fetchall()

    def _unreadable(self, error: Exception) -> UnreadableFile:
        if isinstance(error, duckdb.OutOfMemoryException):
            return self._too_large("för mycket data")
        if "encrypt" in str(error).casefold():
            return UnreadableFile(
                self._path, "Parquetfilen är krypterad", "Skicka den utan kryptering."
            )
        return UnreadableFile(
            self._path, "Parquetfilen kan inte läsas", "Skapa den på nytt och skicka den igen."
        )

    def _too_large(self, what: str) -> UnreadableFile:
        return UnreadableFile(self._path, f"Parquetfilen har {what}", "Dela upp leveransen.")
