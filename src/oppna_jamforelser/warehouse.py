"""The built warehouse, read only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.errors import OjError, first_line

Row = dict[str, Any]
# The warehouse goes by this name, whatever its file is called: one named as a schema in it
# (marts.duckdb) would make the tables' names ambiguous.
CATALOG = "lager"


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
        except duckdb.Error as error:
            raise OjError(f"lagret {self.path} kan inte läsas: {_why(error)}") from error
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def open_warehouse(path: Path) -> Iterator[Warehouse]:
    """Open the warehouse at *path* for reading."""
    if not path.is_file():
        raise OjError(
            f"lagret {path} finns inte. Bygg det (make build) eller peka ut ett annat (OJ_DATABASE)"
        )
    with duckdb.connect(config={"temp_directory": f"{path}.tmp"}) as connection:
        file = str(path).replace("'", "''")
        try:
            connection.execute(f"attach '{file}' as {CATALOG} (type duckdb, read_only)")
        except duckdb.Error as error:
            raise OjError(f"lagret {path} kan inte öppnas: {_why(error)}") from error
        connection.execute(f"use {CATALOG}")
        yield Warehouse(path, connection)


def _why(error: duckdb.Error) -> str:
    """Return what hinders the opening of a database, and the mend, in the user's words."""
    text = first_line(error)
    if "lock on file" in text:
        return (
            "ett annat program har det öppet för skrivning. Stäng det där (eller vänta tills "
            "bygget är klart) och försök igen"
        )
    if "version number" in text:
        return (
            "det är skrivet av en annan version av DuckDB än den installerade "
            f"({duckdb.__version__}). Bygg det till en ny fil: OJ_DATABASE=ny.duckdb make build"
        )
    if "not a valid DuckDB database" in text:
        return "det är ingen DuckDB-databas. Peka ut en annan fil (OJ_DATABASE)"
    if "ermission denied" in text:
        return "behörighet saknas att läsa filen"
    return f"filen är skadad ({text}). Bygg det till en ny fil: OJ_DATABASE=ny.duckdb make build"
