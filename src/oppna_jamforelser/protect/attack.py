"""The attack: which protected cells can be narrowed by what is shown, and by whom.

A cell holds when two whole tables of integers agree with everything shown, one where it is at most
1 and one where it is at least the limit; for an attacker that is a reporting unit, both with that
unit's own counts (and the low end is then what the unit itself put in, where that is more). A table
that was found for one cell is tried for all the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.protect.solver import Change, Question, Solver
from oppna_jamforelser.protect.table import WHOLE, Table

LOW = 1


@dataclass(frozen=True)
class End:
    """One end that a protected cell must be able to reach, whoever asks."""

    cell: int
    up: bool


@dataclass(frozen=True)
class Narrowed:
    """A protected cell that cannot reach an end, for anyone or for a reporting unit."""

    end: End
    unit: int | None


class Witnesses:
    """Tables that agree with everything that was shown when they were found."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.length = 0
        self._moved = np.empty((64, len(table.cells)), dtype=bool)
        self._values = np.empty((64, len(table.cells)))
        self._touched = np.empty((64, len(table.units)), dtype=bool)
        self.add(np.zeros(len(table.atoms), dtype=np.int64))  # the truth is one

    def add(self, change: Change) -> None:
        """Keep the table truth + *change*."""
        table = self.table
        if self.length == len(self._moved):
            self._moved = np.concatenate([self._moved, self._moved])
            self._values = np.concatenate([self._values, self._values])
            self._touched = np.concatenate([self._touched, self._touched])
        moved = table.sums @ change
        self._moved[self.length] = np.abs(moved) > WHOLE
        self._values[self.length] = table.values + moved
        self._touched[self.length] = False
        self._touched[self.length, table.unit_of_atom[np.abs(change) > WHOLE]] = True
        self.length += 1

    def missing(self, end: End, shown: NDArray[np.bool_]) -> Narrowed | None:
        """Return a requirement of *end* that no table meets; None when all are met.

        First an attacker who is nobody in particular, then each reporting unit.
        """
        table, cell = self.table, end.cell
        values = self._values[: self.length, cell]
        reaches = values >= table.limit - WHOLE if end.up else values <= LOW + WHOLE
        kept = np.flatnonzero(reaches if end.up else values <= table.values[cell])
        holds = np.zeros(self.length, dtype=bool)
        holds[kept] = ~self._moved[kept][:, shown].any(axis=1)
        if not (holds & reaches).any():
            return Narrowed(end, None)
        if not table.contributors or cell in table.known_to_units:
            return None
        touched = self._touched[: self.length]
        met = ~touched[holds & reaches].all(axis=0)
        for unit in np.flatnonzero(~met & ~table.is_own[cell]):
            if end.up:
                return Narrowed(end, int(unit))
            enough = values <= max(LOW, table.own[cell, unit]) + WHOLE
            if not (holds & enough & ~touched[:, unit]).any():
                return Narrowed(end, int(unit))
        return None


def question_of(table: Table, narrowed: Narrowed) -> Question:
    """Return what must be possible for the requirement to be met."""
    cell, unit = narrowed.end.cell, narrowed.unit
    value = int(table.values[cell])
    if narrowed.end.up:
        return Question(cell, True, table.limit - value, unit)
    low = LOW if unit is None else max(LOW, int(table.own[cell, unit]))
    return Question(cell, False, value - low, unit)


def ends(table: Table) -> Iterator[End]:
    """Yield both ends of every protected cell."""
    for cell in table.protected:
        yield End(cell, False)
        yield End(cell, True)


def attack(
    table: Table,
    shown: NDArray[np.bool_],
    solver: Solver | None = None,
    witnesses: Witnesses | None = None,
    stop_at_first: bool = False,
    proof: bool = True,
) -> list[Narrowed]:
    """Return the protected cells that can be narrowed when the cells *shown* are.

    Each end is told once, with the first attacker that narrows it. Without *proof* a cell that the
    linear program can move passes, and is not tried in integers.
    """
    solver = solver or Solver(table)
    witnesses = witnesses or Witnesses(table)
    solver.show(shown)
    found = []
    for end in ends(table):
        while missing := witnesses.missing(end, shown):
            change = solver.answer(question_of(table, missing), proof)
            if change is None:
                found.append(missing)
                if stop_at_first:
                    return found
                break
            if proof and not table.agrees(change, shown):
                raise ArithmeticError(f"lösarens svar stämmer inte med tabellen ({table.name})")
            witnesses.add(change)
    return found


def needed_for(
    table: Table,
    shown: NDArray[np.bool_],
    narrowed: Narrowed,
    solver: Solver | None = None,
    proof: bool = True,
) -> list[int]:
    """Return shown cells that together narrow the cell, and none of which can be spared.

    Without the cells that are left the requirement could be met: found by hiding one at a time.
    """
    solver = solver or Solver(table)
    question = question_of(table, narrowed)
    if shown[question.cell]:
        return [question.cell]
    left = shown.copy()

    def can(trial: NDArray[np.bool_]) -> bool:
        solver.show(trial)
        return solver.answer(question, proof) is not None

    for step in (64, 16, 4, 1):
        for start in range(0, len(left), step):
            block = np.zeros(len(left), dtype=bool)
            block[start : start + step] = True
            if (left & block).any() and not can(left & ~block):
                left &= ~block
    return [int(i) for i in np.flatnonzero(left)]
