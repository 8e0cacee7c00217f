"""Build the published cells anew, from any mixture of two publications' underlag."""

import shutil
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.cells import KEYS, create_cells
from oppna_jamforelser.publish.inputs import Inputs, inputs_of
from oppna_jamforelser.revision.causes import ANSWERS, Cause, cause_of_file
from oppna_jamforelser.revision.landing import LandingChange, create_landing
from oppna_jamforelser.sqlmotor import build_models


def mix(
    old: Inputs,
    new: Inputs,
    exchanged: Collection[Cause],
    landing: LandingChange | None,
    folder: Path,
) -> Inputs:
    """Lay out in *folder* the old inputs with what belongs to *exchanged* taken from the new.

    *landing* is what differs between the answers, None when nothing does.
    """
    for inputs, is_new in ((old, False), (new, True)):
        for path in [*inputs.nodes(), *inputs.project()]:
            name = path.relative_to(inputs.root).as_posix()
            if (cause_of_file(name) in exchanged) == is_new:
                target = folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
    if landing is None:
        return replace(inputs_of(folder), sources=old.sources)
    landing.write([cause for cause in ANSWERS if cause in exchanged], folder / "landing")
    return inputs_of(folder)


def build_cells(
    connection: duckdb.DuckDBPyConnection, inputs: Inputs, matar: int, name: str
) -> None:
    """Create the temporary table *name*: every cell that is not empty, of years up to *matar*."""
    connection.execute("attach ':memory:' as bygge")
    try:
        connection.execute("use bygge")
        folder = inputs.sources["landing"]
        create_landing(connection, "landing_svar", folder)
        pattern = str(folder / "*_[0-9]*_*.parquet").replace("'", "''")
        relations = {
            "landing.svar": "landing_svar",
            "landing.handelse": f"parquet_kv_metadata('{pattern}')",
        }
        build_models(connection, KEYS, relations, root=inputs.root, as_tables=True)
        create_cells(connection, name, matar)
    finally:
        connection.execute("use memory")
        connection.execute("detach bygge")
