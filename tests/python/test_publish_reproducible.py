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


def build_and_publish(folder: Path, landing: Path, threads: int, settings: dict[str, str]) -> Path:
    """Build and publish in a copy of the project that stands in *folder*."""
    project = folder / "projekt"
    project.mkdir(parents=True)
    for part in PARTS:
        source = project_root() / part
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, project / part)
    shutil.copytree(landing, project / "data" / "example" / "landing")
    settings = settings | {"DBT_PROFILES_DIR": "profiles"}
    build = ("build", "--exclude-resource-type", "test", "unit_test", "--threads", threads)
    run("dbt", *build, cwd=project, settings=settings)
    run("oj", "publish", "--out", folder / "ut", cwd=project, settings=settings)
    return folder / "ut"


@pytest.mark.skipif(os.name == "nt", reason="time zones are set in another way")
def test_two_builds_with_other_threads_clock_language_and_folder_give_the_same_bytes(
    small_landing: Path, tmp_path: Path
) -> None:
    one = build_and_publish(tmp_path / "a", small_landing, 1, ONE)
    other = build_and_publish(tmp_path / "längre bort" / "b", small_landing, 8, OTHER)
    files = {str(p.relative_to(one)): p for p in one.rglob("*") if p.is_file()}
    assert set(files) == {str(p.relative_to(other)) for p in other.rglob("*") if p.is_file()}
    different = [name for name in files if files[name].read_bytes() != (other / name).read_bytes()]
    assert different == []
    for name, path in files.items():
        assert str(tmp_path).encode() not in path.read_bytes(), name
