"""Small publications for tests: of two years and a few units, and with one thing changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.gate import GateResult
from oppna_jamforelser.project import DEFAULT_LANDING, project_root
from oppna_jamforelser.publish import run, writers
from oppna_jamforelser.publish.inputs import Inputs, sha256_of
from oppna_jamforelser.publish.manifest import NAME, UNDERLAG

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
    return Inputs(project_root(), {"landing": landing, "kolada": landing})


def without_gate_and_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gate pass at once and leave the parts out: they have tests of their own."""
    monkeypatch.setattr(run, "run_gate", lambda _: PASSED)
    monkeypatch.setattr(writers, "WRITERS", ())


def changed_copy(
    publication: Path, folder: Path, change: Callable[[Path], None], matar: int | None = None
) -> Path:
    """Copy a publication, let *change* alter its underlag, and seal it, but for its results."""
    shutil.copytree(publication, folder)
    change(folder / UNDERLAG)
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    manifest["matar"] = matar or manifest["matar"]
    manifest["filer"] = {
        path.relative_to(folder).as_posix(): {"sha256": sha256_of(path)}
        for path in folder.rglob("*")
        if path.is_file() and path.name != NAME
    }
    (folder / NAME).write_text(json.dumps(manifest), encoding="utf-8")
    return folder


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
