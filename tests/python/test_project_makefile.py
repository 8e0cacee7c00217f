"""The make targets say in one line what is missing, before they begin."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from oppna_jamforelser.project import project_root

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
Make = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Run make in a folder that holds the Makefile and what an installation depends on."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(project_root() / name, tmp_path / name)
    # Not the environment of a make that runs these tests.
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *arguments],
            cwd=tmp_path,
            env=environment | variables,
            capture_output=True,
            encoding="utf-8",
        )

    return run


@pytest.fixture
def fake_python(tmp_path: Path) -> Callable[..., str]:
    """Make a Python that gives this version and knows, or does not know, the venv module."""

    def write(version: str, has_venv: bool = True) -> str:
        fits = version in ("3.11.0", "3.13.9")
        path = tmp_path / "python-fake"
        path.write_text(
            "#!/bin/sh\n"
            f'case "$*" in -V) echo "Python {version}" ;; '
            f"*version_info*) exit {0 if fits else 1} ;; "
            f"*ensurepip*) exit {0 if has_venv else 1} ;; esac\n"
        )
        path.chmod(0o755)
        return str(path)

    return write


def first_line(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode != 0
    lines = [line for line in ran.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(lines) == 1, ran.stderr
    return lines[0]


def test_make_alone_lists_the_targets(make):
    ran = make()
    assert ran.returncode == 0
    targets = [line.split()[1] for line in ran.stdout.splitlines()]
    assert targets[:3] == ["help", "build", "queries"]
    assert {"test", "lint", "types", "dbt-test", "pytest", "docs", "bench", "lock", "clean"} <= set(
        targets
    )


def test_a_python_that_is_not_there_is_one_line(make):
    line = first_line(make("pytest", "PYTHON=no-such-python"))
    assert line == (
        "no-such-python is not found: install Python 3.11, 3.12 or 3.13, "
        "or name one: make PYTHON=python3.12 ..."
    )


@pytest.mark.parametrize("version", ["3.10.4", "3.14.0"])
def test_a_python_that_does_not_fit_is_one_line(make, fake_python, version):
    line = first_line(make("pytest", f"PYTHON={fake_python(version)}"))
    assert line == (
        f"Python 3.11, 3.12 or 3.13 is needed, not Python {version}. "
        "Name one: make PYTHON=python3.12 ..."
    )


def test_a_python_without_venv_is_one_line(make, fake_python):
    python = fake_python("3.11.0", has_venv=False)
    line = first_line(make("pytest", f"PYTHON={python}"))
    assert line == (
        f"{python} lacks the venv module: install it "
        "(on Debian and Ubuntu the package python3-venv)"
    )


def test_an_empty_landing_folder_is_one_line(make, tmp_path):
    (tmp_path / "tom").mkdir()
    for folder in ("tom", "borta"):
        assert first_line(make("build", OJ_LANDING=folder)) == (
            f"No deliveries in the landing folder {folder}: set OJ_LANDING to a folder that "
            "has some, or fill one with oj intake FILE --landing FOLDER"
        )


def test_a_database_that_cannot_be_written_is_one_line(make, tmp_path):
    (tmp_path / "en_fil").touch()
    database = f"{tmp_path}/en_fil/lager.duckdb"
    assert first_line(make("build", OJ_DATABASE=database)) == (
        f"{database} cannot be written: set OJ_DATABASE to a file in a folder of yours"
    )


def test_lock_without_uv_is_one_line(make, tmp_path):
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in ("make", "sh"):
        (bare / tool).symlink_to(shutil.which(tool))
    assert first_line(make("lock", PATH=str(bare))).startswith("uv is needed")


def test_the_queries_to_try_name_the_database_of_the_environment(make):
    assert "connect('annan.duckdb'" in make("-s", "queries", OJ_DATABASE="annan.duckdb").stdout


def test_continuous_integration_runs_make_test():
    assert "make test" in (project_root() / ".ci" / "run").read_text()
