"""Run one command and say what it took."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DBT = Path(sys.executable).with_name("dbt")
KIB_OR_BYTES = 1 if sys.platform == "darwin" else 1024  # unit of ru_maxrss


@dataclass(frozen=True)
class Run:
    """Wall time and processor time in seconds, highest resident memory in MiB."""

    wall: float
    cpu: float
    memory: float


def run_command(
    command: Sequence[str | Path],
    log: Path,
    *,
    succeeds: Container[int] = (0,),
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run *command* as a process of its own; what it prints goes to *log*.

    The figures are those of the process with the children that it waited for. A status that is
    not in *succeeds* ends the benchmark with what the command printed.
    """
    with log.open("w", encoding="utf-8") as file:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=file, stderr=file)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in succeeds:
        raise SystemExit(log.read_text(encoding="utf-8"))
    return Run(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * KIB_OR_BYTES / 2**20,
    )


def run_dbt(project: Path, landing: Path, *arguments: str, work: Path | None = None) -> Run:
    """Run dbt on *project*: nothing is left from earlier runs unless *work* is given."""
    folder = work or Path(tempfile.mkdtemp())
    environment = os.environ | {
        "DBT_PROFILES_DIR": str(project / "profiles"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "OJ_DATABASE": str(folder / "lager.duckdb"),
        "OJ_LANDING": str(landing),
    }
    target = str(folder / "target")
    command = [str(DBT), "--no-use-colors", *arguments, "--target-path", target]
    run = run_command(command, folder / "dbt.log", cwd=project, environment=environment)
    if work is None:
        shutil.rmtree(folder)
    return run
