"""Ask MetricFlow for every cell of the metrics, and compare with the tables that readers have.

python -m tools.metrics        (make metrics installs what it needs first)
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb

from oppna_jamforelser.project import DEFAULT_DATABASE, database_path, project_root

INSTALL = "install requirements-metrics.lock, or run make metrics"


@dataclass(frozen=True)
class Asked:
    """A table, its key with the dimensions that give it, and the metrics that are its columns.

    A metric has its column's name, or *prefix* and that name.
    """

    table: str
    key: dict[str, str]
    metrics: tuple[str, ...]
    prefix: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the metrics as MetricFlow calls them."""
        return tuple(f"{self.prefix}{name}" for name in self.metrics)


@dataclass(frozen=True)
class Compared:
    """How many cells were compared, and how many differ, with the first of them in words."""

    table: str
    rows: int
    cells: int
    differing: int
    first: str | None


ASKED = (
    Asked(
        "fct_gruppvarde",
        {
            "matar": "rad__matar",
            "gruppindelning": "rad__gruppindelning",
            "grupp_kod": "rad__grupp_kod",
            "indikator_id": "rad__indikator_id",
        },
        (
            *("enheter_antal", "ja_antal", "delvis_antal", "nej_antal", "ej_aktuellt_antal"),
            *("bortfall_antal", "namnare_antal", "redovisas", "andel_procent", "orsak_kod"),
            *("lagsta_procent", "hogsta_procent"),
        ),
    ),
    Asked(
        "fct_svarsfrekvens",
        {
            "matar": "svarsrad__matar",
            "gruppindelning": "svarsrad__gruppindelning",
            "grupp_kod": "svarsrad__grupp_kod",
            "omrade_kod": "svarsrad__omrade_kod",
        },
        ("svarande_antal", "svarsfrekvens_procent"),
    ),
    Asked(
        "fct_gruppvarde_tal",
        {
            "matar": "talrad__matar",
            "gruppindelning": "talrad__gruppindelning",
            "grupp_kod": "talrad__grupp_kod",
            "indikator_id": "talrad__indikator_id",
            "kon": "talrad__kon",
        },
        ("antal", "varde"),
        "tal_",
    ),
)


def is_installed() -> bool:
    """Return whether MetricFlow is there: it is an extra, and no part of the build."""
    return importlib.util.find_spec("dbt_metricflow") is not None


def _environment(folder: Path) -> dict[str, str]:
    """Return what mf needs: the warehouse under the name that dbt knows it by, and its manifest."""
    link = database_path()
    if link.name != DEFAULT_DATABASE:  # DuckDB calls a database by its file's name
        link = folder / DEFAULT_DATABASE
        if not link.exists():
            shutil.copyfile(database_path(), link)
    environment = os.environ | {
        "DBT_PROFILES_DIR": str(project_root() / "profiles"),
        "OJ_DATABASE": str(link),
    }
    subprocess.run(
        [Path(sys.executable).with_name("dbt"), "-q", "parse"],
        cwd=project_root(),
        env=environment,
        check=True,
        capture_output=True,
    )
    return environment


def query(metrics: tuple[str, ...], by: tuple[str, ...], out: Path, where: str = "") -> None:
    """Let ``mf query`` write the metrics *by* these dimensions to the CSV file *out*."""
    ran = subprocess.run(
        [
            *(Path(sys.executable).with_name("mf"), "query", "--quiet", "--csv", out),
            *("--metrics", ",".join(metrics)),
            *(("--group-by", ",".join(by)) if by else ()),
            *(("--where", where) if where else ()),
        ],
        cwd=project_root(),
        env=_environment(out.parent),
        capture_output=True,
        encoding="utf-8",
    )
    if ran.returncode or not out.is_file():
        raise click.ClickException(f"mf query: {ran.stdout[-2000:]}{ran.stderr[-2000:]}")


def compare_all() -> Iterator[Compared]:
    """Compare every cell of each table with what MetricFlow gives, in both directions."""
    with tempfile.TemporaryDirectory(prefix="oj_matt_") as scratch:
        for asked in ASKED:
            out = Path(scratch) / f"{asked.table}.csv"
            query(asked.names, tuple(asked.key.values()), out)
            yield compare(asked, out)


def compare(asked: Asked, answered: Path, database: Path | None = None) -> Compared:
    """Compare the rows of *answered* with the table; a row that only one has is a difference."""
    with duckdb.connect(str(database or database_path()), read_only=True) as warehouse:
        texts = {
            name
            for (name,) in warehouse.execute(
                "select column_name from duckdb_columns() where schema_name = 'marts'"
                " and table_name = ? and data_type = 'VARCHAR'",
                [asked.table],
            ).fetchall()
        }

        def read(side: str, name: str) -> str:
            """Return a value as it is compared: a number is one, whether it says 22 or 22.0."""
            return f"{side}.{name}{'' if name in texts else '::decimal(18, 6)'}"

        given = ", ".join(
            [
                f"{by}{'' if name in texts else '::integer'} as {name}"
                for name, by in asked.key.items()
            ]
            + [f"{asked.prefix}{name} as {name}" for name in asked.metrics]
        )
        differing = " + ".join(
            f"({read('ours', name)} is distinct from {read('theirs', name)})::integer"
            for name in asked.metrics
        )
        key = ", ".join(asked.key)
        # a row that only one of the two has is a difference too
        warehouse.execute(
            f"create temp table jamford as select {key},"
            f" {differing} + (ours.en is distinct from theirs.en)::integer as skilda"
            f" from (select *, 1 as en from marts.{asked.table}) as ours full join"
            f" (select {given}, 1 as en from read_csv(?, all_varchar = true)) as theirs"
            f" using ({key})",
            [str(answered)],
        )
        [(rows, cells_apart)] = warehouse.execute(
            "select count(*), sum(skilda) from jamford"
        ).fetchall()
        first = warehouse.execute(
            f"select {key} from jamford where skilda > 0 order by all limit 1"
        ).fetchone()
    return Compared(
        asked.table,
        rows,
        rows * len(asked.metrics),
        int(cells_apart),
        " ".join(map(str, first)) if first else None,
    )


@click.command()
def main() -> None:
    """Exit status 1 when a cell differs."""
    if not is_installed():
        raise click.ClickException(f"dbt-metricflow is not installed: {INSTALL}.")
    apart = 0
    for compared in compare_all():
        apart += compared.differing
        told = f"; first: {compared.first}" if compared.first else ""
        click.echo(
            f"{compared.table}: {compared.rows:,} rows, {compared.cells:,} cells,"
            f" {compared.differing:,} differences{told}"
        )
    sys.exit(1 if apart else 0)


if __name__ == "__main__":
    main()
