"""A database for what is built from folders that may be anybody's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


@contextmanager
def locked_connection(*folders: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database that reaches nothing but *folders*, and cannot be told otherwise."""
    allowed = ", ".join("'" + str(folder).replace("'", "''") + "'" for folder in folders)
    with duckdb.connect(config={"temp_directory": str(folders[0] / "spill")}) as connection:
        connection.execute(f"set allowed_directories = [{allowed}]")
        connection.execute("set enable_external_access = false; set lock_configuration = true")
        yield connection
