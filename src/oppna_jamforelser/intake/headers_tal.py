"""The headers of value files and population files, and how they are told from those of answers.

A value file has ``indikator_id`` and ``taljare`` (one number a row), or columns that are measures
(one unit a row): ``MÅTT[.kön][.namnare]``. A population file has ``alder_fran`` and ``antal``, or
is SCB's own export: region, age, sex, and one column a year.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from oppna_jamforelser.intake.headers import ALIASES, NYCKELKOLUMNER, Header, folded, joined
from oppna_jamforelser.landing import BEFOLKNINGSKOLUMNER, VARDEKOLUMNER
from oppna_jamforelser.project import read_seed

_YEAR = re.compile(r"^(?:.*\D)?((?:19|20)\d\d)$")
_MEASURE = re.compile(r"^(nyckeltal|utv)_")


@dataclass(frozen=True)
class Measure:
    """A column of the wide form of a value file, parts as delivered."""

    indikator_id: str
    kon: str
    is_namnare: bool


def read_measure(name: str) -> Measure | None:
    """Return which measure a column of the wide form holds, null: none."""
    indikator_id, *parts = [part.strip() for part in name.split(".")]
    if not _MEASURE.match(folded(indikator_id)):
        return None
    is_namnare = bool(parts) and folded(parts[-1]) == "namnare"
    if is_namnare:
        parts.pop()
    return Measure(indikator_id, ".".join(parts), is_namnare)


def _is_known_measure(name: str) -> bool:
    measure = read_measure(name)
    known = {row["indikator_id"] for row in read_seed("tal/tal_indikator")}
    return measure is not None and folded(measure.indikator_id) in known


class ValueHeader(Header):
    """The names of a value file's columns."""

    slag: ClassVar[str] = "varde"
    form: ClassVar[str] = "tal om personer, lång form, ett tal per rad"
    form_wide: ClassVar[str] = "tal om personer, bred form, en enhet per rad"
    columns_by_name: ClassVar[Mapping[str, str]] = {
        **{joined(name): name for name in VARDEKOLUMNER},
        **{name: column for name, column in ALIASES.items() if column in VARDEKOLUMNER},
        "kalenderar": "matar",
        "indikator": "indikator_id",
        "matt": "indikator_id",
        "antal": "taljare",
    }
    wanted_long: ClassVar[tuple[str, ...]] = (*NYCKELKOLUMNER, "indikator_id", "taljare")
    only_long: ClassVar[str] = "indikator_id"

    @staticmethod
    def is_question(name: str) -> bool:
        """Tell whether a column is a measure."""
        return read_measure(name) is not None


class PopulationHeader(Header):
    """The names of a population file's columns."""

    slag: ClassVar[str] = "befolkning"
    form: ClassVar[str] = "befolkning, lång form, en åldersklass per rad"
    form_wide: ClassVar[str] = "befolkning som SCB lämnar den, en kolumn per år"
    columns_by_name: ClassVar[Mapping[str, str]] = {
        **{joined(name): name for name in BEFOLKNINGSKOLUMNER},
        "matar": "ar",
        **dict.fromkeys(("kommun", "kommunkod", "region"), "kommun_kod"),
        "alder": "alder_fran",
        "folkmangd": "antal",
    }
    place: ClassVar[str] = "kommun_kod"
    wanted_wide: ClassVar[tuple[str, ...]] = ("kommun_kod", "kon", "alder_fran")
    wanted_long: ClassVar[tuple[str, ...]] = ("ar", *wanted_wide, "antal")
    only_long: ClassVar[str] = "ar"

    @staticmethod
    def is_question(name: str) -> bool:
        """Tell whether a column is a year."""
        return year_of(name) is not None


def year_of(name: str) -> str | None:
    """Return the year that a column of SCB's export holds, null: none."""
    found = _YEAR.match(name.strip())
    return found.group(1) if found else None


def header_of(rad_nr: int, names: tuple[str, ...]) -> Header:
    """Return a row as the header of the kind of file that it tells of, answers unless told."""
    keys = {joined(name) for name in names}
    if "indikatorid" in keys and "taljare" in keys:
        return ValueHeader(rad_nr, names)
    if any(_is_known_measure(name) for name in names) and "fragakod" not in keys:
        return ValueHeader(rad_nr, names)
    population = PopulationHeader(rad_nr, names)
    if "alder_fran" in population.columns and (
        "antal" in population.columns or population.questions
    ):
        return population
    return Header(rad_nr, names)
