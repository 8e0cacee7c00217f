"""Let programs that others wrote read a publication, and compare what they got with the marts.

python -m tools.clients [--work FOLDER]      (make clients)

Each client is installed from its registry into a folder of its own, reads the files as its
documentation says, and prints year, group, indicator and share. What is asked of all is the same:
every share of two years, no more and no fewer. A client that cannot be had is told too.
"""

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.table import Table

from oppna_jamforelser.project import database_path, project_root
from oppna_jamforelser.publish.open_files import write_open_files

YEARS = (2023, 2024)
Shares = set[tuple[str, str, str, int]]
SECONDS = 300

# In each: `place` is the folder of the publication. A line is year, group, indicator, share.
_PY_ROWS = """
for row in rows:
    if row["matar"] in (2023, 2024) and not pandas.isna(row["andel_procent"]):
        print(row["matar"], f"{row['gruppindelning']}:{row['grupp_kod']}", row["indikator_id"],
              int(row["andel_procent"]), sep="\\t")
"""
_PY_STRINGS = """
for row in rows:
    if row["matar"] in (2023, 2024) and row["andel_procent"] is not None:
        print(row["matar"], f"{row['gruppindelning']}:{row['grupp_kod']}", row["indikator_id"],
              int(row["andel_procent"]), sep="\\t")
"""
_TYPES = '{"matar": int, "gruppindelning": str, "grupp_kod": str, "indikator_id": str}'
_SQL = (
    "select matar, gruppindelning || ':' || grupp_kod, indikator_id, andel_procent from {} "
    "where matar in (2023, 2024) and andel_procent is not null"
)
_PRINT = "\nfor row in rows: print(*row, sep='\\t')\n"
_JS_ROWS = """
const tell = rows => { for (const r of rows) if (['2023', '2024'].includes(String(r.matar)) &&
  r.andel_procent !== null && r.andel_procent !== '' && r.andel_procent !== undefined)
  console.log([r.matar, r.gruppindelning + ':' + r.grupp_kod, r.indikator_id,
    Number(r.andel_procent)].join('\\t')); };
"""
_JS_CUBE = """
const J = require('jsonstat-toolkit'), fs = require('fs');
const read = year => JSON.parse(fs.readFileSync(`${place}/jsonstat/gruppvarde_${year}.json`));
const tell = cube => { const d = J(cube); const [years, groups, indicators, metrics] =
  d.id.map(name => d.Dimension(name).id);
  const share = metrics.indexOf('andel_procent');
  years.forEach((year, y) => groups.forEach((group, g) => indicators.forEach((indicator, i) => {
    const { value } = d.Data([y, g, i, share]);
    if (value !== null) console.log([year, group, indicator, value].join("\\t"));
  }))); };
"""
_R_TELL = """
rows <- rows[rows$matar %in% c(2023, 2024) & !is.na(rows$andel_procent), ]
cat(paste(rows$matar, paste(rows$gruppindelning, rows$grupp_kod, sep = ":"), rows$indikator_id,
  rows$andel_procent, sep = "\\t"), sep = "\\n")
"""


@dataclass(frozen=True)
class Client:
    """A program, the format that it reads, what installs it, and how it is used."""

    name: str
    reads: str
    language: str
    packages: tuple[str, ...]
    program: str


@dataclass(frozen=True)
class Result:
    """What came of it: how many shares were right, and the rest in words."""

    client: Client
    right: int
    wrong: int
    said: str


def _duckdb(version: str) -> Iterator[Client]:
    package = (f"duckdb=={version}",)
    for reads, table in (
        ("Parquet", "'\" + place + \"/parquet/fct_gruppvarde.parquet'"),
        ("CSV", "read_csv('\" + place + \"/csv/fct_gruppvarde.csv')"),
    ):
        query = _SQL.format(table)
        yield Client(
            f"duckdb {version}",
            reads,
            "python",
            package,
            f'import duckdb\nrows = duckdb.sql("{query}").fetchall(){_PRINT}',
        )
    query = _SQL.format("marts.fct_gruppvarde")
    yield Client(
        f"duckdb {version}",
        "warehouse",
        "python",
        package,
        "import duckdb\nconnection = duckdb.connect(warehouse, read_only=True)\n"
        f'rows = connection.sql("{query}").fetchall()' + _PRINT,
    )


CLIENTS: tuple[Client, ...] = (
    Client(
        "pyjstat",
        "JSON-stat",
        "python",
        ("pyjstat", "setuptools<81"),
        "from pyjstat import pyjstat\nimport pandas\nfor year in (2023, 2024):\n"
        "    text = open(f'{place}/jsonstat/gruppvarde_{year}.json', encoding='utf-8').read()\n"
        "    frame = pyjstat.Dataset.read(text).write('dataframe', naming='id')\n"
        "    frame = frame[(frame.matt == 'andel_procent') & frame.value.notna()]\n"
        "    for row in frame.itertuples():\n"
        "        print(row.matar, row.grupp, row.indikator, int(row.value), sep='\\t')\n",
    ),
    Client(
        "jsonstat-validator",
        "JSON-stat",
        "python",
        ("jsonstat-validator",),
        "import json\nfrom jsonstat_validator import validate_jsonstat\n"
        "for path in sorted(pathlib.Path(place, 'jsonstat').iterdir()):\n"
        "    validate_jsonstat(json.loads(path.read_text(encoding='utf-8')))\n"
        "    print('valid')\n",
    ),
    Client(
        "jsonstat-toolkit",
        "JSON-stat",
        "node",
        ("jsonstat-toolkit",),
        _JS_CUBE + "for (const year of [2023, 2024]) tell(read(year));\n",
    ),
    Client(
        "jsonstat-suite join",
        "JSON-stat",
        "node",
        ("jsonstat-suite", "jsonstat-toolkit"),
        _JS_CUBE
        + "const { join } = require('jsonstat-suite');\n"
        + "tell(join([read(2023), read(2024)], { by: 'matar' }));\n",
    ),
    Client(
        "frictionless",
        "Data Package",
        "python",
        ("frictionless",),
        "from frictionless import Package\n"
        "package = Package(f'{place}/datapackage.json')\n"
        "rows = package.get_resource('fct_gruppvarde').read_rows()\n" + _PY_STRINGS,
    ),
    Client(
        "datapackage (Python, v1)",
        "Data Package",
        "python",
        ("datapackage", "setuptools<81"),
        "from datapackage import Package\n"
        "package = Package(f'{place}/datapackage.json')\n"
        "assert package.valid, package.errors\n"
        "for one in package.resources:\n"
        "    for n, _ in enumerate(one.iter(keyed=True, relations=False)):\n"
        "        if n > 500: break\n"
        "rows = package.get_resource('fct_gruppvarde').read(keyed=True)\n" + _PY_STRINGS,
    ),
    Client(
        "datapackage (npm, v1)",
        "Data Package",
        "node",
        ("datapackage",),
        _JS_ROWS
        + "const { Package } = require('datapackage');\n"
        + "require('events').defaultMaxListeners = 100;\n"
        + "(async () => {\n"
        + "  const p = await Package.load(`${place}/datapackage.json`, { basePath: place });\n"
        + "  if (!p.valid) throw new Error(p.errors);\n"
        + "  for (const one of p.resources) { const rows = await one.iter({ keyed: true });\n"
        + "    for (let n = 0; n < 500 && !(await rows.next()).done; n++); }\n"
        + "  tell(await p.getResource('fct_gruppvarde').read({ keyed: true }));\n"
        + "  process.exit(0);\n"
        + "})().catch(e => { console.error(e.message, (e.errors || [])[0]); process.exit(1); });\n",
    ),
    Client(
        "pandas",
        "CSV",
        "python",
        ("pandas",),
        f"import pandas\ntypes = {_TYPES}\n"
        "frame = pandas.read_csv(f'{place}/csv/fct_gruppvarde.csv', dtype=types)\n"
        "rows = frame.to_dict('records')\n" + _PY_ROWS,
    ),
    Client(
        "pandas with pyarrow",
        "Parquet",
        "python",
        ("pandas", "pyarrow"),
        "import pandas\nframe = pandas.read_parquet(f'{place}/parquet/fct_gruppvarde.parquet')\n"
        "rows = frame.to_dict('records')\n" + _PY_ROWS,
    ),
    Client(
        "pandas with fastparquet",
        "Parquet",
        "python",
        ("pandas", "fastparquet"),
        "import pandas\nframe = pandas.read_parquet(f'{place}/parquet/fct_gruppvarde.parquet',\n"
        "    engine='fastparquet')\nrows = frame.to_dict('records')\n" + _PY_ROWS,
    ),
    Client(
        "polars",
        "CSV",
        "python",
        ("polars",),
        "import polars\nframe = polars.read_csv(f'{place}/csv/fct_gruppvarde.csv',\n"
        "    schema_overrides={'grupp_kod': polars.String})\n"
        "rows = frame.iter_rows(named=True)\n" + _PY_STRINGS,
    ),
    Client(
        "polars",
        "Parquet",
        "python",
        ("polars",),
        "import polars\nframe = polars.read_parquet(f'{place}/parquet/fct_gruppvarde.parquet')\n"
        "rows = frame.iter_rows(named=True)\n" + _PY_STRINGS,
    ),
    Client(
        "papaparse",
        "CSV",
        "node",
        ("papaparse",),
        _JS_ROWS
        + "const text = require('fs').readFileSync(`${place}/csv/fct_gruppvarde.csv`, 'utf8');\n"
        + "tell(require('papaparse').parse(text, { header: true, skipEmptyLines: true }).data);\n",
    ),
    Client(
        "hyparquet",
        "Parquet",
        "node",
        ("hyparquet", "hyparquet-compressors"),
        _JS_ROWS
        + "(async () => {\n"
        + "  const { parquetReadObjects, asyncBufferFromFile } = await import('hyparquet');\n"
        + "  const { compressors } = await import('hyparquet-compressors');\n"
        + "  const file = await asyncBufferFromFile(`${place}/parquet/fct_gruppvarde.parquet`);\n"
        + "  tell(await parquetReadObjects({ file, compressors }));\n})();\n",
    ),
    Client(
        "read.csv",
        "CSV",
        "R",
        (),
        "rows <- read.csv(file.path(place, 'csv/fct_gruppvarde.csv'), na.strings = '',\n"
        "  colClasses = c(grupp_kod = 'character'))\n" + _R_TELL,
    ),
    Client(
        "data.table fread",
        "CSV",
        "R",
        ("data.table",),
        "rows <- as.data.frame(data.table::fread(file.path(place, 'csv/fct_gruppvarde.csv'),\n"
        "  na.strings = '', colClasses = c(grupp_kod = 'character')))\n" + _R_TELL,
    ),
    *(
        client
        for version in ("1.2.2", "1.3.2", "1.4.4", "1.5.0", "2.0.0")
        for client in _duckdb(version)
    ),
)

# What was looked for and is not on a registry that an ordinary client reaches.
ABSENT = (
    ("rjstat (R)", "JSON-stat", "not among Debian's packages"),
    (
        "SHACL of DCAT-AP 3.0.1 (pyshacl)",
        "DCAT",
        "pyshacl installs; the shapes are in no package that was looked at (ckanext-dcat)",
    ),
    ("koladapy, pykolada, kolada-scraper", "Kolada", "not tried: they ask a server"),
    ("Excel, Power BI", "workbook", "not on Linux"),
)


def expected(database: Path) -> Shares:
    """Return every share of the two years, as the marts have it."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        rows = warehouse.execute(_SQL.format("marts.fct_gruppvarde")).fetchall()
    return {(str(year), group, indicator, share) for year, group, indicator, share in rows}


def read(line: str) -> tuple[str, str, str, int]:
    """Return a line that a client printed; a share that is no whole number is kept as wrong."""
    year, group, indicator, share = line.split("\t")
    return year, group, indicator, int(share) if float(share) == int(float(share)) else -1


def judge(client: Client, lines: list[str], right: Shares) -> Result:
    """Compare what a client printed with what is right."""
    if lines and set(lines) == {"valid"}:
        return Result(client, len(lines), 0, "files that it finds valid")
    got = [read(line) for line in lines if line.strip()]
    wrong = len(set(got) ^ right) + len(got) - len(set(got))
    return Result(client, len(set(got) & right), wrong, "shares" if got else "nothing read")


class Installer:
    """Installs each client into a folder of its own under *work*, by the ordinary tools."""

    def __init__(self, work: Path) -> None:
        self._work = work

    def command(self, client: Client, place: Path, database: Path) -> tuple[list[str], Path]:
        """Return what runs the client's program, and the folder to run it in."""
        folder = self._work / (
            "_".join((client.language, *client.packages)).replace("/", "_").replace("<", "") or "r"
        )
        folder.mkdir(parents=True, exist_ok=True)
        head = {
            "python": f"import pathlib\nplace = {str(place)!r}\nwarehouse = {str(database)!r}\n",
            "node": f"const place = {json.dumps(str(place))};\n",
            "R": f"place <- {json.dumps(str(place))}\n",
        }[client.language]
        suffix = {"python": "py", "node": "cjs", "R": "R"}[client.language]
        program = folder / f"program.{suffix}"
        program.write_text(head + client.program, encoding="utf-8")
        return _INSTALL[client.language](client, folder, program), folder


def _python(client: Client, folder: Path, program: Path) -> list[str]:
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
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


def try_client(
    client: Client, installer: Installer, place: Path, database: Path, right: Shares
) -> Result:
    """Return what came of one client; whatever stops it is its result."""
    try:
        command, folder = installer.command(client, place, database)
        return judge(client, _run(command, folder).stdout.splitlines(), right)
    except (OSError, RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
        return Result(client, 0, 0, f"FAILED: {error}")


@click.command()
@click.option("--work", type=click.Path(path_type=Path), default=project_root() / "build/klienter")
@click.option("--only", help="Only clients whose name has this in it.")
def main(work: Path, only: str | None) -> None:
    """Exit status 1 when a client that could be installed read a share that is not the marts'."""
    database = database_path()
    place = work / "publikation"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    with duckdb.connect(str(database), read_only=True) as warehouse:
        write_open_files(warehouse, max(YEARS), place)
    right = expected(database)
    table = Table("client", "format", "right", "wrong", "result")
    wrong = 0
    for client in CLIENTS:
        if only and only not in client.name:
            continue
        result = try_client(client, Installer(work), place, database, right)
        wrong += result.wrong
        table.add_row(client.name, client.reads, str(result.right), str(result.wrong), result.said)
    for name, reads, why in ABSENT:
        table.add_row(name, reads, "", "", why)
    Console(width=150).print(table)
    click.echo(f"{len(right)} shares of {YEARS[0]} and {YEARS[1]} were asked of each.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
