"""The attack at publication: on all that will be shown, and all that has been."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from oppna_jamforelser.protect.attack import Narrowed, attack, needed_for
from oppna_jamforelser.protect.batch import Batches, read_deliveries
from oppna_jamforelser.protect.known import with_rates
from oppna_jamforelser.protect.make_plan import attacked
from oppna_jamforelser.protect.read import Measure, Rate, read_rates
from oppna_jamforelser.protect.shown import (
    History,
    Shown,
    earlier_publications,
    listed_before,
    read_shown,
    shown_cells,
)
from oppna_jamforelser.protect.table import ENHET, Table
from oppna_jamforelser.warehouse import Warehouse, open_warehouse

NAMED = 10  # a sentence names this many of the cells that give one away
MEAN = "medelvärde"


def faults(database: Path, tables: Path, publications: Path, before: str) -> Iterator[str]:
    """Yield, for each measure and year, a sentence on a count that can be worked out.

    *tables*: the folder of what will be shown; *publications*: that of what has been, up to the
    publication *before*.
    """
    with open_warehouse(database) as warehouse:
        batches = Batches(warehouse)
        built = batches.built()
        if not built.tables:
            return
        rates, planned = read_rates(warehouse), _planned(warehouse)
        adults = _adults(warehouse)
        shown = read_shown(tables, "")
        first = min(matar for matar, _ in built.tables)
        history = History(batches, earlier_publications(publications, first, before))
        for measure, table in built.tables.items():
            cells = shown_cells(table, measure, shown, built)
            if not cells.any():
                continue
            earlier, unknown = history.of(measure)
            if unknown:
                yield (
                    f"{table.name}: det som publikationen {unknown} visade stämmer inte med det "
                    "som är levererat. Den gäller, och måttet kan inte visas på nytt."
                )
                continue
            if len(earlier) < planned.get(measure, 1) - 1:
                yield (
                    f"{table.name}: planen är gjord för omgång {planned[measure]}, men av tidigare "
                    f"publikationer som visar måttet finns {len(earlier)} i {publications}. "
                    "Publicera bredvid dem."
                )
                continue
            known, _ = attacked(table, earlier, rates.get(measure, ()))
            known = with_rates(known, _means(table, measure, shown, adults), MEAN)
            cells.resize(len(known.cells))  # what was hidden before is shown by none of them
            found = attack(known, cells, stop_at_first=True, proof=False)
            if found:
                yield _sentence(known, found[0], needed_for(known, cells, found[0], proof=False))


def told(database: Path, publications: Path, before: str, matar: int) -> dict[str, Any]:
    """Return what a manifest says of the protection of persons.

    Of which deliveries the counts are, and which earlier publications were part of the attack: none
    is said, too.
    """
    with open_warehouse(database) as warehouse:
        deliveries = read_deliveries(warehouse)
        [first] = warehouse.rows("select min(matar) as matar from intern.int_persons__skydd_cell")
    if first["matar"] is None or first["matar"] > matar:
        return {}
    return {
        "leveranser": sorted(deliveries.delivered),
        "tillbakadragna": sorted(deliveries.withdrawn),
        "tidigare_publikationer": [
            {"id": id, "mapp": mapp}
            for id, mapp in listed_before(publications, first["matar"], before)
        ],
    }


def _planned(warehouse: Warehouse) -> dict[Measure, int]:
    """Return the batch that each measure's plan was made for."""
    rows = warehouse.rows(
        "select matar, indikator_id, max(omgang) as omgang from intern.int_persons__dold"
        " where omgang is not null group by matar, indikator_id"
    )
    return {(row["matar"], row["indikator_id"]): row["omgang"] for row in rows}


def _adults(warehouse: Warehouse) -> dict[tuple[Measure, str], dict[str, int]]:
    """Return the denominators of the units' rates, by measure and sex."""
    found: dict[tuple[Measure, str], dict[str, int]] = {}
    for row in warehouse.rows(
        "select * from intern.int_persons__underlag"
        " where namnare_tabell is null and namnare_antal > 0"
    ):
        of = found.setdefault(((row["matar"], row["indikator_id"]), row["kon"]), {})
        of[row["enhet_kod"]] = row["namnare_antal"]
    return found


def _means(
    table: Table,
    measure: Measure,
    shown: Shown,
    adults: dict[tuple[Measure, str], dict[str, int]],
) -> Iterator[Rate]:
    """Yield each group's mean that is shown, where a unit's own rate is not: it tells of that."""
    place_of = {cell.key: i for i, cell in enumerate(table.cells)}
    units_shown = {
        place.key.grupp_kod
        for place in shown.values
        if (place.matar, place.indikator_id) == measure and place.key.gruppindelning == ENHET
    }
    for place, mean in sorted(shown.means.items()):
        if (place.matar, place.indikator_id) != measure or place.key not in place_of:
            continue
        units = {table.atoms[i].enhet_kod for i in table.cells[place_of[place.key]].atoms}
        if units <= units_shown:
            continue
        of = adults.get((measure, place.key.kon), {})
        yield Rate(place.key.kon, mean, {unit: of[unit] for unit in units if unit in of})


def _sentence(table: Table, narrowed: Narrowed, giving: list[int]) -> str:
    """Name the count and the cells that give it away; never the count itself."""
    names = [str(table.cells[i].key) for i in giving]
    rest = f" och {len(names) - NAMED} till" if len(names) > NAMED else ""
    whom = "" if narrowed.unit is None else f" för {table.units[narrowed.unit]}"
    by = ", ".join(names[:NAMED]) or "det som är publicerat tidigare"
    return (
        f"{table.name}, {table.cells[narrowed.end.cell].key} kan räknas ut{whom} "
        f"av {by}{rest}. Kör oj protect och dbt build."
    )
