"""``manifest.json``: what a publication is made of and made with, and every file in it.

The identity of a publication is the SHA-256 of its manifest. No clock stands in it.
"""

import json
import platform
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import yaml

from oppna_jamforelser.publish.cells import cells_fingerprint, create_cells
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.evidence import evidence_counts
from oppna_jamforelser.publish.inputs import files_fingerprint, inputs_of, sha256_of
from oppna_jamforelser.publish.marts import SCHEMA, read_marts

NAME = "manifest.json"
UNDERLAG = "underlag"
# What has a part in the bytes of some file.
TOOLS = ("dbt-core", "dbt-duckdb", "duckdb", "rdflib", "xlsxwriter")

Manifest = Mapping[str, Any]


@dataclass(frozen=True)
class Publication:
    """A publication in a folder; *id* is the checksum of its manifest."""

    folder: Path
    manifest: Manifest
    id: str

    @property
    def underlag(self) -> Path:
        return self.folder / UNDERLAG


def write_manifest(
    connection: duckdb.DuckDBPyConnection, matar: int, tillstand: str, folder: Path
) -> None:
    """Write the manifest of what stands in *folder*, its ``underlag`` among it."""
    inputs = inputs_of(folder / UNDERLAG)
    project = yaml.safe_load((inputs.root / "dbt_project.yml").read_text(encoding="utf-8"))
    checksums = {
        path.relative_to(folder).as_posix(): {
            "byte": path.stat().st_size,
            "sha256": sha256_of(path),
        }
        for path in folder.rglob("*")
        if path.is_file()
    }
    code = [path for path in [*inputs.nodes(), *inputs.project()] if path.suffix != ".csv"]
    manifest = {
        "titel": "Öppna jämförelser: våld i nära relationer",
        "matar": matar,
        "tillstand": tillstand,
        "markning": _rows(connection, "select markning from marts.fct_enhetsutfall limit 1")[0][
            "markning"
        ],
        "version": {
            "projekt": str(project["version"]),
            "kod": files_fingerprint((p.relative_to(inputs.root).as_posix(), p) for p in code),
            "program": program_fingerprint(),
        },
        "verktyg": tool_versions(),
        "policy": _policy(connection, matar),
        "leveranser": _rows(
            connection, "select * from intermediate.int_leverans__register order by leverans_nr"
        ),
        "belagg": evidence_counts(connection, matar),
        "rad_antal": _row_counts(connection, matar),
        "resultat": _results(connection, matar),
        "filer": dict(sorted(checksums.items())),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def read_publication(folder: Path) -> Publication:
    """Return the publication in *folder*, when every file is as its manifest says."""
    path = folder / NAME
    if not path.is_file():
        raise PublishError(f"{folder} är ingen publikation: {NAME} saknas.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        files = {str(name): str(file["sha256"]) for name, file in manifest["filer"].items()}
        int(manifest["matar"]), str(manifest["resultat"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(f"{path} är skadad och kan inte läsas.") from error
    for name, expected in files.items():
        file = folder / name
        if not file.is_file():
            raise PublishError(f"publikationen {folder} är skadad: {name} saknas.")
        if sha256_of(file) != expected:
            raise PublishError(f"publikationen {folder} är skadad: {name} är ändrad.")
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in files and name != NAME:
            raise PublishError(f"publikationen {folder} är skadad: {name} hör inte till den.")
    return Publication(folder, manifest, sha256_of(path))


def tool_versions() -> dict[str, str]:
    """Return the version of each tool that has a part in the bytes."""
    return {
        **{name: version(name) for name in TOOLS},
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def program_fingerprint() -> str:
    """Return one checksum over the package's own source."""
    package = Path(__file__).resolve().parents[1]
    return files_fingerprint(
        (path.relative_to(package).as_posix(), path) for path in package.rglob("*.py")
    )


def _policy(connection: duckdb.DuckDBPyConnection, matar: int) -> list[dict[str, Any]]:
    return _rows(
        connection,
        "select * from regler.redovisningspolicy where giltig_fran_matar <= ? "
        "and (giltig_till_matar is null or giltig_till_matar >= ?) order by lasning",
        matar,
        matar,
    )


def _results(connection: duckdb.DuckDBPyConnection, matar: int) -> str:
    """Return one checksum over the results, by which a rebuild is known to give the same."""
    create_cells(connection, "cell", matar, "marts")
    return cells_fingerprint(connection, "cell")


def _row_counts(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[str, int]:
    """Return the number of rows of each mart in the publication of the survey year *matar*."""
    return {
        mart.name: connection.execute(
            f"select count(*) from {SCHEMA}.{mart.name} where {mart.where(matar)}"
        ).fetchall()[0][0]
        for mart in read_marts(connection)
    }


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, *parameters: object
) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
