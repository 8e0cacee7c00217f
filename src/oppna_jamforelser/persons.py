"""Measures of persons, and the words of their sexes and units."""

from collections.abc import Iterable
from typing import Any, NamedTuple

TOTAL, SEXES = "totalt", ("totalt", "kvinnor", "man")
KON = {"totalt": "Totalt", "kvinnor": "Kvinnor", "man": "Män"}
STATUS = "personbaserad"
RATE, SHARE = "per 10 000 vuxna", "procent"


class Measure(NamedTuple):
    """A measure of persons; *is_rate* tells a rate per 10 000 adults from a share in percent."""

    indikator_id: str
    kortnamn: str
    kolada_id: str | None
    is_rate: bool

    @property
    def unit(self) -> str:
        """Return what its values are of, in Swedish."""
        return RATE if self.is_rate else SHARE


Measures = tuple[Measure, ...]


def told_apart(rows: Iterable[Iterable[Any]]) -> tuple[Measures, Measures]:
    """Return the measures that somebody has reported, and the others."""
    found = [(bool(is_reported), Measure(*measure)) for *measure, is_reported in rows]
    return tuple(one for is_in, one in found if is_in), tuple(
        one for is_in, one in found if not is_in
    )
