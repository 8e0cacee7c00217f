"""Find what a person meant: by code, by name, else the nearest that there is."""

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import duckdb

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
        """Return every name folded, and how a suggestion is written: its code with its name."""
        names = (self.namn, *self.others, f"{self.kod} {self.namn}" if self.namn else "")
        return tuple(fold(name) for name in names if name)

    def is_called(self, given: str) -> bool:
        """Tell whether this is its name to the letter: Habo is not Håbo."""
        wanted = _tidy(given)
        return bool(wanted) and wanted in map(_tidy, (self.namn, *self.others))


def fold(text: str) -> str:
    """Return *text* without case, Swedish letters and superfluous spaces."""
    return _tidy(text).translate(_FOLDED)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def find(
    given: str, candidates: Sequence[Candidate], asked_for: str, kod: Callable[[str], str] = fold
) -> Candidate:
    """Return the candidate that *given* names: its code, its name, or how one name begins.

    *asked_for* is what the answer calls it when there is no such one. *kod* restores a code that
    was written in another way, such as without its zeros.
    """
    wanted, code = fold(given), fold(kod(given.strip()))
    for matches in (
        [candidate for candidate in candidates if fold(candidate.kod) == code],
        [candidate for candidate in candidates if candidate.is_called(given)],
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


def restore_enhet_kod(given: str) -> str:
    """Return the code of the unit or kommun that *given* names; what names none as it is."""
    return restore_enhet_koder([given])[given]


def restore_enhet_koder(given: Iterable[str]) -> dict[str, str]:
    """Return what each text means as a unit: 180-3, 0114 Upplands Väsby, Lunds kommun.

    It is read as the staging models read deliveries, with their macros; names of cities and their
    parts are read, too.
    """
    from oppna_jamforelser.sqlmotor import build_models, render_macro

    texts = list(dict.fromkeys(given))
    query = (
        "with enhet_stavning as (from stg_referens__enhet_stavning), "
        "enhet_text as (select unnest($1::varchar[]) as levererad), "
        f"{render_macro('last_enhet')} from last_enhet"
    )
    with duckdb.connect() as connection:
        build_models(connection, ["stg_referens__enhet_stavning"], as_views=True)
        return dict(connection.execute(query, [texts]).fetchall())
