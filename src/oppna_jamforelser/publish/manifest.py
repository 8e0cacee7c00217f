"""``manifest.json``: what a publication is made of and made with, and every file in it.

The identity of a publication is the SHA-256 of its manifest. No clock stands in it (its day is
what ``--datum`` says), and nothing that a sender or a respondent wrote. What it was built from lies
apart (*underlag*), in a folder of its own; the manifest has its checksums, but for deliveries of
counts of persons and the plan made for them: who guesses a count could try it on the checksum, or
on the name that begins with it.
"""

import json
import os
import platform
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import yaml

from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.evidence import evidence_counts
from oppna_jamforelser.publish.inputs import files_fingerprint, inputs_of, sha256_of
from oppna_jamforelser.publish.marts import SCHEMA, read_marts

NAME = "manifest.json"
UNDERLAG = "underlag"
# What has a part in the bytes of some file.
TOOLS = ("dbt-core", "dbt-duckdb", "duckdb", "rdflib", "vl-convert-python", "xlsxwriter")

Manifest = Mapping[str, Any]
_File = dict[str, Any]


@dataclass(frozen=True)
class Publication:
    """A publication in a folder; *id* is the checksum of its manifest."""

    folder: Path
    manifest: Manifest
    id: str

    @property
    def files(self) -> dict[str, str]:
        """Return the SHA-256 of every file of the publication, by name."""
        return {name: file["sha256"] for name, file in self.manifest["filer"].items()}

    @property
    def underlag(self) -> dict[str, str]:
        """Return the SHA-256 of every file that it was built from, by name."""
        listed = {name: file["sha256"] for name, file in self.manifest.get(UNDERLAG, {}).items()}
        prefix = f"{UNDERLAG}/"  # an older publication has them among its own
        older = {n.removeprefix(prefix): s for n, s in self.files.items() if n.startswith(prefix)}
        return listed or older


def underlag_beside(folder: Path) -> Path:
    """Return where what the publication *folder* was built from lies, when nobody says where."""
    return folder.with_name(f"{folder.name}.{UNDERLAG}")


def write_manifest(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    tillstand: str,
    folder: Path,
    underlag: Path,
    edition: Edition,
    persons: Mapping[str, Any],
) -> None:
    """Write the manifest of what stands in *folder*, and of what it was built from.

    *persons*: what it says of the protection of persons, where there are counts of them.
    """
    inputs = inputs_of(underlag)
    project = yaml.safe_load((inputs.root / "dbt_project.yml").read_text(encoding="utf-8"))
    code = [path for path in [*inputs.nodes(), *inputs.project()] if path.suffix != ".csv"]
    manifest = {
        "titel": "Öppna jämförelser: våld i nära relationer",
        "matar": matar,
        "tillstand": tillstand,
        "utgivning": {
            "datum": edition.datum,
            "utgivare": edition.utgivare,
            "licens": edition.licens,
            "adress": edition.address or None,
        },
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
        **({"personer": persons} if persons else {}),
        "belagg": evidence_counts(connection, matar),
        "rad_antal": _row_counts(connection, matar),
        "filer": _checksums(folder),
        UNDERLAG: _listed(_checksums(underlag)),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def read_publication(folder: Path) -> Publication:
    """Return the publication in *folder*, when every file is as its manifest says."""
    path = folder / NAME
    if not path.is_file() or path.is_symlink():
        raise PublishError(f"{folder} är ingen publikation: {NAME} saknas.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        publication = Publication(folder, manifest, sha256_of(path))
        listed = [*publication.files.items(), *publication.underlag.items()]
        is_well_formed = isinstance(manifest["matar"], int) and all(
            isinstance(value, str) for pair in listed for value in pair
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PublishError(f"{path} är skadad och kan inte läsas.") from error
    if not is_well_formed:
        raise PublishError(f"{path} är skadad och kan inte läsas.")
    if fault := find_fault(folder, publication.files, also=NAME):
        raise PublishError(f"publikationen {folder} är skadad: {fault}.")
    return publication


def unlisted(names: Iterable[str]) -> set[str]:
    """Return which files of an underlag are of counts of persons: no manifest names them.

    The marker of a withdrawn delivery has the beginning of its checksum too.
    """
    known = set(names)
    counts = {name for name in known if name.startswith(("landing/varde_", "skydd/"))}
    markers = {name.replace("landing/varde_", "landing/tillbakadragen_") for name in counts}
    return counts | (markers & known)


def _listed(files: Mapping[str, _File]) -> dict[str, _File]:
    hidden = unlisted(files)
    return {name: file for name, file in files.items() if name not in hidden}


def find_fault(
    folder: Path, files: Mapping[str, str], also: str | None = None, is_underlag: bool = False
) -> str | None:
    """Return what in *folder* is not as *files* (names and SHA-256) say; None when all is.

    In an underlag the files of counts of persons are there without being named.

    Nothing outside the folder is read: neither a name that leads out of it nor a link.
    """
    for name in files:
        parts = name.split("/")
        if {"", ".", ".."} & set(parts) or "\\" in name or Path(name).is_absolute():
            return f"manifestet nämner en fil utanför mappen ({name})"
    found = set()
    for place, folders, names in os.walk(folder):
        for one in sorted([*folders, *names]):
            path = Path(place, one)
            name = path.relative_to(folder).as_posix()
            if path.is_symlink():
                return f"{name} är en länk"
            if one in names:
                found.add(name)
    for name, expected in sorted(files.items()):
        if name not in found:
            return f"{name} saknas"
        if sha256_of(folder / name) != expected:
            return f"{name} är ändrad"
    free = unlisted(found) if is_underlag else set()
    strange = sorted(found - files.keys() - free - {also})
    return f"{strange[0]} hör inte till den" if strange else None


def _checksums(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the size and SHA-256 of every file of a folder, by name."""
    files = ((p.relative_to(folder).as_posix(), p) for p in folder.rglob("*") if p.is_file())
    return {
        name: {"byte": path.stat().st_size, "sha256": sha256_of(path)}
        for name, path in sorted(files)
    }


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
