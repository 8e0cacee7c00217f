"""Find what a person meant: by code, by name, else the nearest that there is."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oppna_jamforelser.errors import OjError

_FOLDED = str.maketrans("åäöé", "aaoe")
_SHOWN = 3


@dataclass(frozen=True)
class Candidate:
    """Something that can be meant: its code, the name that readers see, other names for it."""

    kod: str
    namn: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name folded, the code left out."""
        return tuple(fold(name) for name in (self.namn, *self.others) if name)


def fold(text: str) -> str:
    """Return *text* without case, Swedish letters and superfluous spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().translate(_FOLDED).split())


def find(
    given: str, candidates: Sequence[Candidate], asked_for: str, kod: Callable[[str], str] = fold
) -> Candidate:
    """Return the candidate that *given* names: its code, its name, or how one name begins.

    *asked_for* is what the answer calls it when there is no such one. *kod* restores a code that
    was written in another way, such as without its zeros.
    """
    wanted = fold(given)
    for matches in (
        [candidate for candidate in candidates if fold(candidate.kod) == kod(wanted)],
        [candidate for candidate in candidates if wanted in candidate.names],
        [
            candidate
            for candidate in candidates
            if wanted and any(name.startswith(wanted) for name in candidate.names)
        ],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise OjError(f"{asked_for} kan vara flera: {_listed(matches)}")
    nearest = _listed(_nearest(wanted, candidates))
    raise OjError(f"{asked_for} finns inte{f'. Närmast: {nearest}' if nearest else ''}")


def _nearest(wanted: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates whose code or name looks most like *wanted*."""

    def likeness(candidate: Candidate) -> float:
        return max(
            difflib.SequenceMatcher(None, wanted, known).ratio()
            for known in (fold(candidate.kod), *candidate.names)
        )

    return sorted(candidates, key=likeness, reverse=True)[:_SHOWN]


def _listed(candidates: Sequence[Candidate]) -> str:
    listed = ", ".join(
        candidate.kod
        if fold(candidate.kod) in candidate.names
        else f"{candidate.kod} {candidate.namn}".strip()
        for candidate in candidates[:_SHOWN]
    )
    return f"{listed} …" if len(candidates) > _SHOWN else listed


def restore_digits(kod: str, digits: int) -> str:
    """Return a code of digits with its leading zeros; any other text as it is."""
    return kod.zfill(digits) if kod.isdecimal() else kod


def restore_enhet_kod(kod: str) -> str:
    """Return a unit's code with the zeros of its kommun and of its part: 180-3 is 0180-03."""
    match = re.fullmatch(r"(\d{1,4})(?:-(\d{1,2}))?", kod)
    if not match:
        return kod
    return match[1].zfill(4) + (f"-{match[2].zfill(2)}" if match[2] else "")
