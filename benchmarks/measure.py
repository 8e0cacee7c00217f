"""Run one dbt command and say what it took."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
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


def run_dbt(project: Path, landing: Path, *arguments: str, work: Path | None = None) -> Run:
    """Run dbt on *project*: nothing is left from earlier runs unless *work* is given.

    The figures are those of dbt's process with the children that it waited for.
    """
    folder = work or Path(tempfile.mkdtemp())
    environment = os.environ | {
        "DBT_PROFILES_DIR": str(project / "profiles"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "OJ_DATABASE": str(folder / "lager.duckdb"),
        "OJ_LANDING": str(landing),
    }
    command = [str(DBT), "--no-use-colors", *arguments, "--target-path", str(folder / "target")]
    with (folder / "dbt.log").open("w", encoding="utf-8") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit((folder / "dbt.log").read_text(encoding="utf-8"))
    if work is None:
        shutil.rmtree(folder)
    return Run(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        memory=usage.ru_maxrss * KIB_OR_BYTES / 2**20,
    )
