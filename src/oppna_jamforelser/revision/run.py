"""Compare two publications: every changed cell, its old and new value, and its cause."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.publish.cells import CELL
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.inputs import inputs_of, sha256_of
from oppna_jamforelser.publish.manifest import Publication, read_publication
from oppna_jamforelser.revision.attribute import Attribution, Side
from oppna_jamforelser.revision.causes import Cause, changed_files
from oppna_jamforelser.revision.landing import LandingChange
from oppna_jamforelser.sqlmotor import SqlMotorError

COLUMNS = (*CELL, "gammalt_varde", "nytt_varde", "orsak", "samverkar")


@dataclass(frozen=True)
class Revision:
    """What differs: table ``andring`` of *connection*, and for each cause the files exchanged."""

    connection: duckdb.DuckDBPyConnection
    files: dict[Cause, list[str]]


def compare(
    old_folder: Path, new_folder: Path, say: Callable[[str], None] = lambda _: None
) -> Revision:
    """Compare the publications in two folders; *say* hears what is done.

    Raises PublishError when one is no whole publication, or cannot be rebuilt.
    """
    old, new = read_publication(old_folder), read_publication(new_folder)
    connection = duckdb.connect()
    files = changed_files(inputs_of(old.underlag), inputs_of(new.underlag))
    deliveries = _changed_deliveries(old, new)
    if not files and not deliveries and old.manifest["matar"] == new.manifest["matar"]:
        columns = ", ".join(f"{column} varchar" for column in COLUMNS)
        connection.execute(f"create table andring ({columns})")
        return Revision(connection, {})
    try:
        landing = (
            LandingChange(inputs_of(old.underlag), inputs_of(new.underlag)) if deliveries else None
        )
        answers = landing.causes() if landing else []
        Attribution(connection, _side(old), _side(new), landing, say).run(
            [cause for cause in Cause if cause in answers or cause in files]
        )
    except (SqlMotorError, duckdb.Error) as error:
        raise PublishError(
            f"publikationerna kan inte byggas om och jämföras ({first_line(error)})."
        ) from error
    return Revision(connection, dict.fromkeys(answers, deliveries) | files)


def _side(publication: Publication) -> Side:
    manifest = publication.manifest
    return Side(inputs_of(publication.underlag), int(manifest["matar"]), manifest["resultat"])


def _changed_deliveries(old: Publication, new: Publication) -> list[str]:
    """Return the names of the landing files that are not the same in both."""
    both = [
        {path.name: sha256_of(path) for path in inputs_of(one.underlag).source("landing")}
        for one in (old, new)
    ]
    return sorted({name for name, _ in both[0].items() ^ both[1].items()})
