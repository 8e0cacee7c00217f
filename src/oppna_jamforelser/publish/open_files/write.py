"""Write every open file of a publication."""

from pathlib import Path

import duckdb

from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.open_files.catalogue import write_catalogue
from oppna_jamforelser.publish.open_files.datapackage import write_datapackage
from oppna_jamforelser.publish.open_files.jsonstat import write_jsonstat
from oppna_jamforelser.publish.open_files.kolada_form import write_kolada_form
from oppna_jamforelser.publish.open_files.readme import write_readme
from oppna_jamforelser.publish.open_files.tables import write_tables
from oppna_jamforelser.publish.open_files.warehouse import open_source


def write_open_files(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    folder: Path,
    edition: Edition | None = None,
) -> None:
    """Write the open files below *folder*, the root of a publication.

    *connection*: the built warehouse, read only. *matar*: the publication's survey year; what
    belongs to later years is left out. *edition*: who publishes, where and when; without it
    placeholders. The same warehouse, year and edition give the same bytes.
    Raises PublishError when the warehouse has no results of that year.
    """
    source = open_source(connection, matar, edition)
    if not (folder / "parquet").is_dir():  # the gate has judged them already
        write_tables(source, folder)
    write_jsonstat(source, folder)
    write_kolada_form(source, folder)
    write_datapackage(source, folder)
    write_readme(source, folder)
    write_catalogue(source, folder)
