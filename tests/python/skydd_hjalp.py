"""Tables of counts of persons for the tests of protection: small random ones, and a whole year."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np

from oppna_jamforelser.protect.attack import Narrowed, attack, question_of
from oppna_jamforelser.protect.plan import unprotected
from oppna_jamforelser.protect.table import KVINNOR, MAN, TOTALT, Atom, Cell, Key, Table

WEIGHT = {"riket": None, "lan": 20, "enhet": 1}


def table_of(
    counts: dict[str, tuple[int, int | None, int | None]],
    groups: dict[tuple[str, str], Sequence[str]],
    limit: int = 5,
    contributors: bool = False,
    not_shown: Iterable[Key] = (),
) -> Table:
    """Make a table: of each unit totalt, kvinnor and man (None: not by sex); units of each group.

    A group ``storstad`` is a city, which has no sexes.
    """
    hidden = set(not_shown)
    atoms = sorted(
        Atom(unit, kon)
        for unit, values in counts.items()
        for kon, value in zip((TOTALT, KVINNOR, MAN), values, strict=True)
        if value is not None
    )
    number = {atom: i for i, atom in enumerate(atoms)}
    value = {
        Atom(unit, kon): value
        for unit, values in counts.items()
        for kon, value in zip((TOTALT, KVINNOR, MAN), values, strict=True)
        if value is not None
    }
    places = {Key("enhet", unit): [Atom(unit)] for unit in counts}
    for (gruppindelning, kod), members in groups.items():
        sexes = [TOTALT] if gruppindelning == "storstad" else [TOTALT, KVINNOR, MAN]
        for kon in sexes:
            parts = [Atom(unit, kon) for unit in sorted(members) if Atom(unit, kon) in number]
            if parts:
                places[Key(gruppindelning, kod, kon)] = parts
    cells = []
    for key in sorted(places):
        total = sum(value[atom] for atom in places[key])
        cells.append(
            Cell(
                key,
                tuple(number[atom] for atom in places[key]),
                key not in hidden,
                1 <= total < limit,
                WEIGHT.get(key.gruppindelning, 5),
            )
        )
    return Table(
        tuple(atoms),
        tuple(value[atom] for atom in atoms),
        tuple(cells),
        tuple(
            (number[Atom(unit)], number[Atom(unit, KVINNOR)], number[Atom(unit, MAN)])
            for unit in sorted(counts)
            if Atom(unit, KVINNOR) in number and Atom(unit, MAN) in number
        ),
        limit,
        contributors=contributors,
    )


def whole_year(seed: int, units: int = 303) -> Table:
    """Make a table as large as a real year's: län, sizes, SKR groups, an own group, two cities."""
    chance = random.Random(seed)
    kommuner = units - 23
    codes = [f"{100 + i:04d}" for i in range(kommuner)]
    parts = {"0180": [f"0180-{i:02d}" for i in range(1, 14)]}
    parts["1480"] = [f"1480-{i:02d}" for i in range(1, 11)]
    counts: dict[str, tuple[int, int | None, int | None]] = {}
    groups: dict[tuple[str, str], list[str]] = {("riket", "00"): []}
    for city, members in parts.items():
        groups["storstad", city] = []
        for unit in members:
            _report(chance, unit, 200, counts)
    for unit in codes:
        size = int(10 ** chance.uniform(0.3, 2.2))
        if chance.random() < 0.9:
            _report(chance, unit, size, counts)
        lan = f"{chance.randrange(1, 22):02d}"
        for group in (
            ("lan", lan),
            ("storleksgrupp", str(1 + min(4, size // 12))),
            ("skr", chance.choice(["A1", "A2", "B3", "B4", "B5", "C6", "C7", "C8", "C9"])),
        ):
            groups.setdefault(group, []).append(unit)
        if lan == "20":
            groups.setdefault(("egen", "dalarna"), []).append(unit)
    for city, members in parts.items():
        groups["storstad", city] = [unit for unit in members if unit in counts]
        for group in (("lan", "01"), ("storleksgrupp", "5"), ("skr", "A1")):
            groups[group] = [*groups.get(group, []), *members]
    groups["riket", "00"] = sorted(counts)
    groups = {key: [u for u in members if u in counts] for key, members in groups.items()}
    return table_of(counts, groups, contributors=True)


def _report(
    chance: random.Random,
    unit: str,
    size: int,
    counts: dict[str, tuple[int, int | None, int | None]],
) -> None:
    totalt = max(0, int(chance.gauss(size, size**0.5)))
    kvinnor = sum(chance.random() < 0.75 for _ in range(totalt))
    man = max(0, totalt - kvinnor - (chance.random() < 0.05 and totalt > 0))
    by_sex = chance.random() < 0.92
    counts[unit] = (totalt, kvinnor if by_sex else None, man if by_sex else None)


def small_table(seed: int, contributors: bool, units: int = 5) -> Table:
    """Make a table of a few units with län, a city, and own groups that overlap."""
    chance = random.Random(seed)
    counts: dict[str, tuple[int, int | None, int | None]] = {}
    for unit in "abcdefghijkl"[:units]:
        _report(chance, unit, chance.choice([2, 3, 6, 12]), counts)
    names = sorted(counts)
    groups: dict[tuple[str, str], list[str]] = {("riket", "00"): names}
    half = len(names) // 2
    groups["lan", "01"], groups["lan", "02"] = names[:half], names[half:]
    groups["storstad", "x"] = names[:2]
    groups["egen", "ena"] = sorted(chance.sample(names, 3))
    table = table_of(counts, groups, contributors=contributors)
    return table


MOST = 60  # no cell of a small table has to move further


def cheapest(table: Table) -> tuple[int, ...]:
    """Return the cells that are hidden in a plan of least weight, by one integer program.

    A yes or no for each cell, and a whole table of changes for each requirement: a cell that is
    shown does not move. Requirements enter as the attack finds them broken.
    """
    asked: list[Narrowed] = []
    while True:
        hidden = _cheapest(table, asked)
        shown = unprotected(table)
        shown[list(hidden)] = False
        broken = attack(table, shown)
        if not broken:
            return hidden
        asked += broken


def _cheapest(table: Table, asked: Sequence[Narrowed]) -> tuple[int, ...]:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    can = unprotected(table)
    weights = [cell.weight for cell in table.cells]
    hides = [
        solver.addVariable(
            0,
            float(bool(can[i] and weights[i] is not None)),
            weights[i] or 0,
            highspy.HighsVarType.kInteger,
        )
        for i in range(len(table.cells))
    ]
    for narrowed in asked:
        question = question_of(table, narrowed)
        change = [
            solver.addVariable(-float(count), MOST, 0, highspy.HighsVarType.kInteger)
            for count in table.truth
        ]
        for t, w, m in table.sexes:
            room = int(table.truth[t] - table.truth[w] - table.truth[m])
            solver.addConstr(change[w] + change[m] - change[t] <= room)
        if narrowed.unit is not None:
            for atom in np.flatnonzero(table.unit_of_atom == narrowed.unit):
                solver.addConstr(change[atom] == 0)
        for i, cell in enumerate(table.cells):
            moved = sum(change[atom] for atom in cell.atoms)
            if can[i]:
                solver.addConstr(moved <= MOST * hides[i])
                solver.addConstr(moved >= -MOST * hides[i])
            if i == question.cell:
                solver.addConstr(
                    moved >= question.amount if question.up else moved <= -question.amount
                )
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return tuple(i for i, one in enumerate(hides) if solver.val(one) > 0.5)


def without(table: Table, unit: str) -> Table:
    """Return *table* as it was when *unit* had not reported yet."""
    kept = [i for i, atom in enumerate(table.atoms) if atom.enhet_kod != unit]
    number = {old: new for new, old in enumerate(kept)}
    cells = []
    for cell in table.cells:
        atoms = tuple(number[i] for i in cell.atoms if i in number)
        if atoms:
            antal = sum(table.counts[kept[i]] for i in atoms)
            cells.append(replace(cell, atoms=atoms, protected=1 <= antal < table.limit))
    return replace(
        table,
        atoms=tuple(table.atoms[i] for i in kept),
        counts=tuple(table.counts[i] for i in kept),
        cells=tuple(cells),
        sexes=tuple((number[t], number[w], number[m]) for t, w, m in table.sexes if t in number),
    )


@dataclass(frozen=True)
class Publication:
    """What was told when *table* was published with the cells *hidden*."""

    name: str
    table: Table
    hidden: Iterable[int] = ()

    @property
    def cells(self) -> np.ndarray:
        shown = np.array([cell.can_show for cell in self.table.cells])
        shown[list(self.hidden)] = False
        return shown
