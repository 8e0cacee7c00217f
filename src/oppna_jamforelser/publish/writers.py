"""The parts of a publication: what each is called while it is written, and what writes it."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.open_files.tables import write_tables
from oppna_jamforelser.publish.open_files.warehouse import open_source
from oppna_jamforelser.publish.open_files.write import write_open_files
from oppna_jamforelser.publish.quality import write_declaration
from oppna_jamforelser.publish.swedish_csv import write_swedish_csv
from oppna_jamforelser.publish.webb import write_site
from oppna_jamforelser.publish.workbook import write_workbook

__all__ = ["WRITERS", "write_open_files", "write_public_tables", "write_site"]

# Given a read-only connection to the warehouse, the last mätår, and the publication's folder.
Writer = Callable[[duckdb.DuckDBPyConnection, int, Path], None]


def write_public_tables(connection: duckdb.DuckDBPyConnection, matar: int, folder: Path) -> None:
    """Write the public tables to *folder*: these the gate judges, before anything else is made."""
    write_tables(open_source(connection, matar), folder)


def _write_workbook(connection: duckdb.DuckDBPyConnection, matar: int, folder: Path) -> None:
    write_workbook(connection, matar, folder / f"oppna_jamforelser_vinr_{matar}.xlsx")


# The open files come after these: their catalogue lists every file, and knows the edition.
WRITERS: tuple[tuple[str, Writer], ...] = (
    ("arbetsboken", _write_workbook),
    ("kvalitetsdeklarationen", write_declaration),
    ("tabellerna för Excel", write_swedish_csv),
)
