"""Checks of the rules: each looks at a tree of the project's files and says what is wrong there.

A check is a function from a tree to sentences, none when all is well. The tests ask them about the
project as it is; mutation testing asks the same functions about the project with one thing changed.
"""

from collections.abc import Callable

from . import (
    composites,
    data_tests,
    formulas,
    indicators,
    readings,
    recomputation,
    seed_rows,
    truth_table,
)
from .layout import lay_out
from .tree import Tree

Check = Callable[[Tree], list[str]]

# The cheap ones first: a mutant is killed by the first that finds something.
OF_THE_RULES: tuple[Check, ...] = (
    *seed_rows.CHECKS,
    *indicators.CHECKS,
    *truth_table.CHECKS,
    *data_tests.RULE_CHECKS,
    *recomputation.CHECKS,
    *readings.CHECKS,
    *data_tests.WAREHOUSE_CHECKS,
)
CHECKS: tuple[Check, ...] = (*formulas.CHECKS, *composites.CHECKS, *OF_THE_RULES)


def checks_of(path: str) -> tuple[Check, ...]:
    """Return the checks that a change of this file of the project could concern."""
    if path.startswith("seeds/"):
        return OF_THE_RULES  # the others render macros, and read no seed
    if path.startswith("macros/regler/"):
        return (*composites.CHECKS, *OF_THE_RULES)
    return CHECKS


__all__ = ["CHECKS", "Check", "Tree", "checks_of", "lay_out"]
