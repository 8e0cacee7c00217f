"""Make the plan of what is hidden, for every measure and year of a warehouse."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.landing import write_parquet
from oppna_jamforelser.protect.plan import make_plan
from oppna_jamforelser.protect.read import Measure, read_tables
from oppna_jamforelser.protect.shown import (
    Places,
    Shown,
    earlier_publications,
    read_places,
    with_earlier,
)
from oppna_jamforelser.protect.table import Table
from oppna_jamforelser.warehouse import open_warehouse

NAME = "skydd.parquet"

PlanRow = tuple[int, str, str, str, str, bool, int, str]


@dataclass(frozen=True)
class Protected:
    """What was done with one measure and year. *waits*: why there is no plan for it."""

    matar: int
    indikator_id: str
    cells: int = 0
    protected: int = 0
    more: int = 0
    omgang: int = 1
    waits: str = ""

    def __str__(self) -> str:
        name = f"{self.matar} {self.indikator_id}"
        if self.waits:
            return f"{name}: {self.waits}"
        return (
            f"{name}, omgång {self.omgang}: {self.cells} celler, {self.protected} skyddade, "
            f"{self.more} dolda därutöver"
        )


def protect(
    database: Path, landing: Path, publications: Path | None, say: Callable[[str], None]
) -> list[Protected]:
    """Write the plan of the warehouse *database* to *landing*; *say* hears what is done.

    *publications*: the folder of the earlier publications, whose tables an attacker has.
    """
    if not landing.is_dir():
        raise OjError(f"landningsmappen {landing} finns inte. Peka ut den: --landing.")
    with open_warehouse(database) as warehouse:
        kontroll = {
            (row["matar"], row["indikator_id"]): row["checksumma"]
            for row in warehouse.rows("select * from intern.int_persons__skydd_kontroll")
        }
        tables, places = read_tables(warehouse), read_places(warehouse)
    first = min((matar for matar, _ in tables), default=0)
    earlier = earlier_publications(publications, first) if publications else []
    done, rows = [], []
    for measure, table in tables.items():
        say(f"Skyddar {measure[1]} {measure[0]}")
        one, planned = _protect(measure, table, earlier, places, kontroll[measure])
        done.append(one)
        rows += planned
    _write(rows, landing / NAME)
    return done


def _protect(
    measure: Measure, table: Table, earlier: Sequence[Shown], places: Places, checksumma: str
) -> tuple[Protected, list[PlanRow]]:
    table, contradicted, count = with_earlier(table, measure, earlier, places)
    if contradicted:
        text = f"väntar: tal som publikationen {contradicted} visade är rättade. Den gäller."
        return Protected(*measure, waits=text), []
    omgang = count + 1
    plan = make_plan(table)
    if plan.impossible:
        cells = {str(table.cells[one.end.cell].key) for one in plan.impossible}
        text = f"väntar: {', '.join(sorted(cells))} kan räknas ut " + (
            "ur det som redan är publicerat. Den tidigare publikationen gäller."
            if count
            else "hur än annat döljs."
        )
        return Protected(*measure, waits=text), []
    hidden = set(plan.hidden) | set(table.protected)
    rows = [
        (*measure, *_place(table, i), i in hidden, omgang, checksumma)
        for i in range(len(table.cells))
    ]
    protected = len(table.protected)
    return Protected(*measure, len(table.cells), protected, len(hidden) - protected, omgang), rows


def _place(table: Table, cell: int) -> tuple[str, str, str]:
    key = table.cells[cell].key
    return key.gruppindelning, key.grupp_kod, key.kon


def _write(rows: Sequence[PlanRow], path: Path) -> None:
    """Write the plan, whole or not at all; the same rows give the same bytes."""
    unfinished = path.with_name(f".{path.name}.ofardig")
    try:
        with duckdb.connect(config={"threads": 1}) as connection:
            connection.execute(
                "create table plan (matar integer, indikator_id varchar, gruppindelning varchar,"
                " grupp_kod varchar, kon varchar, dold boolean, omgang integer, checksumma varchar)"
            )
            if rows:
                connection.executemany("insert into plan values (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            write_parquet(connection, "select * from plan order by all", unfinished, {})
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
