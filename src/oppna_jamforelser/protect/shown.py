"""What publications show of the counts of persons, as everyone can read it in their tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.protect.read import Measure
from oppna_jamforelser.protect.table import ENHET, STORSTAD, TOTALT, Bound, Key, Table
from oppna_jamforelser.publish.index import read_index
from oppna_jamforelser.warehouse import Warehouse

TABLES = "parquet"  # the folder of a publication's tables


class Place(NamedTuple):
    """A number in a published table: the numerator or the denominator of a figure."""

    matar: int
    indikator_id: str
    key: Key
    is_namnare: bool


# Which cell, of which measure, a published number shows.
Places = Mapping[Place, tuple[Measure, Key]]


@dataclass(frozen=True)
class Shown:
    """The counts that one publication shows, and which units had not reported."""

    name: str
    values: Mapping[Place, int]
    not_reported: frozenset[tuple[int, str, str]]  # matar, indikator_id, enhet_kod


def read_places(warehouse: Warehouse) -> Places:
    """Return where each published number has its count: a share has both of other measures."""
    places: dict[Place, tuple[Measure, Key]] = {}
    for sql in (
        f"select *, '{ENHET}' as gruppindelning, enhet_kod as kod, cell_kod as cell,"
        f" '{ENHET}' as taljare_i, '{ENHET}' as namnare_i"
        f" from intern.int_persons__underlag where kon = '{TOTALT}'",
        "select *, grupp_kod as kod, grupp_kod as cell, taljare_gruppindelning as taljare_i,"
        " namnare_gruppindelning as namnare_i from intern.int_persons__gruppsumma",
    ):
        for row in warehouse.rows(sql):
            # a city stands among the units too
            also = [ENHET] if row["gruppindelning"] == STORSTAD else []
            for division in (row["gruppindelning"], *also):
                key = Key(division, row["kod"], row["kon"])
                for roll in ("taljare", "namnare"):
                    if row[f"{roll}_tabell"] is None:
                        continue
                    place = Place(row["matar"], row["indikator_id"], key, roll == "namnare")
                    cell = Key(row[f"{roll}_i"], row["cell"], row["kon"])
                    places[place] = (row["matar"], row[f"{roll}_tabell"]), cell
    return places


def read_shown(tables: Path, name: str) -> Shown:
    """Return what the parquet files in the folder *tables* show."""
    values: dict[Place, int] = {}
    missing: set[tuple[int, str, str]] = set()
    with duckdb.connect() as connection:
        for mart, where in (
            ("fct_enhetsvarde", f"'{ENHET}', enhet_kod, '{TOTALT}'"),
            ("fct_gruppvarde_tal", "gruppindelning, grupp_kod, kon"),
        ):
            path = tables / f"{mart}.parquet"
            if not path.is_file():
                continue
            rows = connection.from_parquet(str(path).replace("[", "[[]")).project(
                f"matar, indikator_id, {where}, antal, namnare_antal, orsak_kod"
            )
            for matar, indikator, division, code, kon, antal, namnare, orsak in rows.fetchall():
                key = Key(division, code, kon)
                if orsak == "ej_rapporterad" and division == ENHET:
                    missing.add((matar, indikator, code))
                if antal is not None:
                    values[Place(matar, indikator, key, False)] = antal
                if namnare is not None:
                    values[Place(matar, indikator, key, True)] = namnare
    return Shown(name, values, frozenset(missing))


def earlier_publications(folder: Path, first_matar: int, before: str = "") -> list[Shown]:
    """Return what the publications listed in *folder* show, in the order of listing.

    Only those that reach *first_matar*, and those that were listed before the folder *before*.
    """
    found = []
    for entry in read_index(folder):
        if entry.mapp == before:
            break
        if entry.matar < first_matar:
            continue
        tables = folder / entry.mapp / TABLES
        if not tables.is_dir():
            raise OjError(
                f"publikationen {entry.mapp} är upptagen i {folder} men saknas där. "
                "Utan den går det inte att veta vad som har visats."
            )
        found.append(read_shown(tables, entry.mapp))
    return found


def shown_cells(table: Table, measure: Measure, shown: Shown, places: Places) -> NDArray[np.bool_]:
    """Return which cells of *table* are shown."""
    keys = {
        places[place][1]
        for place in shown.values
        if place in places and places[place][0] == measure
    }
    return np.array([cell.key in keys for cell in table.cells], dtype=bool)


def with_earlier(
    table: Table, measure: Measure, earlier: Iterable[Shown], places: Places
) -> tuple[Table, str, int]:
    """Return *table* with what has been shown of it, and how many publications have shown it.

    Between them: the first publication whose counts have been corrected since, if any.
    """
    bounds: dict[tuple[int, ...], Bound] = {}
    count = 0
    for shown in earlier:
        found = _bounds_of(table, measure, shown, places)
        if found is None:
            return table, shown.name, count + 1
        count += bool(found)
        bounds |= {bound.atoms: bound for bound in found}
    return replace(table, bounds=tuple(bounds[atoms] for atoms in sorted(bounds))), "", count


def _bounds_of(
    table: Table, measure: Measure, earlier: Shown, places: Places
) -> list[Bound] | None:
    """Return what *earlier* has told of the counts; None where they have been corrected since.

    A group's count was then that of the units that had reported by then.
    """
    cells = {cell.key: cell for cell in table.cells}
    found = []
    for place, antal in sorted(earlier.values.items()):
        if place not in places:
            # a number whose count is gone: the measure it was of, if it was of this
            if (place.matar, place.indikator_id) == measure and not place.is_namnare:
                return None
            continue
        if places[place][0] != measure:
            continue
        atoms = tuple(
            atom
            for atom in cells[places[place][1]].atoms
            if (place.matar, place.indikator_id, table.atoms[atom].enhet_kod)
            not in earlier.not_reported
        )
        if int(table.truth[list(atoms)].sum()) != antal:
            return None
        if atoms:
            found.append(Bound(atoms, antal, antal, earlier.name))
    return found
