"""The names of delivered columns: any letter case, with Swedish letters or folded.

A name is compared without case, accents, spaces, hyphens and underscores: ``Mätår``, ``MATAR`` and
``mat_ar`` are one. The names that are accepted beside the contract's own stand in ``ALIASES``.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import read_seed

ALIASES = {
    "enhet": "enhet_kod",
    "enhetskod": "enhet_kod",
    "kommunkod": "enhet_kod",
    "fraga": "fraga_kod",
    "fragekod": "fraga_kod",
    "omrade": "omrade_kod",
    "omradeskod": "omrade_kod",
    "verksamhetsomrade": "omrade_kod",
    "delfraga": "delfraga_kod",
    "delfragekod": "delfraga_kod",
    "ar": "matar",
    "undersokningsar": "matar",
    "inlamnat": "inlamnad",
    "inlamningsdatum": "inlamnad",
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


_NAMES = {_SEPARATORS.sub("", name): name for name in SVARSKOLUMNER} | ALIASES


def answer_column(name: str) -> str | None:
    """Return which column of a delivered answer *name* means, null: none."""
    return _NAMES.get(_SEPARATORS.sub("", folded(name)))


def is_namn(name: str) -> bool:
    """Tell whether a column holds the names of units."""
    return _SEPARATORS.sub("", folded(name)) in NAMN_NAMES


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


def is_known_question(name: str) -> bool:
    """Tell whether a column name begins with the code of a question."""
    return folded(name.split(".")[0]) in _known("fraga", "fraga_kod")


@dataclass(frozen=True)
class Header:
    """The names of a table's columns, and what they mean."""

    rad_nr: int
    names: tuple[str, ...]
    slag: ClassVar[str] = "leverans"
    form: ClassVar[str] = "lång form, ett svar per rad"
    form_wide: ClassVar[str] = "bred form, en enhet per rad"

    @cached_property
    def columns(self) -> list[str | None]:
        columns = [answer_column(name) for name in self.names]
        if "enhet_kod" not in columns:
            columns = [
                "enhet_kod" if is_namn(name) else column
                for name, column in zip(self.names, columns, strict=True)
            ]
        return columns

    @property
    def is_wide(self) -> bool:
        return "fraga_kod" not in self.columns and bool(self.questions)

    @property
    def questions(self) -> list[str]:
        """The columns that begin with the code of a question."""
        return [name for name in self.names if is_known_question(name)]

    def is_used(self, name: str) -> bool:
        """Tell whether a column that is none of the form's own is read all the same."""
        return self.is_wide and is_known_question(name)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that the form cannot do without."""
        return NYCKELKOLUMNER if self.is_wide else (*NYCKELKOLUMNER, "fraga_kod", "svar")

    @property
    def missing(self) -> list[str]:
        return [name for name in self.wanted if name not in self.columns]

    @property
    def doubled(self) -> list[tuple[str, int]]:
        """The columns that several names mean, with how many."""
        counts = Counter(column for column in self.columns if column)
        return [(column, count) for column, count in counts.items() if count > 1]

    @property
    def recognised_count(self) -> int:
        return len({column for column in self.columns if column})
