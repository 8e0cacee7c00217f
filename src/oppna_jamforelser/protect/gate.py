"""The attack at publication: on all that will be shown, and all that has been."""

from collections.abc import Iterator
from pathlib import Path

from oppna_jamforelser.protect.attack import Narrowed, attack, needed_for
from oppna_jamforelser.protect.read import read_tables
from oppna_jamforelser.protect.shown import (
    earlier_publications,
    read_places,
    read_shown,
    shown_cells,
    with_earlier,
)
from oppna_jamforelser.protect.table import Table
from oppna_jamforelser.warehouse import open_warehouse

NAMED = 10  # a sentence names this many of the cells that give one away


def faults(database: Path, tables: Path, publications: Path, before: str) -> Iterator[str]:
    """Yield, for each measure and year, a sentence on a count that can be worked out.

    *tables*: the folder of what will be shown; *publications*: that of what has been, up to the
    publication *before*.
    """
    with open_warehouse(database) as warehouse:
        counts = read_tables(warehouse)
        places = read_places(warehouse)
    if not counts:
        return
    shown = read_shown(tables, "")
    earlier = earlier_publications(publications, min(counts)[0], before)
    for measure, table in counts.items():
        cells = shown_cells(table, measure, shown, places)
        if not cells.any():
            continue
        table, corrected, _ = with_earlier(table, measure, earlier, places)
        if corrected:
            yield (
                f"{table.name}: tal som publikationen {corrected} visade är rättade. "
                "Den gäller tills rättelsen kan visas."
            )
            continue
        found = attack(table, cells, stop_at_first=True, proof=False)
        if found:
            yield _sentence(table, found[0], needed_for(table, cells, found[0], proof=False))


def _sentence(table: Table, narrowed: Narrowed, giving: list[int]) -> str:
    """Name the count and the cells that give it away; never the count itself."""
    names = [str(table.cells[i].key) for i in giving]
    rest = f" och {len(names) - NAMED} till" if len(names) > NAMED else ""
    whom = "" if narrowed.unit is None else f" för {table.units[narrowed.unit]}"
    return (
        f"{table.name}, {table.cells[narrowed.end.cell].key} kan räknas ut{whom} "
        f"av {', '.join(names[:NAMED])}{rest}. Kör oj protect och dbt build."
    )
