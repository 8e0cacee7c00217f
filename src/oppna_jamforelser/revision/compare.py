"""Compare two publications: every changed cell, its old and new value, and its cause."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.publish.cells import CELL
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.revision.attribute import Attribution, Factor, name_causes
from oppna_jamforelser.revision.causes import Cause, changed_files
from oppna_jamforelser.revision.changed import Tables, create_changed_cells
from oppna_jamforelser.revision.code import Code, installed_code
from oppna_jamforelser.revision.landing import Landing, LandingChange
from oppna_jamforelser.revision.rebuild import locked_connection, mix
from oppna_jamforelser.revision.side import Side, read_side
from oppna_jamforelser.workplace import workplace

COLUMNS = (*CELL, "gammalt_varde", "nytt_varde", "orsak", "samverkar")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Comparison:
    """What to compare: two folders, where their underlag lies, and whether its code may run."""

    old: Path
    new: Path
    underlag_old: Path | None = None
    underlag_new: Path | None = None
    run_code: bool = False


@dataclass(frozen=True)
class Revision:
    """What differs: table ``andring`` of *connection*, and for each cause the files exchanged."""

    connection: duckdb.DuckDBPyConnection
    files: dict[Cause, list[str]]


def compare(
    comparison: Comparison, say: Say = lambda _: None, warn: Say = lambda _: None
) -> Revision:
    """Compare two publications; *say* hears what is done, *warn* what cannot be.

    Raises PublishError when one is no whole publication.
    """
    given = comparison
    old = read_side(given.old, given.underlag_old, given.run_code, warn)
    new = read_side(given.new, given.underlag_new, given.run_code, warn)
    connection = duckdb.connect()
    try:
        tables = create_changed_cells(connection, old, new, warn)
    except duckdb.Error as error:
        raise PublishError(f"publikationerna kan inte jämföras ({first_line(error)}).") from error
    files: dict[Cause, list[str]] = {}
    factors: list[Factor] = []
    if tables:
        if old.underlag and new.underlag:
            files, factors = _find_causes(connection, old, new, tables, say, warn)
        else:
            warn("Cellerna jämförs utan orsaker.")
    name_causes(connection, factors, min(old.matar, new.matar))
    return Revision(connection, files)


def _find_causes(
    connection: duckdb.DuckDBPyConnection, old: Side, new: Side, tables: Tables, say: Say, warn: Say
) -> tuple[dict[Cause, list[str]], list[Factor]]:
    """Return the files behind each cause, and the factors of the table ``del``."""
    files = changed_files(old.publication.underlag, new.publication.underlag)
    codes = _codes(old, new)
    if old.code is None or new.code is None:
        files.pop(Cause.KOD, None)
    before, after = old.deliveries(), new.deliveries()
    deliveries = sorted({name for name, _ in before.items() ^ after.items()})
    with workplace() as work, locked_connection(work, old.landing, new.landing) as reader:
        try:
            landing, answers = None, []
            if deliveries:
                root = work / "landning"
                mix(old, new, codes, list(Cause), None, root)
                sides = Landing(old.landing, before), Landing(new.landing, after)
                landing = LandingChange(reader, *sides, root)
                answers = landing.causes()
            causes = [cause for cause in Cause if cause in answers or cause in files]
            attribution = Attribution(connection, (old, new), codes, tables, landing, work, say)
            factors = attribution.run(causes)
        except Exception as error:  # whatever code and data of others can bring about
            connection.execute("drop table if exists del")
            warn(
                f"Underlagen kan inte byggas om ({first_line(error)}). "
                "Cellerna jämförs utan orsaker."
            )
            return {}, []
    if count := attribution.unexplained():
        warn(
            f"{count} celler har ingen orsak: underlagen ger inte de värden som publicerades. "
            "Publikation och underlag hör inte ihop, eller koden eller verktygen var andra "
            "(manifest.json, version och verktyg)."
        )
    return dict.fromkeys(answers, deliveries) | files, factors


def _codes(old: Side, new: Side) -> tuple[Code, Code]:
    """Return the code of each; where one is unknown the other's, or the project's, for both."""
    if old.code and new.code:
        return old.code, new.code
    known = new.code or old.code or installed_code()
    return known, known
