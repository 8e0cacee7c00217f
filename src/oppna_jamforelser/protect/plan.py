"""The plan: the cells that are hidden so that the attack finds nothing, at a low weight.

Where a protected cell cannot move, the change of least weight that lets it move is sought, and
whatever moves is hidden. Then cells are opened again one by one, dearest first, as long as the
attack holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from oppna_jamforelser.protect.attack import Narrowed, Witnesses, attack, ends, question_of
from oppna_jamforelser.protect.known import KOLADA
from oppna_jamforelser.protect.solver import Solver
from oppna_jamforelser.protect.table import Table

Shown = NDArray[np.bool_]
SMALL = 60  # in a table of no more cells, opening is tried from everything hidden too


@dataclass(frozen=True)
class Plan:
    """Which cells are hidden, of those that would be shown; *impossible*: what nothing mends."""

    hidden: tuple[int, ...]
    impossible: tuple[Narrowed, ...] = ()


def unprotected(table: Table) -> Shown:
    """Return the cells that are shown when only the protected are hidden."""
    return np.array([cell.can_show and not cell.protected for cell in table.cells], dtype=bool)


def make_plan(table: Table) -> Plan:
    """Return what to hide in *table*.

    What is never hidden (riket) is so only where nothing else helps: when next to nobody reported.
    Then all would have to be hidden otherwise. Beside an earlier publication it never is: then that
    one stands.
    """
    plan = _make_plan(table)
    is_first = all(bound.source == KOLADA for bound in table.bounds)
    if plan.impossible and is_first and any(cell.weight is None for cell in table.cells):
        return _make_plan(at_last(table))
    return plan


def at_last(table: Table) -> Table:
    """Return the table where also what is never hidden can be, at a weight above all others."""
    weight = 1 + sum(cell.weight or 0 for cell in table.cells)
    cells = [replace(c, weight=weight) if c.weight is None else c for c in table.cells]
    return replace(table, cells=tuple(cells))


def _make_plan(table: Table) -> Plan:
    shown, solver, witnesses = unprotected(table), Solver(table), Witnesses(table)
    impossible = []
    for end in ends(table):
        while missing := witnesses.missing(end, shown):
            solver.show(shown, priced=True)
            change = solver.answer(question_of(table, missing))
            if change is None:
                impossible.append(missing)
                break
            witnesses.add(change)
            shown &= (table.sums @ change) == 0
    if impossible:
        return Plan(_hidden(table, shown), tuple(impossible))
    starts = [shown]
    if len(table.cells) <= SMALL:
        starts.append(np.array([c.weight is None for c in table.cells]) & unprotected(table))
    plans = [_hidden(table, _reopened(table, start, solver, witnesses)) for start in starts]
    return Plan(min(plans, key=lambda hidden: cost(table, hidden)))


def _reopened(table: Table, shown: Shown, solver: Solver, witnesses: Witnesses) -> Shown:
    """Open cells, dearest first, as long as the attack finds nothing."""
    for cell in _dearest_first(table, np.flatnonzero(unprotected(table) & ~shown)):
        trial = shown.copy()
        trial[cell] = True
        if not attack(table, trial, solver, witnesses, stop_at_first=True):
            shown = trial
    return shown


def cost(table: Table, hidden: Iterable[int]) -> int:
    """Return the weight of what is hidden beyond the protected cells."""
    return sum(
        table.cells[i].weight or 0
        for i in hidden
        if table.cells[i].can_show and not table.cells[i].protected
    )


def _dearest_first(table: Table, cells: Iterable[int]) -> list[int]:
    return sorted(cells, key=lambda i: (-(table.cells[i].weight or 0), table.cells[i].key))


def _hidden(table: Table, shown: Shown) -> tuple[int, ...]:
    return tuple(i for i, cell in enumerate(table.cells) if cell.can_show and not shown[i])
