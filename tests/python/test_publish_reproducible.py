"""The same answers give the same bytes, whatever the machine's settings."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from oppna_jamforelser.project import project_root

pytestmark = pytest.mark.slow

PARTS = ("dbt_project.yml", "gx", "macros", "models", "profiles", "seeds")
ONE = {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}
OTHER = {"LC_ALL": "sv_SE.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2"}


def run(command: str, *arguments: object, cwd: Path, settings: dict[str, str]) -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name(command), *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(project_root() / "src")} | settings,
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def build_a_copy(folder: Path, landing: Path, threads: int) -> Path:
    """Build in a copy of the project, that stands in *folder*; return the copy."""
    project = folder / "projekt"
    project.mkdir(parents=True)
    for part in PARTS:
        source = project_root() / part
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, project / part)
    shutil.copytree(landing, project / "data" / "example" / "landing")
    build = ("build", "--exclude-resource-type", "test", "unit_test", "--threads", threads)
    run("dbt", *build, cwd=project, settings=OTHER | {"DBT_PROFILES_DIR": "profiles"})
    return project


@pytest.mark.skipif(os.name == "nt", reason="time zones are set in another way")
def test_two_builds_with_other_threads_clock_language_and_folder_give_the_same_bytes(
    small_warehouse, small_landing, tmp_path
):
    """One is the small warehouse as it was built for all tests, with the profile's threads."""
    one, other = tmp_path / "a", tmp_path / "längre bort" / "b"
    of_one = {"OJ_DATABASE": str(small_warehouse), "OJ_LANDING": str(small_landing)}
    run("oj", "publish", "--out", one, cwd=project_root(), settings=ONE | of_one)
    project = build_a_copy(other.parent, small_landing, threads=8)
    run("oj", "publish", "--out", other, cwd=project, settings=OTHER)
    files = {str(p.relative_to(one)): p for p in one.rglob("*") if p.is_file()}
    assert set(files) == {str(p.relative_to(other)) for p in other.rglob("*") if p.is_file()}
    different = [name for name in files if files[name].read_bytes() != (other / name).read_bytes()]
    assert different == []
    for name, path in files.items():
        for place in (tmp_path, small_warehouse.parent):
            assert str(place).encode() not in path.read_bytes(), name
