"""Killed at any time, and several at once: minutes of it, bounded by ATTACK_SECONDS a test.

What was tried and how often is told at the end of each test (``-s`` shows it); docs/motstand.md
has the figures.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.landing import landing_files
from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.manifest import find_fault, read_publication, underlag_beside
from oppna_jamforelser.workplace import NAME as WORK

pytestmark = pytest.mark.attack
SECONDS = float(os.environ.get("ATTACK_SECONDS", "120"))
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
BIN = Path(sys.executable).parent


def environment(database: Path, landing: Path, folder: Path) -> dict[str, str]:
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    return os.environ | {
        "OJ_DATABASE": str(database),
        "OJ_LANDING": str(landing),
        "OJ_KOLADA": str(landing),
        "TMPDIR": str(temporary),
        "DBT_PROFILES_DIR": str(project_root() / "profiles"),
    }


@contextmanager
def started(command: list[object], env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=project_root(),
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def rounds() -> Iterator[int]:
    """Yield numbers until the time is used up, at the least one."""
    end, number = time.monotonic() + SECONDS, 0
    while number == 0 or time.monotonic() < end:
        yield number
        number += 1


def answers_in(folder: Path) -> list[str]:
    """Return the landing files anywhere in a folder."""
    return [path.relative_to(folder).as_posix() for path in folder.rglob("leverans_*.parquet")]


def test_publish_told_to_end_at_any_time(small_warehouse, small_landing, tmp_path):
    env = environment(small_warehouse, small_landing, tmp_path)
    out = tmp_path / "ut" / "a"
    command = [BIN / "oj", "publish", "--out", out]
    began = time.monotonic()
    with started(command, env) as process:
        assert process.wait() == 0, process.stdout.read() if process.stdout else ""
    length = time.monotonic() - began
    tried: Counter[str] = Counter()
    chance = random.Random(1)
    for number in rounds():
        out = tmp_path / "ut" / f"b{number}"
        told = chance.choice(SIGNALS)
        with started([*command[:-1], out], env) as process:
            time.sleep(chance.uniform(0, length))
            process.send_signal(told)
            output = process.communicate()[0]
        tried[f"{told.name} {'klar' if out.exists() else 'avbruten'}"] += 1
        assert "Traceback" not in output, output
        if out.exists():
            publication = read_publication(out)
            underlag = underlag_beside(out)
            if underlag.exists():
                assert find_fault(underlag, publication.underlag) is None
        else:
            assert not underlag_beside(out).exists()
        beside = [name for name in answers_in(tmp_path / "ut") if ".underlag/landing/" not in name]
        assert (beside, answers_in(tmp_path / "tmp")) == ([], [])
    with started([*command[:-1], tmp_path / "ut" / "sist"], env) as process:
        assert process.wait() == 0
    assert not list((tmp_path / "ut").glob(".*.ofardig"))
    assert {path.name for path in (small_warehouse.parent / WORK).rglob("*")} <= {".las"}
    print(f"oj publish: {sum(tried.values())} avbrott {dict(tried)}")


def test_two_publish_the_same_at_once(small_warehouse, small_landing, tmp_path):
    env = environment(small_warehouse, small_landing, tmp_path)
    command = [BIN / "oj", "publish", "--out", tmp_path / "ut" / "a", "--datum", "2026-01-01"]
    with started(command, env) as one, started(command, env) as other:
        outputs = [process.communicate()[0] for process in (one, other)]
        assert (one.returncode, other.returncode) == (0, 0), outputs
    assert sorted(output.split(":")[0] for output in outputs) == ["Oförändrat", "Publicerat"]
    assert (
        find_fault(tmp_path / "ut" / "a.underlag", read_publication(tmp_path / "ut" / "a").underlag)
        is None
    )


def test_build_told_to_end_at_any_time(small_landing, tmp_path):
    """Whatever was built is told from a whole warehouse, and the next build is whole."""
    database = tmp_path / "lager.duckdb"
    env = environment(database, small_landing, tmp_path)
    build = [BIN / "dbt", "build", "--exclude-resource-type", "test", "unit_test"]
    build += ["--target-path", tmp_path / "target"]
    publish = [BIN / "oj", "publish", "--out", tmp_path / "ut"]
    chance, tried = random.Random(2), Counter[str]()
    for _ in rounds():
        told = chance.choice(SIGNALS)
        with started(build, env) as process:
            time.sleep(chance.uniform(3, 40))
            process.send_signal(told)
            process.communicate()
        with started(publish, env) as process:
            output = process.communicate()[0]
        tried[f"{told.name} {'klar' if process.returncode == 0 else 'avbruten'}"] += 1
        if process.returncode == 0:
            database.unlink()
            continue
        assert (process.returncode, "Traceback" in output) == (2, False), output
        assert "ta bort" not in output
    with started(build, env) as process:
        output = process.communicate()[0]
        assert process.returncode == 0, output
    print(f"dbt build: {sum(tried.values())} avbrott {dict(tried)}")


@pytest.mark.parametrize("command", ["intake", "kolada"])
def test_taking_in_told_to_end_at_any_time(tmp_path, command):
    """A file is taken in whole or not at all, and taken in by the next run."""
    landing = tmp_path / "landing"
    delivered = tmp_path / f"{command}.csv"
    count = 60_000
    with duckdb.connect() as connection:
        rows = f"range(2020, 2020 + {count // 300}) y(y), range(300) k(k)"
        connection.execute(
            {
                "intake": "copy (select 2017 as matar, '0114' as enhet_kod, 'G1' as fraga_kod, "
                f"'Ja' as svar, y as fritext from {rows}) to '{delivered}'",
                "kolada": "copy (select 'U37484' as kpi, 1000 + k as municipality_id, y as year, "
                f"'T' as gender, 1 as value from {rows}) to '{delivered}'",
            }[command]
        )
    env = environment(tmp_path / "lager.duckdb", landing, tmp_path)
    run = [BIN / "oj", command, delivered, {"intake": "--landing", "kolada": "--out"}[command]]
    began = time.monotonic()
    with started([*run, tmp_path / "provning"], env) as process:
        assert process.wait() in (0, 3), process.stdout.read() if process.stdout else ""
    length = time.monotonic() - began
    chance, tried = random.Random(3), Counter[str]()
    for number in rounds():
        folder = tmp_path / f"landing{number}"
        told = chance.choice(SIGNALS)
        with started([*run, folder], env) as process:
            time.sleep(chance.uniform(0, length))
            process.send_signal(told)
            output = process.communicate()[0]
        assert "Traceback" not in output, output
        files = list(folder.glob("*.parquet"))
        tried[f"{told.name} {'klar' if files else 'avbruten'}"] += 1
        with started([*run, folder], env) as process:
            assert process.wait() in (0, 3)
        with duckdb.connect() as connection:
            (found,) = connection.execute(
                "select count(*) from read_parquet(?)", [str(folder / "*.parquet")]
            ).fetchone() or (0,)
        assert found == count
    assert not answers_in(tmp_path / "tmp")
    print(f"oj {command}: {sum(tried.values())} avbrott {dict(tried)}")


def test_two_build_at_once_and_an_intake_meanwhile(small_landing, tmp_path):
    landing = tmp_path / "landing"
    landing.mkdir()
    delivered = tmp_path / "svar.csv"
    with duckdb.connect() as connection:
        connection.execute(
            "copy (select matar, enhet_kod, fraga_kod, omrade_kod, delfraga_kod, svar from "
            f"read_parquet('{landing_files(small_landing)[0]}')) to '{delivered}'"
        )
    env = environment(tmp_path / "lager.duckdb", landing, tmp_path)
    intake = [BIN / "oj", "intake", delivered]
    with started(intake, env) as process:
        assert process.wait() in (0, 3)
    late = tmp_path / "sent.csv"
    late.write_text("matar,enhet_kod,fraga_kod,svar\n2017,2085,G1,Ja\n", encoding="utf-8")
    build = [BIN / "dbt", "build", "--exclude-resource-type", "test", "unit_test"]
    targets = [["--target-path", tmp_path / f"target{number}"] for number in (1, 2)]
    with started([*build, *targets[0]], env) as one, started([*build, *targets[1]], env) as other:
        time.sleep(5)
        with started([*intake[:-1], late], env) as process:
            assert process.wait() == 0
        outputs = [process.communicate()[0] for process in (one, other)]
    assert 0 in (one.returncode, other.returncode), outputs
    for process, output in zip((one, other), outputs, strict=True):
        assert process.returncode == 0 or "lock" in output
    assert len(landing_files(landing)) == 2
