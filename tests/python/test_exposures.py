"""models/exposures.yml says what each command reads, and Python reads only what has a contract."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from oppna_jamforelser.project import project_root

ROOT = project_root()
SOURCE = ROOT / "src" / "oppna_jamforelser"
EXPOSURES = {
    exposure["name"]: exposure
    for exposure in yaml.safe_load((ROOT / "models/exposures.yml").read_text("utf-8"))["exposures"]
}
OF_CODE = {
    name: exposure["config"]["meta"]["kod"]
    for name, exposure in EXPOSURES.items()
    if "kod" in exposure.get("config", {}).get("meta", {})
}
_RELATION = re.compile(r"\b(marts|kvalitet)\.([a-z_]+)\b")
_STEP = re.compile(r"\b(?:intermediate|staging)\.([a-z_]+)\b")


def model_properties() -> dict[str, dict[str, Any]]:
    files = (ROOT / "models").rglob("*.yml")
    documents = [yaml.load(path.read_bytes(), yaml.CSafeLoader) or {} for path in files]
    return {model["name"]: model for one in documents for model in one.get("models", [])}


def named(pattern: re.Pattern[str], folder: Path) -> set[str]:
    """Return the relations that the code under *folder* names."""
    texts = (path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))
    return {found.groups()[-1] for text in texts for found in pattern.finditer(text)}


def published() -> set[str]:
    """Return the tables that leave the warehouse whole: all with a contract in the schema marts."""
    return {
        name
        for name, model in model_properties().items()
        if name.split("_")[0] in ("dim", "bridge", "fct", "mart")
        and model.get("config", {}).get("contract", {}).get("enforced")
    }


@pytest.mark.parametrize("name", OF_CODE)
def test_an_exposure_names_what_its_command_reads(name):
    known = {path.stem for path in (ROOT / "models").rglob("*.sql")}
    folder = ROOT / OF_CODE[name]
    assert folder.is_dir(), folder
    read = named(_RELATION, folder) & known
    if name == "publikation":
        read |= published()
    refs = EXPOSURES[name]["depends_on"]
    assert refs == sorted(f"ref('{model}')" for model in read)


def test_every_command_that_reads_the_warehouse_has_its_exposure():
    folders = {path.relative_to(ROOT).as_posix() for path in SOURCE.iterdir() if path.is_dir()}
    reading = {folder for folder in folders if named(_RELATION, ROOT / folder)}
    assert reading == set(OF_CODE.values())


def test_python_reads_only_tables_with_a_contract():
    properties = model_properties()
    read = named(_RELATION, SOURCE) | named(_STEP, SOURCE)
    assert "int_regel__text" in read
    without = [
        name
        for name in read & properties.keys()
        if not properties[name].get("config", {}).get("contract", {}).get("enforced")
        and not name.startswith("kva_")  # findings for people, in the producer's own schema
    ]
    assert without == []
