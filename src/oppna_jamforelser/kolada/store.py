"""The folder of Kolada's values: one parquet file a call, numbered in the order of the calls.

A file is called ``kolada_<number>_<first eight of the content's hash>.parquet``. The same values
again change nothing.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from oppna_jamforelser.intake.lock import landing_lock
from oppna_jamforelser.kolada.value import KoladaError, KoladaValue
from oppna_jamforelser.landing import write_parquet
from oppna_jamforelser.whole_file import whole_file

KOLADA_KOLUMNER = {
    "hamtning_nr": "integer",
    "kolada_id": "varchar",
    "kommun_kod": "varchar",
    "matar": "integer",
    "kon": "varchar",
    "varde": "decimal(20, 8)",
    "status": "varchar",
    "antal": "integer",
    "ar_borttagen": "boolean",
    "vardeklass": "varchar",
    "api_version": "varchar",
    "fil": "varchar",
    "rad_nr": "integer",
}
_NAME = re.compile(r"kolada_([0-9]+)_([0-9a-f]{8})\.parquet")


class Stored(NamedTuple):
    """Where some values are, and whether they were there before."""

    path: Path
    fanns_redan: bool


def store_values(values: Sequence[KoladaValue], folder: Path, say: Callable[[str], None]) -> Stored:
    """Write the values as a new file of *folder*, whole or not at all, with a number of its own."""
    with landing_lock(folder, say, KoladaError):
        return _store(values, folder)


def _store(values: Sequence[KoladaValue], folder: Path) -> Stored:
    content = hashlib.sha256(repr([tuple(value) for value in values]).encode()).hexdigest()[:8]
    number = 0
    for path in sorted(folder.glob("kolada_*.parquet")):
        if found := _NAME.fullmatch(path.name):
            if found[2] == content:
                return Stored(path, True)
            number = max(number, int(found[1]))
    path = folder / f"kolada_{number + 1:05d}_{content}.parquet"
    with whole_file(path, KoladaError, is_alone=True) as unfinished:
        _write(values, number + 1, unfinished)
    return Stored(path, False)


def _write(values: Sequence[KoladaValue], hamtning_nr: int, path: Path) -> None:
    rows = [
        {
            **value._asdict(),
            "hamtning_nr": hamtning_nr,
            "rad_nr": rad_nr,
            "vardeklass": value.vardeklass,
            "varde": None if value.varde is None else f"{value.varde:f}",
        }
        for rad_nr, value in enumerate(values, start=1)
    ]
    columns = {name: [row[name] for row in rows] for name in KOLADA_KOLUMNER}
    listed = ", ".join(
        f"unnest(${name}::{kind}[]) as {name}" for name, kind in KOLADA_KOLUMNER.items()
    )
    with duckdb.connect() as connection:
        connection.execute(f"create table varden as select {listed}", columns)
        write_parquet(connection, "select * from varden order by rowid", path, {})
