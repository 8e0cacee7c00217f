"""What the explanations read of the warehouse of the bundled answers, built once for all tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXPLAINED = ("mart_bevis_enhet", "fct_gruppvarde", "dim_redovisningsgrupp", "dim_kommun")


def build_bundled_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run dbt on the bundled answers, without its tests, and return the database's file."""
    folder = tmp_path_factory.getbasetemp() / "bundled_warehouse"
    database = folder / "lager.duckdb"
    if database.exists():
        return database
    folder.mkdir()
    ran = subprocess.run(
        [
            *(Path(sys.executable).with_name("dbt"), "--no-use-colors", "build"),
            *("--exclude-resource-type", "test", "unit_test", "--target-path", folder / "target"),
            *("--select", *(f"+{model}" for model in EXPLAINED)),
        ],
        cwd=ROOT,
        env=os.environ
        | {
            "OJ_DATABASE": str(database),
            "OJ_LANDING": str(ROOT / "data/example/landing"),
            "DBT_PROFILES_DIR": str(ROOT / "profiles"),
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout
    return database
