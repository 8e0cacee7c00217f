"""Where the project is, and its seeds as Python sees them."""

import csv
import os
from collections.abc import Mapping
from pathlib import Path

DEFAULT_DATABASE = "oppna_jamforelser.duckdb"
DEFAULT_LANDING = "data/example/landing"


def project_root() -> Path:
    """Return the folder of ``dbt_project.yml``: above the working folder, else above this file."""
    for start in (Path.cwd(), Path(__file__).resolve().parent):
        for folder in (start, *start.parents):
            if (folder / "dbt_project.yml").is_file():
                return folder
    raise FileNotFoundError(
        "dbt_project.yml hittades inte: kör kommandot i projektets mapp "
        "(run the command inside the project's folder)."
    )


def read_seed(name: str) -> list[Mapping[str, str]]:
    """Return the rows of seed *name* (``folder/seed``) as text; an empty cell is ``""``."""
    with (project_root() / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def database_path() -> Path:
    """Return the DuckDB file of the warehouse: ``OJ_DATABASE``, else the default in the root."""
    return project_root() / os.environ.get("OJ_DATABASE", DEFAULT_DATABASE)


def landing_path() -> Path:
    """Return the landing folder: ``OJ_LANDING``, else the bundled example answers."""
    return project_root() / os.environ.get("OJ_LANDING", DEFAULT_LANDING)
