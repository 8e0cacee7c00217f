"""Let programs that others wrote read a publication, and compare what they got with the marts.

python -m tools.clients [--work FOLDER]      (make clients)

Each client is installed from its registry into a folder of its own, reads the files as its
documentation says, and prints what it read, a line for each value. What is asked of all that read
the same format is the same, no more and no fewer. A client that cannot be had is told too.
"""

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.table import Table

from oppna_jamforelser.project import database_path, project_root
from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.open_files.write import write_open_files
from oppna_jamforelser.publish.workbook import write_workbook
from tools.clients.client import YEARS, Cells, Client, expected, read_clients
from tools.clients.kolada import kolada_server

SECONDS = 300
SHAPES = Path(__file__).with_name("dcat_ap.ttl")  # of DCAT-AP 3.0.1
BOOK = "bok.xlsx"
# with addresses and a day: all that a catalogue can have
EDITION = Edition(bas_adress="https://exempel.test/", mapp="p", datum="2025-06-01")

# What was looked for and is not on a registry that an ordinary client reaches.
ABSENT = (
    ("rjstat (R)", "JSON-stat", "not among Debian's packages"),
    ("Excel, Power BI", "workbook", "not on Linux"),
)


@dataclass(frozen=True)
class Result:
    """What came of it: how many shares were right, and the rest in words."""

    client: Client
    right: int
    wrong: int
    said: str


def read(line: str) -> tuple[str, str, str, str]:
    """Return a line that a client printed, its value with two decimals."""
    year, place, indicator, value = line.split("\t")
    return year, place, indicator, f"{float(value):.2f}"


def judge(client: Client, lines: list[str], right: Cells) -> Result:
    """Compare what a client printed with what is right."""
    if lines and all(line.startswith("valid") for line in lines):
        said = lines[0].partition("\t")[2]
        return Result(client, len(lines), 0, f"valid: {said}" if said else "files valid")
    got = [read(line) for line in lines if line.strip()]
    wrong = len(set(got) ^ right) + len(got) - len(set(got))
    return Result(client, len(set(got) & right), wrong, "" if got else "nothing read")


class Installer:
    """Installs each client into a folder of its own under *work*, by the ordinary tools."""

    def __init__(self, work: Path, knows: dict[str, str]) -> None:
        """*knows*: the names that every program may use, with their values."""
        self._work = work
        self._knows = knows

    def command(self, client: Client) -> tuple[list[str], Path]:
        """Return what runs the client's program, and the folder to run it in."""
        folder = self._work / (
            "_".join((client.language, *client.packages)).replace("/", "_").replace("<", "") or "r"
        )
        folder.mkdir(parents=True, exist_ok=True)
        let = {"python": "{} = {}\n", "node": "const {} = {};\n", "R": "{} <- {}\n"}
        head = "import pathlib\n" if client.language == "python" else ""
        head += "".join(
            let[client.language].format(name, json.dumps(value))
            for name, value in self._knows.items()
        )
        suffix = {"python": "py", "node": "cjs", "R": "R"}[client.language]
        program = folder / f"program.{suffix}"
        program.write_text(head + client.program, encoding="utf-8")
        return _INSTALL[client.language](client, folder, program), folder


def _python(client: Client, folder: Path, program: Path) -> list[str]:
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        if client.packages:
            _run([str(python), "-m", "pip", "install", "--quiet", *client.packages], folder)
    return [str(python), str(program)]


def _node(client: Client, folder: Path, program: Path) -> list[str]:
    if not (folder / "node_modules").exists():
        (folder / "package.json").write_text("{}", encoding="utf-8")
        _run(["npm", "install", "--no-audit", "--no-fund", "--silent", *client.packages], folder)
    return ["node", str(program)]


def _r(client: Client, folder: Path, program: Path) -> list[str]:
    return ["Rscript", "--vanilla", str(program)]


_INSTALL: dict[str, Callable[[Client, Path, Path], list[str]]] = {
    "python": _python,
    "node": _node,
    "R": _r,
}


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    if not shutil.which(command[0]):
        raise FileNotFoundError(f"{command[0]} is not installed")
    ran = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    if ran.returncode:
        last = (ran.stderr.strip() or ran.stdout.strip() or "no word").splitlines()[-1]
        raise RuntimeError(last[:150])
    return ran


def try_client(client: Client, installer: Installer, right: Cells) -> Result:
    """Return what came of one client; whatever stops it is its result."""
    try:
        command, folder = installer.command(client)
        return judge(client, _run(command, folder).stdout.splitlines(), right)
    except (OSError, RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
        return Result(client, 0, 0, f"FAILED: {error}")


@click.command()
@click.option("--work", type=click.Path(path_type=Path), default=project_root() / "build/klienter")
@click.option("--only", help="Only clients with this in name or format.")
def main(work: Path, only: str | None) -> None:
    """Exit status 1 when a client read a value that is not the marts', or stopped."""
    database = database_path()
    place = work / "publikation"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with duckdb.connect(str(database), read_only=True) as warehouse:
        write_workbook(warehouse, max(YEARS), place / BOOK)
        write_open_files(warehouse, max(YEARS), place, EDITION)
        right = expected(warehouse)
    with kolada_server(place) as server:
        knows = {
            "place": str(place),
            "warehouse": str(database),
            "book": str(place / BOOK),
            "shapes": str(SHAPES),
            "server": server,
        }
        installer = Installer(work, knows)
        results = [
            try_client(client, installer, right[client.asked])
            for client in read_clients()
            if not only or only in f"{client.name} {client.reads}"
        ]
    table = Table("client", "format", "right", "wrong", "result")
    for one in results:
        table.add_row(one.client.name, one.client.reads, str(one.right), str(one.wrong), one.said)
    for name, reads, why in ABSENT:
        table.add_row(name, reads, "", "", why)
    Console(width=150).print(table)
    asked = ", ".join(f"{name} {len(cells):,}" for name, cells in right.items())
    click.echo(f"Asked of each that reads them: {asked}.")
    failed = [one for one in results if one.wrong or one.said.startswith("FAILED")]
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
