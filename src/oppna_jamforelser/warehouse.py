"""The built warehouse, read only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.errors import OjError, first_line

Row = dict[str, Any]


@dataclass(frozen=True)
class Warehouse:
    """A connection that gives rows as dictionaries."""

    path: Path
    connection: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *parameters: object) -> list[Row]:
        """Return the rows of a query, each by column name."""
        try:
            cursor = self.connection.execute(sql, parameters)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise OjError(
                f"lagret {self.path} är inte byggt med den här versionen "
                f"({first_line(error)}). Bygg om det: make build"
            ) from error
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def open_warehouse(path: Path) -> Iterator[Warehouse]:
    """Open the warehouse at *path* for reading."""
    if not path.is_file():
        raise OjError(
            f"lagret {path} finns inte. Bygg det (make build) eller peka ut ett annat (OJ_DATABASE)"
        )
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise OjError(
            f"lagret {path} kan inte öppnas: {first_line(error)}. Är det skadat: ta bort det och "
            "bygg om det (make build)"
        ) from error
    with connection:
        yield Warehouse(path, connection)
