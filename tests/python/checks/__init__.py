"""Checks of the rules: each looks at a tree of the project's files and says what is wrong there.

A check is a function from a tree to sentences, none when all is well. The tests ask them about the
project as it is; mutation testing asks the same functions about the project with one thing changed.
"""

from collections.abc import Callable, Mapping

from . import (
    changes,
    composites,
    data_tests,
    findings,
    formulas,
    indicators,
    keys,
    numbers,
    published,
    readings,
    recomputation,
    roles,
    seed_rows,
    texts,
    truth_table,
    ways,
    windows,
)
from .layout import lay_out
from .tree import Tree, keep_seeds

Check = Callable[[Tree], list[str]]

# The checks of one file each: a mutant of it asks them first.
OF_FILES: Mapping[str, tuple[Check, ...]] = {
    **{
        f"macros/formler/{name}.sql": checks
        for module in (formulas, changes, numbers, published, windows)
        for name, checks in module.CHECKS_OF.items()
    },
    "macros/regler/regel_sammansatt.sql": composites.CHECKS,
    # Not formulas but steps of the judging: what they lay out or settle, a landing shows.
    "macros/sammansatt/sammansatt_avgjord.sql": (
        *composites.CHECKS_OF_THE_STEP,
        *recomputation.CHECKS,
    ),
    "macros/svar/svar_per_roll.sql": (*roles.CHECKS, *recomputation.CHECKS),
    **findings.CHECKS_OF,
    **keys.CHECKS_OF,
    **texts.CHECKS_OF,
    **ways.CHECKS_OF,
}
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
CHECKS: tuple[Check, ...] = tuple(
    dict.fromkeys([*(check for checks in OF_FILES.values() for check in checks), *OF_THE_RULES])
)


def checks_of(path: str) -> tuple[Check, ...]:
    """Return the checks that a change of this file of the project could concern, in order."""
    own = OF_FILES.get(path, ())
    if path.startswith(("seeds/regler/vag_", *findings.CHECKS_OF)):
        return own  # nothing else reads them
    if path.startswith(("seeds/", "macros/regler/")):
        return tuple(dict.fromkeys([*own, *OF_THE_RULES]))  # the others read no seed and no rule
    return tuple(dict.fromkeys([*own, *CHECKS]))


__all__ = ["CHECKS", "OF_FILES", "Check", "Tree", "checks_of", "keep_seeds", "lay_out"]
