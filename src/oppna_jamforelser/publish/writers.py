"""The parts of a publication: what each is called while it is written, and what writes it."""

from collections.abc import Callable
from pathlib import Path

import duckdb

# Given a read-only connection to the warehouse, the last mätår, and the publication's folder.
Writer = Callable[[duckdb.DuckDBPyConnection, int, Path], None]

WORKBOOK = "oppna_jamforelser_vinr_{matar}.xlsx"
WRITERS: tuple[tuple[str, Writer], ...] = ()
