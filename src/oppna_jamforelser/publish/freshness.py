"""Whether the warehouse holds what the files would give now.

``dbt`` keeps for each seed and model what it was built from (macro ``skriv_byggregister``). The
same fingerprints are computed here from the files on disk; the first difference is told.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import duckdb

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.inputs import Inputs, files_fingerprint, fingerprint, sha256_of
from oppna_jamforelser.warehouse import CATALOG

SHOWN = 3  # a line names this many files
REBUILD = "Kör dbt build."
REGISTER = "metadata.byggd_nod"


class BuiltNode(NamedTuple):
    """What a seed or model was built from."""

    nod: str
    fil: str
    fil_sha256: str
    projekt_avtryck: str
    kalla: str
    kalla_avtryck: str
    foraldrar: str
    avtryck: str


def check_fresh(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Raise PublishError when the warehouse was built from other files than *inputs*."""
    on_disk = {path.stem: path for path in inputs.nodes()}
    built = {node.nod: node for node in _built_nodes(connection) if node.nod in on_disk}
    project = files_fingerprint(
        (path.relative_to(inputs.root).as_posix(), path) for path in inputs.project()
    )
    if any(node.projekt_avtryck != project for node in built.values()):
        raise PublishError(f"lagret är byggt med en annan version av projektet. {REBUILD}")
    current = {name: sha256_of(path) for name, path in on_disk.items()}
    changed = sorted(
        name for name in on_disk if name not in built or built[name].fil_sha256 != current[name]
    )
    seeds = [name for name in changed if on_disk[name].suffix == ".csv"]
    if seeds:
        raise PublishError(f"lagret är äldre än seeds ({_some(seeds)}). {REBUILD}")
    if changed:
        raise PublishError(
            f"lagret är byggt med en annan version av modellerna ({_some(changed)}). {REBUILD}"
        )
    sources = {
        name: files_fingerprint((path.name, path) for path in inputs.source(name))
        for name in {node.kalla for node in built.values()} - {""}
    }
    for node in built.values():
        if node.kalla and node.kalla_avtryck != sources[node.kalla]:
            raise PublishError(
                f"lagret är byggt av annat än det som nu finns i {inputs.sources[node.kalla]}. "
                f"{REBUILD}"
            )
    _check_whole(built)


def _check_whole(built: Mapping[str, BuiltNode]) -> None:
    """Raise PublishError when a node was built from parents that are no longer there."""

    @cache
    def expected(name: str) -> str:
        node = built[name]
        parents = [expected(parent) for parent in node.foraldrar.split()]
        return fingerprint([node.fil_sha256, node.projekt_avtryck, node.kalla_avtryck, *parents])

    partial = sorted(name for name in built if built[name].avtryck != expected(name))
    if partial:
        raise PublishError(f"lagret är bara delvis byggt ({_some(partial)}). {REBUILD}")


def _built_nodes(connection: duckdb.DuckDBPyConnection) -> list[BuiltNode]:
    try:
        rows = connection.execute(
            f"select {', '.join(BuiltNode._fields)} from {CATALOG}.{REGISTER}"
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise PublishError(
            f"lagret säger inte vad det är byggt av: det är gjort med en annan version. {REBUILD}"
        ) from error
    return [BuiltNode(*row) for row in rows]


def _some(names: list[str]) -> str:
    more = f" och {len(names) - SHOWN} till" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
