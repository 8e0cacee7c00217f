"""The layers of models hold: core reads only core, a feature reads core and public tables."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from oppna_jamforelser.project import project_root

pytestmark = pytest.mark.slow

Manifest = dict[str, Any]

MODEL = "model.oppna_jamforelser."
PUBLIC = ("dim_", "fct_", "mart_", "bridge_", "kva_")
ROOMS = ("classify", "spine", "judge", "group")


@pytest.fixture(scope="module")
def manifest(small_warehouse: Path) -> Manifest:
    """What dbt knew of the project when it built the small warehouse."""
    return json.loads((small_warehouse.parent / "target/manifest.json").read_text("utf-8"))


def layer(node: Manifest) -> str:
    """Return staging, core or the feature's name of a model, from the folder where it stands."""
    folders = Path(node["original_file_path"]).parts
    return folders[2] if folders[1] == "features" else folders[1]


def sentences(manifest: Manifest) -> Iterator[str]:
    """Say what is wrong with the layers: one sentence for each model in the wrong place and each
    ref that goes the wrong way."""
    nodes = manifest["nodes"]
    models = {key: node for key, node in nodes.items() if node["resource_type"] == "model"}
    for node in models.values():
        folders = Path(node["original_file_path"]).parts[1:-1]
        if not (
            folders == ("staging",)
            or (len(folders) == 2 and folders[0] == "core" and folders[1] in ROOMS)
            or (len(folders) == 2 and folders[0] == "features")
        ):
            yield f"{node['name']} stands in no folder of the layout"
    for node in models.values():
        own = layer(node)
        for key in node["depends_on"]["nodes"]:
            name = key.rpartition(".")[2]
            if key not in models:
                if key.startswith("source.") and own != "staging":
                    yield f"{node['name']} reads the source {name}: only staging may"
                continue
            read = layer(models[key])
            if own == "staging" and read != "staging":
                yield f"staging reads back: {node['name']} refs {name}"
            elif own == "core" and read not in ("staging", "core"):
                yield f"core reads a feature: {node['name']} refs {name}"
            elif read not in ("staging", "core", own) and not name.startswith(PUBLIC):
                yield f"{own} reads inside {read}: {node['name']} refs {name}"


def moved(manifest: Manifest, model: str, *, to: str = "", reads: str = "") -> list[str]:
    """Return what is said when a model has got one more ref, or stands in another folder."""
    changed = copy.deepcopy(manifest)
    node = changed["nodes"][MODEL + model]
    if reads:
        node["depends_on"]["nodes"].append(reads)
    if to:
        node["original_file_path"] = f"{to}/{model}.sql"
    return list(sentences(changed))


def test_the_layers_hold(manifest):
    assert list(sentences(manifest)) == []


def test_core_refs_staging_seeds_and_core_only(manifest):
    assert moved(manifest, "int_utfall__ryggrad", reads=MODEL + "dim_jamforbarhet") == [
        "core reads a feature: int_utfall__ryggrad refs dim_jamforbarhet"
    ]


def test_staging_reads_nothing_of_ours_but_seeds(manifest):
    assert moved(manifest, "stg_landing__svar", reads=MODEL + "dim_enhet") == [
        "staging reads back: stg_landing__svar refs dim_enhet"
    ]


def test_a_feature_refs_only_public_tables_of_other_features(manifest):
    assert moved(manifest, "mart_trend", reads=MODEL + "int_vag__steg") == [
        "time reads inside ways: mart_trend refs int_vag__steg"
    ]
    assert moved(manifest, "mart_trend", reads=MODEL + "mart_vagen_till_ja") == []
    assert moved(manifest, "mart_trend", reads=MODEL + "int_utfall__ryggrad") == []


def test_no_arrow_runs_back_from_a_model_that_moves_out_of_core(manifest):
    said = moved(manifest, "int_utfall__ryggrad", to="models/features/time")
    assert "core reads a feature: int_utfall__bedomt refs int_utfall__ryggrad" in said


def test_every_model_stands_in_its_folder(manifest):
    assert moved(manifest, "mart_trend", to="models/marts") == [
        "mart_trend stands in no folder of the layout"
    ]
    assert "int_utfall__ryggrad stands in no folder of the layout" in moved(
        manifest, "int_utfall__ryggrad", to="models/core"
    )


def test_only_staging_reads_sources(manifest):
    source = "source.oppna_jamforelser.landing.svar"
    assert moved(manifest, "int_enhet__ram", reads=source) == [
        "int_enhet__ram reads the source svar: only staging may"
    ]


def test_every_feature_has_its_selector():
    root = project_root()
    written = yaml.safe_load((root / "selectors.yml").read_text(encoding="utf-8"))["selectors"]
    features = {path.name for path in (root / "models/features").iterdir() if path.is_dir()}
    assert {selector["name"] for selector in written} == features | {"core", "default"}
    assert [selector["name"] for selector in written if selector.get("default")] == ["default"]


def test_only_staging_reads_a_source(manifest):
    """What reads one is modified in dbt's eyes wherever the landing folder is another."""
    reading = {
        node["name"]
        for node in manifest["nodes"].values()
        if any(
            parent.startswith("source.") for parent in node.get("depends_on", {}).get("nodes", [])
        )
    }
    assert reading and all(name.startswith("stg_") for name in reading), reading
