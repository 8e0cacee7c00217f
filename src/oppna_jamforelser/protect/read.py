"""The counts of persons of a warehouse as tables, one for each measure and year.

Also where each has its place in the published tables, and what Kolada has published of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from oppna_jamforelser.protect.table import (
    ENHET,
    KVINNOR,
    MAN,
    STORSTAD,
    TOTALT,
    Atom,
    Cell,
    Key,
    Table,
)
from oppna_jamforelser.warehouse import Warehouse

# What it costs to hide a cell: units are the cheapest, riket is never hidden.
WEIGHTS: Mapping[str, int | None] = {ENHET: 1, STORSTAD: 5, "lan": 20, "riket": None}
OTHER_GROUP = 5
BOTH = "_bada"  # a group's count of the units that have both parts of a share

Measure = tuple[int, str]  # matar, indikator_id


class Place(NamedTuple):
    """A number in a published table: the numerator or the denominator of a figure."""

    matar: int
    indikator_id: str
    key: Key
    is_namnare: bool


# Which cell, of which measure, a published number shows.
Places = Mapping[Place, tuple[Measure, Key]]


@dataclass(frozen=True)
class Rate:
    """A published rate of a unit, or the mean of several units' rates, as a city has in Kolada.

    *adults*: the units with the denominators of their rates.
    """

    kon: str
    per_10000: Decimal
    adults: Mapping[str, int]


def read_tables(warehouse: Warehouse, schema: str = "intern") -> dict[Measure, Table]:
    """Return the table of each measure and year, in order."""
    limits = warehouse.rows(
        "select distinct kontroll.matar, policy.grans"
        f" from {schema}.int_persons__skydd_kontroll as kontroll"
        " inner join regler.personpolicy as policy on policy.policy_id = 'skydd_minst_antal'"
        " and kontroll.matar between coalesce(policy.giltig_fran_matar, 0)"
        " and coalesce(policy.giltig_till_matar, 9999)"
    )
    limit = {row["matar"]: row["grans"] for row in limits}
    counts: dict[Measure, dict[Atom, int]] = defaultdict(dict)
    for row in warehouse.rows(f"select * from {schema}.int_persons__enhet_tal"):
        atom = _atom(row["enhet_kod"], row["kon"])
        counts[row["matar"], row["indikator_id"]][atom] = row["antal"]
    parts: dict[tuple[int, str, Key], list[Atom]] = defaultdict(list)
    for row in warehouse.rows(f"select * from {schema}.int_persons__skydd_del"):
        key = Key(row["gruppindelning"], row["grupp_kod"], row["kon"])
        place = (row["matar"], row["indikator_id"], key)
        parts[place].append(_atom(row["enhet_kod"], row["kon"]))
    cells: dict[Measure, list[tuple[Key, bool, bool]]] = defaultdict(list)
    for row in warehouse.rows(f"select * from {schema}.int_persons__skydd_cell"):
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


def read_places(warehouse: Warehouse, schema: str = "intern") -> Places:
    """Return where each published number has its count: a share has both of other measures."""
    places: dict[Place, tuple[Measure, Key]] = {}
    for sql in (
        f"select *, '{ENHET}' as gruppindelning, enhet_kod as kod, cell_kod as cell,"
        f" '{ENHET}' as taljare_i, '{ENHET}' as namnare_i"
        f" from {schema}.int_persons__underlag where kon = '{TOTALT}'",
        "select *, grupp_kod as kod, grupp_kod as cell, taljare_gruppindelning as taljare_i,"
        f" namnare_gruppindelning as namnare_i from {schema}.int_persons__gruppsumma",
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


def read_rates(warehouse: Warehouse) -> dict[Measure, list[Rate]]:
    """Return what Kolada has published of each measure and year."""
    rates: dict[Measure, list[Rate]] = defaultdict(list)
    adults: dict[tuple[int, str, str, str, Decimal], dict[str, int]] = defaultdict(dict)
    for row in warehouse.rows("select * from intern.int_persons__kolada"):
        one = (row["matar"], row["indikator_id"], row["kommun_kod"], row["kon"], row["varde"])
        adults[one][row["enhet_kod"]] = row["namnare_antal"]
    for (matar, indikator, _, kon, varde), of_units in sorted(adults.items()):
        rates[matar, indikator].append(Rate(kon, varde, of_units))
    return rates


def _atom(enhet_kod: str, kon: str) -> Atom:
    """Return the atom of a unit. A count under its code with a star is one of its own."""
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
