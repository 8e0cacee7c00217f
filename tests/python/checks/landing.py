"""One small random landing, always the same: a few units, years with all kinds of questions."""

import csv
import json
import tempfile
from functools import cache
from pathlib import Path
from random import Random

import duckdb

from oberoende.fragor import KANDA_AR
from oberoende.slump import Slumprad, slumpade_rader
from oppna_jamforelser.landing import LANDING_KOLUMNER, landing_file_name, write_landing_file
from oppna_jamforelser.project import project_root

SEED = 11
YEARS = (2016, 2017, 2019, 2024)
LAN = "20"  # 15 kommuner
STAD = "1480-"  # a city in parts, other ones from 2021 on


def is_chosen(enhet_kod: str) -> bool:
    """Tell whether the landing has this unit."""
    return enhet_kod.startswith((LAN, STAD))


@cache
def all_frames() -> dict[int, list[str]]:
    """Return the units that are valid on the measurement date of each year."""
    with (project_root() / "seeds/referens/enhet.csv").open(encoding="utf-8") as file:
        units = list(csv.DictReader(file))
    return {
        year: [
            unit["enhet_kod"]
            for unit in units
            if unit["giltig_fran"] <= f"{year}-02-01" <= (unit["giltig_till"] or "9999")
        ]
        for year in KANDA_AR
    }


@cache
def frames() -> dict[int, list[str]]:
    """Return the chosen units of each year."""
    return {year: [unit for unit in all_frames()[year] if is_chosen(unit)] for year in YEARS}


@cache
def units() -> list[str]:
    """Return the units that are chosen in some year."""
    return sorted({unit for frame in frames().values() for unit in frame})


@cache
def answers() -> list[Slumprad]:
    """Return the delivered rows."""
    return slumpade_rader(Random(SEED), frames(), YEARS)


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="landning-")


@cache
def folder() -> Path:
    """Write the landing to a folder that lives as long as the process."""
    path = Path(_kept().name)
    write_landing(answers(), path)
    return path


def write_landing(delivered: list[Slumprad], target: Path) -> None:
    """Write delivered rows as one file of a landing folder."""
    target.mkdir(parents=True, exist_ok=True)
    rows = target / "rader.json"
    with rows.open("w", encoding="utf-8") as file:
        for row in delivered:
            file.write(json.dumps({"leverans_id": "slump", "fil": "slump.csv", **row}) + "\n")
    columns = ", ".join(f"{name}: '{kind}'" for name, kind in LANDING_KOLUMNER.items())
    with duckdb.connect() as connection:
        read = f"read_json('{rows}', format = 'newline_delimited', columns = {{{columns}}})"
        file_name = landing_file_name(1, "slump")
        write_landing_file(connection, read, target / file_name)
    rows.unlink()
