"""The counts of persons of a warehouse as tables, one for each measure and year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

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
