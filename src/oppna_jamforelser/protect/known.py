"""What an attacker knows beside what is shown now: earlier publications, and Kolada's rates."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.protect.attack import attack
from oppna_jamforelser.protect.read import Rate
from oppna_jamforelser.protect.table import WHOLE, Atom, Bound, Cell, Key, Table

KOLADA = "Kolada"
HALF = 0.05  # of the last decimal of a rate
OF_ITS_OWN = "*"  # a count beside the measure's own: of a share that was delivered itself


class Told(Protocol):
    """What a publication has told: the counts that it was made of, and which cells it showed."""

    @property
    def name(self) -> str: ...
    @property
    def table(self) -> Table: ...
    @property
    def cells(self) -> NDArray[np.bool_]: ...


def beside(table: Table, earlier: Iterable[Told]) -> Table:
    """Return *table* with what has been shown before, and what was protected then as protected.

    A count that has been corrected or withdrawn since is an atom of its own beside the one that
    holds; all others are known to be the same. The cells of *table* keep their numbers.
    """
    number = {pair: i for i, pair in enumerate(zip(table.atoms, table.counts, strict=True))}
    atoms, counts = list(table.atoms), list(table.counts)
    cells, sexes = list(table.cells), list(table.sexes)
    bounds = {(bound.atoms, bound.weights): bound for bound in table.bounds}
    protected = {cell.atoms for cell in cells if cell.protected}
    for told in earlier:
        places = []
        for atom, count in zip(told.table.atoms, told.table.counts, strict=True):
            if (atom, count) not in number:
                number[atom, count] = len(atoms)
                atoms.append(Atom(atom.enhet_kod, atom.kon, f"{atom.version}@{told.name}"))
                counts.append(count)
            places.append(number[atom, count])
        known = set(sexes)
        sexes += [
            triple
            for t, w, m in told.table.sexes
            if (triple := (places[t], places[w], places[m])) not in known
        ]
        for cell, shown in zip(told.table.cells, told.cells, strict=True):
            of = tuple(sorted(places[i] for i in cell.atoms))
            if shown:
                value = sum(counts[i] for i in of)
                bounds[of, ()] = Bound(of, value, value, told.name)
            elif cell.protected and of not in protected:
                protected.add(of)
                key = replace(cell.key, gruppindelning=f"{told.name} {cell.key.gruppindelning}")
                cells.append(Cell(key, of, can_show=False, protected=True, weight=None))
    return replace(
        table,
        atoms=tuple(atoms),
        counts=tuple(counts),
        cells=tuple(cells),
        sexes=tuple(sexes),
        bounds=tuple(bounds[key] for key in sorted(bounds)),
    )


def with_kolada(table: Table, rates: Iterable[Rate]) -> tuple[Table, list[Key]]:
    """Return *table* with the intervals that Kolada's rates leave; and what they give away.

    What can be narrowed by Kolada's rates alone stays hidden, and is no more for us to protect.
    """
    known = with_rates(table, rates, KOLADA)
    bounds = known.bounds[len(table.bounds) :]
    if not bounds:
        return table, []
    nothing = np.zeros(len(table.cells), dtype=bool)
    outside = replace(table, bounds=bounds, contributors=False)
    given = {one.end.cell for one in attack(outside, nothing)}
    cells = tuple(
        replace(cell, protected=False, can_show=False) if i in given else cell
        for i, cell in enumerate(table.cells)
    )
    outside = replace(outside, cells=cells, contributors=table.contributors)
    to_units = frozenset(one.end.cell for one in attack(outside, nothing))
    return (
        replace(known, cells=cells, known_to_units=to_units),
        [table.cells[i].key for i in sorted(given)],
    )


def with_rates(table: Table, rates: Iterable[Rate], source: str) -> Table:
    """Return *table* with the intervals that rates leave, of one unit or a mean of several."""
    atoms: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, atom in enumerate(table.atoms):
        if not atom.version.startswith(OF_ITS_OWN):
            atoms[atom.enhet_kod, atom.kon].append(i)
    bounds = []
    for rate in rates:
        reported = [unit for unit in sorted(rate.adults) if (unit, rate.kon) in atoms]
        if not reported or not all(rate.adults[unit] for unit in reported):
            continue
        of = [atoms[unit, rate.kon] for unit in reported]
        # of one unit it may be the rate of a count that has been corrected since
        first = tuple(one[0] for one in of)
        tried: list[tuple[int, ...]] = [(i,) for i in of[0]] if len(of) == 1 else [first]
        weights = tuple(10000 / rate.adults[unit] for unit in reported)
        bounds += [
            bound for one in tried if (bound := _interval(table, one, weights, rate, source))
        ]
    return replace(table, bounds=(*table.bounds, *bounds))


def _interval(
    table: Table, atoms: tuple[int, ...], weights: tuple[float, ...], rate: Rate, source: str
) -> Bound | None:
    """Return what *rate* tells of the sum; None where it is of other counts than ours.

    It is rounded to the decimals that it has, at least one; a mean is of rates with one.
    """
    count = len(atoms)
    exponent = rate.per_10000.normalize().as_tuple().exponent
    half = 0.5 * 10.0 ** min(-1, int(exponent))
    sure = half if count == 1 else (half + HALF) * count
    middle = float(rate.per_10000) * count
    if abs(float(np.array(weights) @ table.truth[list(atoms)]) - middle) > sure + WHOLE:
        return None
    return Bound(atoms, middle - sure, middle + sure, source, weights)
