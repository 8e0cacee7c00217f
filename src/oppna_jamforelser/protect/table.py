"""One measure of one year as an attacker sees it: unknown counts, and the sums that are shown.

An *atom* is a count that no other is a part of: of a unit, by totalt, kvinnor or man, as it was
delivered at one time. Every cell of a published table is a sum of atoms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

TOTALT, KVINNOR, MAN = "totalt", "kvinnor", "man"
ENHET, STORSTAD = "enhet", "storstad"

Integers = NDArray[np.int64]
WHOLE = 1e-6  # how near an integer the solver's number must be to be tried as one


@dataclass(frozen=True, order=True)
class Key:
    """Where a cell stands in the published tables of one measure and year."""

    gruppindelning: str
    grupp_kod: str
    kon: str = TOTALT

    def __str__(self) -> str:
        return f"{self.gruppindelning}:{self.grupp_kod} {self.kon}"


@dataclass(frozen=True, order=True)
class Atom:
    """The count of a unit. *version* tells a corrected count from the earlier one."""

    enhet_kod: str
    kon: str = TOTALT
    version: str = ""


@dataclass(frozen=True)
class Cell:
    """A sum of atoms with a place in a published table.

    *can_show*: it would be shown if there were no protection. *weight*: what it costs to hide it;
    None is never hidden beyond what is protected.
    """

    key: Key
    atoms: tuple[int, ...]
    can_show: bool
    protected: bool
    weight: int | None


@dataclass(frozen=True)
class Bound:
    """What an attacker knows from elsewhere of a sum of atoms: it lies in low–high.

    *source* says whence: an earlier publication (then low = high), or Kolada's rounded rate. Each
    atom counts *weights* times; without them once.
    """

    atoms: tuple[int, ...]
    low: float
    high: float
    source: str
    weights: tuple[float, ...] = ()

    @property
    def each(self) -> tuple[float, ...]:
        """Return how often each atom counts."""
        return self.weights or (1.0,) * len(self.atoms)


@dataclass(frozen=True)
class Table:
    """The cells of one measure and year, the atoms with their true counts, and what else is known.

    *sexes* are triples of atoms: kvinnor + man ≤ totalt. *limit* is the least count that is shown
    besides 0. *known_to_units*: cells that some reporting unit can narrow whatever is hidden here.
    The order of cells and atoms decides between plans of equal cost: keep it sorted.
    """

    atoms: tuple[Atom, ...]
    counts: tuple[int, ...]
    cells: tuple[Cell, ...]
    sexes: tuple[tuple[int, int, int], ...]
    limit: int = 5
    bounds: tuple[Bound, ...] = ()
    contributors: bool = True
    known_to_units: frozenset[int] = frozenset()
    name: str = field(default="", compare=False)

    @cached_property
    def truth(self) -> Integers:
        """Return the counts of the atoms."""
        return np.array(self.counts, dtype=np.int64)

    @cached_property
    def sums(self) -> Integers:
        """Return which atoms each cell sums: cells × atoms."""
        return _membership([cell.atoms for cell in self.cells], len(self.atoms))

    @cached_property
    def bound_sums(self) -> NDArray[np.float64]:
        """Return how often each bound counts each atom."""
        found = np.zeros((len(self.bounds), len(self.atoms)))
        for i, bound in enumerate(self.bounds):
            found[i, list(bound.atoms)] = bound.each
        return found

    @cached_property
    def values(self) -> Integers:
        """Return the true value of each cell."""
        return self.sums @ self.truth

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Return the units that reported: each may be an attacker that knows its own counts."""
        return tuple(sorted({atom.enhet_kod for atom in self.atoms}))

    @cached_property
    def unit_of_atom(self) -> Integers:
        """Return the number of each atom's unit."""
        number = {unit: i for i, unit in enumerate(self.units)}
        return np.array([number[atom.enhet_kod] for atom in self.atoms], dtype=np.int64)

    @cached_property
    def own(self) -> Integers:
        """Return how much of each cell each unit holds itself: cells × units."""
        return self.sums @ (self.truth[:, None] * self._atoms_of_units)

    @cached_property
    def is_own(self) -> NDArray[np.bool_]:
        """Return whether a unit holds all that a cell sums, and so knows it anyway."""
        parts = self.sums @ self._atoms_of_units
        return parts == self.sums.sum(axis=1)[:, None]

    @cached_property
    def _atoms_of_units(self) -> Integers:
        return (self.unit_of_atom[:, None] == np.arange(len(self.units))[None, :]).astype(np.int64)

    @cached_property
    def sex_atoms(self) -> Integers:
        """Return the atoms of *sexes* as three rows: totalt, kvinnor, man."""
        return np.array(self.sexes, dtype=np.int64).reshape(-1, 3).T

    @cached_property
    def protected(self) -> tuple[int, ...]:
        """Return the cells that nobody may narrow."""
        return tuple(i for i, cell in enumerate(self.cells) if cell.protected)

    def agrees(self, change: NDArray[Any], shown: NDArray[np.bool_]) -> bool:
        """Return whether truth + change is a table of counts that agrees with all that is known."""
        counts = self.truth + change
        if (counts < 0).any() or (self.sums[shown] @ change).any():
            return False
        totalt, kvinnor, man = self.sex_atoms
        if (counts[kvinnor] + counts[man] > counts[totalt]).any():
            return False
        if not self.bounds:
            return True
        known = self.bound_sums @ counts
        low = np.array([bound.low for bound in self.bounds])
        high = np.array([bound.high for bound in self.bounds])
        return bool(((known >= low - WHOLE) & (known <= high + WHOLE)).all())


def _membership(rows: Sequence[Sequence[int]], width: int) -> Integers:
    found = np.zeros((len(rows), width), dtype=np.int64)
    for i, atoms in enumerate(rows):
        found[i, list(atoms)] = 1
    return found
