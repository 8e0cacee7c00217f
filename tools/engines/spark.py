"""The core on Spark: seeds and answers as external Parquet tables, dbt in the same process.

    python -m tools.engines.spark FOLDER [--master URL]

FOLDER must be one that the whole cluster reads and writes; the tables are left in it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import duckdb

from oppna_jamforelser.load import read_sources
from oppna_jamforelser.project import database_path, project_root
from tools.engines.compare import Compared, compare_parquet

SEED_SCHEMAS = ("referens", "metadata", "regler", "facit")
MASTER = "local[2]"


@contextmanager
def spark_session(folder: Path, master: str = MASTER) -> Iterator[Any]:
    """Give a session whose tables lie in *folder*."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(master)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(folder / "lager"))
        .config("spark.driver.memory", "4g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


def build_core(folder: Path, master: str = MASTER) -> list[Compared]:
    """Build the core in *folder*, with its data tests, and compare its public tables with DuckDB's.

    The seeds are those of the built DuckDB warehouse; the answers, the landing folder's.
    """
    with spark_session(folder, master) as session:
        for table, files in _write_parquet(folder / "kallor"):
            session.sql(f"create schema if not exists {table.split('.')[0]}")
            session.sql(f"create table {table} using parquet location '{files}'")
        _build(folder)
        names = [row.tableName for row in session.sql("show tables in marts").collect()]
        for name in names:
            session.table(f"marts.{name}").write.parquet(str(folder / "ut" / name))
    return list(compare_parquet(database_path(), folder / "ut", sorted(names)))


def _write_parquet(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write sources and seeds with DuckDB; give the name of each table and where its files lie."""
    os.chdir(project_root())
    with duckdb.connect(str(database_path()), read_only=True) as warehouse:
        relations = [(f"{s.schema}.{s.table}", s.relation) for s in read_sources(project_root())]
        relations += [
            (f"{schema}.{table}", f"{schema}.{table}")
            for schema, table in warehouse.execute(
                "select schema_name, table_name from duckdb_tables()"
                f" where schema_name in {SEED_SCHEMAS}"
            ).fetchall()
        ]
        for name, relation in relations:
            files = folder / name
            files.mkdir(parents=True)
            warehouse.execute(f"copy (from {relation}) to '{files}/del.parquet' (format parquet)")
            yield name, files


def _build(folder: Path) -> None:
    """Run dbt here: it takes the session that there is."""
    from dbt.cli.main import dbtRunner

    for command in (
        ("build", "--selector", "core", "--exclude-resource-type", "seed"),
        ("test", "--select", "path:tests/engine"),
    ):
        ran = dbtRunner().invoke(
            [
                *("--no-use-colors", *command, "--target", "spark"),
                *("--target-path", str(folder / "target_spark")),
                *("--profiles-dir", str(project_root() / "profiles")),
            ]
        )
        if not ran.success:
            raise SystemExit(1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--master", default=MASTER, show_default=True, help="Spark's master.")
def main(folder: Path, master: str) -> None:
    """Build the core on Spark; exit status 1 when a test fails or a cell differs from DuckDB's."""
    from tools.engines.compare import told

    folder.mkdir(parents=True, exist_ok=True)
    raise SystemExit(0 if told("Spark", build_core(folder.absolute(), master)) else 1)


if __name__ == "__main__":
    main()
