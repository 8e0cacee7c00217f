"""Build the published tables anew, from any mixture of two publications' underlag.

What is built comes from folders that may be anybody's. The code is the project's own (see
:mod:`code`), unless someone has said otherwise; it is rendered in Jinja's sandbox and run in a
database that reaches no files but those of the build.
"""

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from oppna_jamforelser.landing import events_in, quoted
from oppna_jamforelser.publish.cells import texts
from oppna_jamforelser.revision.causes import ANSWERS, Cause, cause_of_file
from oppna_jamforelser.revision.code import Code
from oppna_jamforelser.revision.landing import LandingChange, create_landing
from oppna_jamforelser.revision.side import Side
from oppna_jamforelser.sqlmotor import build_models

RESULT = "resultat"


def mix(
    old: Side,
    new: Side,
    codes: tuple[Code, Code],
    exchanged: Collection[Cause],
    landing: LandingChange | None,
    folder: Path,
) -> Path:
    """Lay out in *folder* the old inputs with what belongs to *exchanged* taken from the new.

    *codes* are the old code and the new; *landing* is what differs between the answers, None when
    nothing does. Return the folder of the answers.
    """
    for name, content in codes[Cause.KOD in exchanged].items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for side, is_new in ((old, False), (new, True)):
        for name, path in side.seeds().items():
            if (cause_of_file(name) in exchanged) == is_new:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    if landing is None:
        return old.landing
    landing.write([cause for cause in ANSWERS if cause in exchanged], folder / "landing")
    return folder / "landing"


def build_tables(root: Path, landing: Path, tables: Mapping[str, Sequence[str]]) -> Path:
    """Build *tables* (names and columns) of the project laid out in *root*; return their folder."""
    result = root / RESULT
    result.mkdir()
    with locked_connection(root, landing) as connection:
        create_landing(connection, "landing_svar", landing)
        relations = {
            "landing.svar": "landing_svar",
            "landing.handelse": events_in(landing),
        }
        build_models(connection, tables, relations, root=root, as_tables=True)
        for table, columns in tables.items():
            connection.execute(
                f"copy ({texts(table, columns, table)}) to ? (format parquet)",
                [str(result / f"{table}.parquet")],
            )
    return result


@contextmanager
def locked_connection(*folders: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database that reaches nothing but *folders*, and cannot be told otherwise."""
    allowed = ", ".join(quoted(str(folder)) for folder in folders)
    with duckdb.connect(config={"temp_directory": str(folders[0] / "spill")}) as connection:
        connection.execute(f"set allowed_directories = [{allowed}]")
        connection.execute("set enable_external_access = false; set lock_configuration = true")
        yield connection
