"""The least change of a table that moves one cell as far as it must be able to move.

Columns are what each atom, and each sum of several, rises and falls from the truth; what is shown
does not move (or costs its weight, when a plan is sought). One model a table: from one question to
the next only bounds and costs change, so that each starts from the last solution.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

import highspy
import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.protect.table import WHOLE, Integers, Table

Change = Integers | NDArray[np.float64]
INFINITY = highspy.kHighsInf
_DIVES = 60  # so many times a part is made whole before an integer program is asked
_PRICE = 1000  # what moving a shown cell of weight 1 costs, where moving an atom costs 1


@dataclass(frozen=True)
class Question:
    """Can *cell* rise (or fall) by *amount*, when the atoms of *unit* (an attacker) are known?"""

    cell: int
    up: bool
    amount: int
    unit: int | None = None


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep from standard output the greeting of the first solver that a process makes."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


class Solver:
    """Answers questions about one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        n = len(table.atoms)
        single = [cell.atoms[0] if len(cell.atoms) == 1 else None for cell in table.cells]
        # a cell of one atom rises and falls as the atom does; the first such cell takes its columns
        taken: set[int] = set()
        self.columns: list[tuple[int, int]] = []
        width = 2 * n
        slack: list[int] = []
        for i, atom in enumerate(single):
            if atom is not None and atom not in taken:
                taken.add(atom)
                self.columns.append((atom, n + atom))
            else:
                self.columns.append((width, width + 1))
                slack.append(i)
                width += 2
        self._build(width, slack)
        self._unit_atoms = [
            np.flatnonzero(table.unit_of_atom == unit).astype(np.int32)
            for unit in range(len(table.units))
        ]

    def _build(self, width: int, slack: list[int]) -> None:
        table, n = self.table, len(self.table.atoms)
        self.upper = np.full(width, INFINITY)
        self.upper[n : 2 * n] = table.truth
        self.cost = np.zeros(width)
        self.cost[: 2 * n] = 1
        rows: list[tuple[float, float, list[int], list[float]]] = []
        for i in slack:
            atoms = list(table.cells[i].atoms)
            rise, fall = self.columns[i]
            columns = [*atoms, *(n + a for a in atoms), rise, fall]
            signs = [1.0] * len(atoms) + [-1.0] * len(atoms) + [-1.0, 1.0]
            rows.append((0.0, 0.0, columns, signs))
        for t, w, m in table.sexes:
            room = float(table.truth[t] - table.truth[w] - table.truth[m])
            columns = [w, m, t, n + w, n + m, n + t]
            rows.append((-INFINITY, room, columns, [1.0, 1.0, -1.0, -1.0, -1.0, 1.0]))
        for bound in table.bounds:
            value = float(table.truth[list(bound.atoms)] @ np.array(bound.each))
            columns = [*bound.atoms, *(n + a for a in bound.atoms)]
            signs = [*bound.each, *(-weight for weight in bound.each)]
            rows.append((bound.low - value, bound.high - value, columns, signs))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = width, len(rows)
        model.col_cost_ = self.cost
        model.col_lower_, model.col_upper_ = np.zeros(width), self.upper
        model.row_lower_ = np.array([row[0] for row in rows])
        model.row_upper_ = np.array([row[1] for row in rows])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([0, *np.cumsum([len(row[2]) for row in rows])])
        model.a_matrix_.index_ = np.array(list(chain.from_iterable(row[2] for row in rows)))
        model.a_matrix_.value_ = np.array(list(chain.from_iterable(row[3] for row in rows)))
        self.model = model
        self.linear = self._solver()
        self.linear.passModel(model)
        self.linear.setBasis()
        self.start = self.linear.getBasis()
        self.lower = np.zeros(width)
        self.questions = self.dives = self.whole_questions = 0
        self.open_upper = self.upper.copy()
        self.open_cost = self.cost.copy()

    @staticmethod
    def _solver() -> highspy.Highs:
        with _hushed():
            solver = highspy.Highs()  # type: ignore[no-untyped-call]
        options: dict[str, bool | str | int] = {
            "output_flag": False,
            "threads": 1,
            "random_seed": 0,
            "parallel": "off",
            "presolve": "off",
        }
        for name, value in options.items():
            solver.setOptionValue(name, value)
        return solver

    def show(self, shown: NDArray[np.bool_], priced: bool = False) -> None:
        """Set which cells are shown: they do not move; *priced*: they cost their weight to move."""
        upper, cost = self.upper.copy(), self.cost.copy()
        for i in np.flatnonzero(shown):
            weight = self.table.cells[i].weight
            for column in self.columns[i]:
                if priced and weight is not None:
                    cost[column] += _PRICE * weight
                else:
                    upper[column] = 0
        if not np.array_equal(upper, self.open_upper) or not np.array_equal(cost, self.open_cost):
            self.open_upper, self.open_cost = upper, cost
            columns = np.arange(len(upper), dtype=np.int32)
            self.linear.changeColsBounds(len(upper), columns, self.lower, upper)
            self.linear.changeColsCost(len(upper), columns, cost)

    def answer(self, question: Question, whole: bool = True) -> Change | None:
        """Return the least change of the atoms that does it; None when there is none.

        The linear program is asked first, and its no is enough. Its yes is enough for an alarm; for
        a proof (*whole*) it is made whole, and where that fails an integer program is asked.
        """
        self.questions += 1
        touched, lower, upper = self._bounds(question)
        if (lower > upper).any():
            return None
        # nothing moves: the best there is until a bound asks for more, and nearest to every answer
        self.linear.setBasis(self.start)
        changed = dict(zip(touched.tolist(), zip(lower, upper, strict=True), strict=True))
        try:
            found = self._run(changed)
            if found is None:
                return None
            n = len(self.table.atoms)
            change = found[:n] - found[n : 2 * n]
            if not whole and np.abs(change - np.rint(change)).max() > WHOLE:
                return change
            proof = self._dive(found, changed)
        finally:
            self._restore(list(changed))
        return self._whole(question) if proof is None else proof

    def _run(self, bounds: dict[int, tuple[float, float]]) -> NDArray[np.float64] | None:
        columns = np.array(list(bounds), dtype=np.int32)
        lower, upper = np.array(list(bounds.values())).T
        self.linear.changeColsBounds(len(columns), columns, lower.copy(), upper.copy())
        self.linear.run()
        if self.linear.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self.linear.getSolution().col_value)

    def _restore(self, changed: list[int]) -> None:
        columns = np.array(changed, dtype=np.int32)
        self.linear.changeColsBounds(
            len(columns), columns, self.lower[columns], self.open_upper[columns]
        )

    def _dive(
        self, found: NDArray[np.float64], changed: dict[int, tuple[float, float]]
    ) -> Integers | None:
        """Make a solution whole: one column after the other must move by a whole, or by less."""
        n = len(self.table.atoms)
        for _ in range(_DIVES):
            change = found[:n] - found[n : 2 * n]
            if np.abs(change - np.rint(change)).max() <= WHOLE:
                return np.rint(change).astype(np.int64)
            distance = np.abs(found[: 2 * n] - np.rint(found[: 2 * n]))
            part = np.where(distance > WHOLE, found[: 2 * n] - np.floor(found[: 2 * n]), -1.0)
            column = int(part.argmax())
            self.dives += 1
            low, high = changed.get(column, (0.0, self.open_upper[column]))
            up, down = np.ceil(found[column]), np.floor(found[column])
            for trial in ((up, high), (low, down)):
                changed[column] = trial
                again = self._run({column: trial}) if trial[0] <= trial[1] else None
                if again is not None:
                    break
            if again is None:
                return None
            found = again
        return None

    def _whole(self, question: Question) -> Integers | None:
        self.whole_questions += 1
        n = len(self.table.atoms)
        touched, lower, upper = self._bounds(question)
        solver = self._solver()
        solver.setOptionValue("presolve", "on")
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(self.model)
        columns = np.arange(len(self.open_upper), dtype=np.int32)
        solver.changeColsBounds(len(columns), columns, self.lower, self.open_upper)
        solver.changeColsCost(len(columns), columns, self.open_cost)
        solver.changeColsBounds(len(touched), touched, lower, upper)
        kinds = np.full(len(columns), highspy.HighsVarType.kInteger)
        solver.changeColsIntegrality(len(columns), columns, kinds)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.array(solver.getSolution().col_value)
        return np.rint(found[:n] - found[n : 2 * n]).astype(np.int64)

    def _bounds(
        self, question: Question
    ) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
        """Return the columns whose bounds the question changes, with their bounds."""
        n = len(self.table.atoms)
        rise, fall = self.columns[question.cell]
        must, may_not = (rise, fall) if question.up else (fall, rise)
        changed = {
            must: (float(question.amount), self.open_upper[must]),
            may_not: (0.0, 0.0),
        }
        if question.unit is not None:
            for atom in self._unit_atoms[question.unit]:
                for column in (int(atom), n + int(atom)):
                    low, _ = changed.get(column, (0.0, 0.0))
                    changed[column] = (low, 0.0)
        columns = np.array(sorted(changed), dtype=np.int32)
        return (
            columns,
            np.array([changed[c][0] for c in columns]),
            np.array([changed[c][1] for c in columns]),
        )
