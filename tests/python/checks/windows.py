"""Windows: when they open; followed up within 24 months, by trying what is missing."""

from itertools import product

from .asked import asked, fill
from .compare import differences
from .tree import Tree

BASE = ("ja", "nej", "behovs_inte", "omradet_finns_inte")
FOLLOW_UP = ("ja", "nej", "nyligen")
MISSING = (None, "ogiltigt")
# The answers of a year and of the year before: base, follow-up, base, follow-up.
Answers = tuple[str | None, str | None, str | None, str | None]
COLUMNS = ("bas", "uppfoljning", "forra_bas", "forra_uppfoljning")
ALL: tuple[Answers, ...] = tuple(
    product((*BASE, *MISSING), (*FOLLOW_UP, *MISSING), (*BASE, *MISSING), (*FOLLOW_UP, *MISSING))
)


def rule(bas: str, uppfoljning: str, forra_bas: str, forra_uppfoljning: str) -> str:
    """Return the outcome when every answer is there."""
    if bas != "ja":
        return {"nej": "nej", "behovs_inte": "ja", "omradet_finns_inte": "ej_aktuellt"}[bas]
    positive = ("ja", "nyligen")
    last_year = forra_bas == "ja" and forra_uppfoljning in positive
    return "ja" if uppfoljning in positive or last_year else "nej"


def outcome(answers: Answers) -> str | None:
    """Return the outcome: the only possible one, or undecided; none when the base is missing."""
    if answers[0] in MISSING:
        return None
    possible = [
        scale if answer in MISSING else (answer,)
        for answer, scale in zip(answers, (BASE, FOLLOW_UP, BASE, FOLLOW_UP), strict=True)
    ]
    outcomes = {rule(*complete) for complete in product(*possible)}
    return outcomes.pop() if len(outcomes) == 1 else "obestamd"


def windows_of_12_months_make_one_of_24(tree: Tree) -> list[str]:
    """Followed up within 24 months: this year or the year before, whatever is missing."""
    table = fill(tree, "tva_ar", dict.fromkeys(COLUMNS, "varchar"), ALL)
    macro = tree.macro("uppfoljd_inom_24_manader", *COLUMNS)
    expected = {answers: outcome(answers) for answers in ALL}
    return differences("uppfoljd_inom_24_manader", expected, asked(tree, table, macro))


def windows_open_on_a_measurement_date(tree: Tree) -> list[str]:
    """A window of so many whole years opens in the year before them; without a length, never."""
    cases = list(product(range(2016, 2026), [*(12 * years for years in range(13)), None]))
    table = fill(tree, "fonster", {"matar": "int", "manader": "int"}, cases)
    expected = {(m, length): None if length is None else m - length // 12 for m, length in cases}
    actual = asked(tree, table, tree.macro("fonster_ar", "matar", "manader"))
    return differences("fonster_ar", expected, actual)


# The checks of each file of macros/formler.
CHECKS_OF = {
    "fonster": (windows_open_on_a_measurement_date,),
    "uppfoljd_inom_24_manader": (windows_of_12_months_make_one_of_24,),
}
