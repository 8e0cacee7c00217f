"""The names of delivered columns: any letter case, with Swedish letters or folded.

A name is compared without case, accents, spaces, hyphens and underscores: ``Mätår``, ``MATAR`` and
``mat_ar`` are one. The names that are accepted beside the contract's own stand in ``ALIASES``.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import read_seed

ALIASES = {
    **dict.fromkeys(("enhet", "enhetskod", "kommunkod"), "enhet_kod"),
    **dict.fromkeys(("fraga", "fragekod"), "fraga_kod"),
    **dict.fromkeys(("omrade", "omradeskod", "verksamhetsomrade"), "omrade_kod"),
    **dict.fromkeys(("delfraga", "delfragekod"), "delfraga_kod"),
    **dict.fromkeys(("ar", "undersokningsar"), "matar"),
    **dict.fromkeys(("inlamnat", "inlamningsdatum"), "inlamnad"),
}
# A unit's name: beside its code it is no answer, and without a code it stands in its place.
NAMN_NAMES = frozenset({"kommun", "kommunnamn", "enhetnamn", "enhetsnamn"})
# A column that is no question and is called so, or holds such values, may tell of a person.
_PERSONAL_NAME = re.compile(
    r"e?post(?!ort)|e?mail|^ip(v[46])?$|^ip(adr|addr|nummer|number)|telefon|phone|mobil|^te?l(nr|nummer)?$|^tfn|namn"
    r"|navn|name|uppgiftslamnare|kontakt|contact|svarande|handlaggare|person|adress|address|login"
    r"|besvarad|ifyll|anvandare|user|latitud|longitud|underskrift|signatur|befattning|^titel$|^vem"
    r"|ansvarig|^respondent(?!.*id)"
)
PERSONAL_VALUE = (
    r"[^\s@]+@[^\s@]+\.[[:alpha:]]{2,}|^\s*(\d{1,3}\.){3}\d{1,3}\s*$"
    r"|^\s*([0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{0,4}\s*$"
    r"|^\s*(\+46|0)[ -]?[1-9]\d{0,2}[ -]?\d[\d -]{4,9}\d\s*$"
    r"|^\s*(19|20)?\d{6}[-+]\d{4}\s*$"
)
FRITEXT = "fritext"
NYCKELKOLUMNER = ("matar", "enhet_kod")
WIDE_COLUMNS = (*NYCKELKOLUMNER, "inlamnad")  # those of a wide form that are no questions
_SEPARATORS = re.compile(r"[\s_\-]+")
_SIGNS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """Return a name as it is compared: lower case, no accents."""
    text = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(char for char in text if not unicodedata.combining(char))


def joined(name: str) -> str:
    """Return a name as columns are looked up: folded, without separators."""
    return _SEPARATORS.sub("", folded(name))


def is_namn(name: str) -> bool:
    """Tell whether a column holds the names of units."""
    return joined(name) in NAMN_NAMES


def is_personal(name: str) -> bool:
    """Tell whether a column that is no question is called as one with persons' data is."""
    return not is_namn(name) and bool(_PERSONAL_NAME.search(_SIGNS.sub("", folded(name))))


@dataclass(frozen=True)
class Question:
    """A column of the wide form: ``FRAGA[.omrade][.delfraga][.fritext]``, parts as delivered."""

    fraga_kod: str
    omrade_kod: str | None
    delfraga_kod: str | None
    is_fritext: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What an answer and its free text have in common."""
        return (
            folded(self.fraga_kod),
            folded(self.omrade_kod or ""),
            folded(self.delfraga_kod or ""),
        )


@lru_cache
def _known(seed: str, column: str) -> frozenset[str]:
    return frozenset(folded(row[column]) for row in read_seed(f"metadata/{seed}"))


def read_question(name: str) -> Question:
    """Split a column name of the wide form; what is no area and no item stands as the area."""
    fraga_kod, *parts = [part.strip() for part in name.split(".")]
    is_fritext = bool(parts) and folded(parts[-1]) == FRITEXT
    if is_fritext:
        parts.pop()
    parts = [part for part in parts if part]
    items = _known("delfraga", "delfraga_kod")
    if len(parts) == 1 and _SEPARATORS.sub("_", folded(parts[0])) in items:
        return Question(fraga_kod, None, parts[0], is_fritext)
    omrade_kod = parts[0] if parts else None
    return Question(fraga_kod, omrade_kod, ".".join(parts[1:]) or None, is_fritext)


@dataclass(frozen=True)
class Header:
    """The names of a table's columns, and what they mean. Other kinds of files give other words."""

    rad_nr: int
    names: tuple[str, ...]
    slag: ClassVar[str] = "leverans"
    form: ClassVar[str] = "lång form, ett svar per rad"
    form_wide: ClassVar[str] = "bred form, en enhet per rad"
    # the columns by the names that mean them, which of them is the unit, and what the wide form
    # cannot do without; the long form has the rest too, and only it the last
    columns_by_name: ClassVar[Mapping[str, str]] = {joined(n): n for n in SVARSKOLUMNER} | ALIASES
    place: ClassVar[str] = "enhet_kod"
    wanted_wide: ClassVar[tuple[str, ...]] = NYCKELKOLUMNER
    wanted_long: ClassVar[tuple[str, ...]] = (*NYCKELKOLUMNER, "fraga_kod", "svar")
    only_long: ClassVar[str] = "fraga_kod"

    @staticmethod
    def is_question(name: str) -> bool:
        """Tell whether a column of the wide form holds answers: by a question's code."""
        return folded(name.split(".")[0]) in _known("fraga", "fraga_kod")

    @cached_property
    def columns(self) -> list[str | None]:
        columns = [self.columns_by_name.get(joined(name)) for name in self.names]
        if self.place not in columns:
            columns = [
                self.place if is_namn(name) else column
                for name, column in zip(self.names, columns, strict=True)
            ]
        return columns

    @property
    def is_wide(self) -> bool:
        return self.only_long not in self.columns and bool(self.questions)

    @property
    def questions(self) -> list[str]:
        """The columns of the wide form that hold answers."""
        return [name for name in self.names if self.is_question(name)]

    def is_used(self, name: str) -> bool:
        """Tell whether a column that is none of the form's own is read all the same."""
        return self.is_wide and self.is_question(name)

    @property
    def missing(self) -> list[str]:
        """The columns that the form cannot do without, and that are not there."""
        wanted = self.wanted_wide if self.is_wide else self.wanted_long
        return [name for name in wanted if name not in self.columns]

    @property
    def doubled(self) -> list[tuple[str, int]]:
        """The columns that several names mean, with how many."""
        counts = Counter(column for column in self.columns if column)
        return [(column, count) for column, count in counts.items() if count > 1]

    @property
    def recognised_count(self) -> int:
        return len({column for column in self.columns if column})
