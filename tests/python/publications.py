"""Small publications for tests: of two years and a few units, and with one thing changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest

from oppna_jamforelser.gate.result import GateResult
from oppna_jamforelser.project import DEFAULT_LANDING, project_root
from oppna_jamforelser.publish import make_publication, writers
from oppna_jamforelser.publish.cells import KEYS
from oppna_jamforelser.publish.inputs import SOURCES, Inputs, sha256_of
from oppna_jamforelser.publish.manifest import NAME, UNDERLAG, underlag_beside
from oppna_jamforelser.revision.rebuild import build_tables

YEARS = "('2016', '2017')"
UNITS = "('0114', '0180-01', '2080', '2081')"
PASSED = GateResult((), (), 1)


def write_small_landing(folder: Path) -> Path:
    """Write a landing of one delivery: the bundled answers of few units and years."""
    folder.mkdir()
    source = f"read_parquet('{project_root() / DEFAULT_LANDING}/leverans_*.parquet')"
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select * replace (1::integer as leverans_nr, row_number() over "
            f"(order by leverans_nr, rad_nr) as rad_nr) from {source} where matar in {YEARS} "
            f"and enhet_kod in {UNITS} order by rad_nr) "
            f"to '{folder}/leverans_00001_00000001.parquet' (format parquet)"
        )
    return folder


def inputs_with(landing: Path) -> Inputs:
    """Return the project's inputs with the answers of another landing folder."""
    return Inputs(project_root(), dict.fromkeys(SOURCES, landing))


def without_gate_and_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate pass at once and leave the parts out: they have tests of their own."""
    monkeypatch.setattr(make_publication, "check_marts", lambda _: PASSED)
    monkeypatch.setattr(writers, "WRITERS", ())
    monkeypatch.setattr(writers, "write_site", lambda *_: None)
    monkeypatch.setattr(writers, "write_open_files", lambda *_: None)


def write_settings(folder: Path) -> Path:
    """Write the settings of a publisher, so that a final publication is accepted."""
    path = folder / "installningar.yml"
    path.write_text(
        "utgivare: Region Exempel\nutgivare_en: The Exempel region\nkontakt: Statistiken\n"
        "kontakt_epost: statistik@exempel.test\nbas_adress: https://data.exempel.test/oj\n",
        encoding="utf-8",
    )
    return path


def changed_copy(
    publication: Path, folder: Path, change: Callable[[Path], None], matar: int | None = None
) -> Path:
    """Copy a publication, let *change* alter its underlag, build its tables anew, and seal it."""
    shutil.copytree(publication, folder)
    underlag = underlag_beside(folder)
    shutil.copytree(underlag_beside(publication), underlag)
    change(underlag)
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    manifest["matar"] = matar or manifest["matar"]
    _build_tables_of(underlag, folder, manifest["matar"])
    seal(folder, manifest)
    return folder


def _build_tables_of(underlag: Path, folder: Path, matar: int) -> None:
    """Write the compared tables of *folder* as *underlag* gives them."""
    with duckdb.connect() as connection, TemporaryDirectory() as root:
        shutil.copytree(underlag, root, dirs_exist_ok=True)
        columns = {
            table: [
                row[0]
                for row in connection.execute(
                    f"describe from '{folder}/parquet/{table}.parquet'"
                ).fetchall()
                if row[0] not in KEYS[table]
            ]
            for table in KEYS
        }
        result = build_tables(Path(root), Path(root, "landing"), columns)
        for table in KEYS:
            years = f"where matar::integer <= {matar}" if "matar" in KEYS[table] else ""
            connection.execute(
                f"copy (from '{result}/{table}.parquet' {years}) "
                f"to '{folder}/parquet/{table}.parquet' (format parquet)"
            )


def seal(folder: Path, manifest: dict[str, Any]) -> None:
    """Let the manifest say what the publication and its underlag hold."""
    for key, place in (("filer", folder), (UNDERLAG, underlag_beside(folder))):
        manifest[key] = {
            path.relative_to(place).as_posix(): {"sha256": sha256_of(path)}
            for path in place.rglob("*")
            if path.is_file() and not path.is_symlink() and path != folder / NAME
        }
    (folder / NAME).write_text(json.dumps(manifest), encoding="utf-8")


def write_manifest_of(folder: Path, version: int = 1) -> None:
    """Write what ``oj deliver`` asks of the manifest of the publication in *folder*."""
    manifest = {
        "titel": "Prov",
        "matar": 2017,
        "tillstand": "preliminar",
        "markning": "syntetiska exempeldata",
        "version": {"projekt": f"0.{version}"},
        "resultat": "x",
        "filer": {
            path.relative_to(folder).as_posix(): {"byte": 1, "sha256": sha256_of(path)}
            for path in folder.rglob("*")
            if path.is_file()
        },
    }
    (folder / NAME).write_text(json.dumps(manifest), encoding="utf-8")


def edit_answers(underlag: Path, query: str) -> None:
    """Replace the rows of the delivery by a query over ``svar``, itself."""
    (path,) = (underlag / "landing").glob("leverans_00001_*.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"create table svar as from '{path}'")
        connection.execute(f"copy ({query}) to '{path}' (format parquet)")


def edit_text(path: Path, old: str, new: str) -> None:
    """Replace *old*, which must stand in the file, by *new*."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
