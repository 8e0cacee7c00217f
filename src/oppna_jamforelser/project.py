"""Where the project is, and its seeds as Python sees them."""

import csv
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from oppna_jamforelser.errors import OjError

DEFAULT_DATABASE = "oppna_jamforelser.duckdb"
DEFAULT_LANDING = "data/example/landing"
DEFAULT_KOLADA = "data/kolada"


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


@lru_cache
def seed_names(seed: str, key: str, name: str) -> Mapping[object, str]:
    """Return what column *name* of a seed says for each value of its column *key*."""
    return {row[key].lower(): row[name] for row in read_seed(seed)}


def place(variable: str, default: str) -> Path:
    """Return the file or folder that an environment variable names, else *default* in the root."""
    value = os.environ.get(variable, default)
    if not value.strip():
        raise OjError(
            f"{variable} är tom: ge den ett värde, eller ta bort den ur miljön så gäller {default}."
        )
    return project_root() / value


def database_path() -> Path:
    """Return the DuckDB file of the warehouse: ``OJ_DATABASE``, else the default in the root."""
    return place("OJ_DATABASE", DEFAULT_DATABASE)


def landing_path() -> Path:
    """Return the landing folder: ``OJ_LANDING``, else the bundled example answers."""
    return place("OJ_LANDING", DEFAULT_LANDING)


def kolada_path() -> Path:
    """Return the folder that Kolada's values are read from: ``OJ_KOLADA``, else the default."""
    return place("OJ_KOLADA", DEFAULT_KOLADA)
