"""The tables of a warehouse: what of it an attacker asks for, and what publications have shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.protect.table import (
    ENHET,
    KVINNOR,
    MAN,
    TOTALT,
    Atom,
    Bound,
    Cell,
    Key,
    Table,
)
from oppna_jamforelser.warehouse import Warehouse

# What it costs to hide a cell: units are the cheapest, riket is never hidden.
WEIGHTS: Mapping[str, int | None] = {ENHET: 1, "storstad": 5, "lan": 20, "riket": None}
OTHER_GROUP = 5
BOTH = "_bada"  # a group's count of the units that have both parts of a share

Measure = tuple[int, str]  # matar, indikator_id
Values = Mapping[tuple[int, str, Key], int]


@dataclass(frozen=True)
class Shown:
    """What one publication shows: counts by place, and which units had not reported."""

    name: str
    values: Values
    not_reported: frozenset[tuple[int, str, str]]  # matar, indikator_id, enhet_kod

    def matar(self) -> frozenset[int]:
        """Return the years that it has values of."""
        return frozenset(matar for matar, _, _ in self.values)


def read_tables(warehouse: Warehouse) -> dict[Measure, Table]:
    """Return the table of each measure and year, in order."""
    limits = warehouse.rows(
        "select distinct kontroll.matar, policy.grans"
        " from intern.int_persons__skydd_kontroll as kontroll"
        " inner join regler.personpolicy as policy on policy.policy_id = 'skydd_minst_antal'"
        " and kontroll.matar between coalesce(policy.giltig_fran_matar, 0)"
        " and coalesce(policy.giltig_till_matar, 9999)"
    )
    limit = {row["matar"]: row["grans"] for row in limits}
    counts: dict[Measure, dict[Atom, int]] = defaultdict(dict)
    for row in warehouse.rows("select * from intern.int_persons__enhet_tal"):
        atom = _atom(row["enhet_kod"], row["kon"])
        counts[row["matar"], row["indikator_id"]][atom] = row["antal"]
    parts: dict[tuple[int, str, Key], list[Atom]] = defaultdict(list)
    for row in warehouse.rows("select * from intern.int_persons__skydd_del"):
        key = Key(row["gruppindelning"], row["grupp_kod"], row["kon"])
        place = (row["matar"], row["indikator_id"], key)
        parts[place].append(_atom(row["enhet_kod"], row["kon"]))
    cells: dict[Measure, list[tuple[Key, bool, bool]]] = defaultdict(list)
    for row in warehouse.rows("select * from intern.int_persons__skydd_cell"):
        key = Key(row["gruppindelning"], row["grupp_kod"], row["kon"])
        cells[row["matar"], row["indikator_id"]].append(
            (key, row["redovisas"], row["skyddad_i_sig"])
        )
        if key.gruppindelning == ENHET:
            atom = _atom(key.grupp_kod, key.kon)
            parts[row["matar"], row["indikator_id"], key] = [atom]
    return {
        measure: _table(measure, counts[measure], cells[measure], parts, limit[measure[0]])
        for measure in sorted(cells)
    }


def _atom(enhet_kod: str, kon: str) -> Atom:
    """Return the atom of a unit. A count under the unit's code with a star is another of its own."""
    code = enhet_kod.rstrip("*")
    return Atom(code, kon, enhet_kod[len(code) :])


def _table(
    measure: Measure,
    counts: Mapping[Atom, int],
    cells: Iterable[tuple[Key, bool, bool]],
    parts: Mapping[tuple[int, str, Key], list[Atom]],
    limit: int,
) -> Table:
    atoms = sorted(counts)
    number = {atom: i for i, atom in enumerate(atoms)}
    return Table(
        tuple(atoms),
        tuple(counts[atom] for atom in atoms),
        tuple(
            Cell(
                key,
                tuple(sorted(number[atom] for atom in parts[*measure, key])),
                can_show,
                protected,
                WEIGHTS.get(key.gruppindelning.removesuffix(BOTH), OTHER_GROUP),
            )
            for key, can_show, protected in sorted(cells)
        ),
        tuple(
            (number[atom], number[replace(atom, kon=KVINNOR)], number[replace(atom, kon=MAN)])
            for atom in atoms
            if atom.kon == TOTALT
            and {replace(atom, kon=KVINNOR), replace(atom, kon=MAN)} <= number.keys()
        ),
        limit,
        name=f"{measure[1]} {measure[0]}",
    )


def read_shown(tables: Path, name: str) -> Shown:
    """Return what is shown by the tables of a publication: parquet files in the folder *tables*."""
    with duckdb.connect() as connection:
        values: dict[tuple[int, str, Key], int] = {}
        missing: set[tuple[int, str, str]] = set()
        for mart, place in (
            ("fct_enhetsvarde", f"'{ENHET}', enhet_kod, '{TOTALT}'"),
            ("fct_gruppvarde_tal", "gruppindelning, grupp_kod, kon"),
        ):
            path = tables / f"{mart}.parquet"
            if not path.is_file():
                continue
            rows = connection.execute(
                f"select matar, indikator_id, {place}, antal, namnare_antal, ar_narmevarde,"
                " orsak_kod from read_parquet(?)",
                [str(path).replace("[", "[[]")],
            ).fetchall()
            for matar, indikator, division, code, kon, antal, _, derived, orsak in rows:
                if orsak == "ej_rapporterad" and division == ENHET:
                    missing.add((matar, indikator, code))
                if antal is not None and not derived:
                    values[matar, indikator, Key(division, code, kon)] = antal
    return Shown(name, values, frozenset(missing))


def shown_cells(table: Table, measure: Measure, shown: Shown) -> NDArray[np.bool_]:
    """Return which cells of *table* a publication shows; a city stands as a unit there too."""
    found = []
    for cell in table.cells:
        places = [cell.key]
        if cell.key.gruppindelning == "storstad":
            places.append(Key(ENHET, cell.key.grupp_kod, cell.key.kon))
        found.append(any((*measure, place) in shown.values for place in places))
    return np.array(found, dtype=bool)


def bounds_of(table: Table, measure: Measure, earlier: Shown) -> tuple[Bound, ...] | None:
    """Return what *earlier* has told of the counts; None where they have been corrected since.

    A group's count was then that of the units that had reported by then.
    """
    late = {unit for unit in table.units if (*measure, unit) in earlier.not_reported}
    cells = {cell.key: cell for cell in table.cells}
    found = []
    for (matar, indikator, key), antal in sorted(earlier.values.items()):
        if (matar, indikator) != measure:
            continue
        cell = cells.get(key)
        if cell is None and key.gruppindelning == ENHET:
            cell = cells.get(replace(key, gruppindelning="storstad"))
        if cell is None:
            return None
        atoms = tuple(atom for atom in cell.atoms if table.atoms[atom].enhet_kod not in late)
        if int(table.truth[list(atoms)].sum()) != antal:
            return None
        if atoms:
            found.append(Bound(atoms, antal, antal, earlier.name))
    return tuple(found)
