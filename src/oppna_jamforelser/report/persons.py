"""Counts of persons: a subject's rates beside its groups', by sex, year by year, or the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from oppna_jamforelser.persons import SEXES, STATUS, TOTAL, Measure, Measures, told_apart
from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import UNIT, Compared, Key, Subject
from oppna_jamforelser.warehouse import Warehouse

PROTECTED = "skyddad"
# a unit has no coverage and no sexes; the change of a city stands under its code as a unit
NUMBERS = """
    select tal.*, byte.fore_varde, byte.skillnad
    from (
        select 'enhet' as gruppindelning, enhet_kod as grupp_kod, 'totalt' as kon,
            * exclude (enhet_kod)
        from marts.fct_enhetsvarde
        union all by name
        select * from marts.fct_gruppvarde_tal
    ) as tal
    left join marts.fct_tal_forandring as byte
        on tal.matar = byte.matar and tal.grupp_kod = byte.grupp_kod
        and tal.indikator_id = byte.indikator_id and tal.kon = byte.kon
        and case when tal.gruppindelning = 'storstad' then 'enhet' else tal.gruppindelning end
        = byte.gruppindelning
"""


def measures_query(name: str = "indikator.kortnamn") -> str:
    """Return the query for the measures, called *name*, and whether any is reported until a year.

    It has one parameter, the year; its rows are for ``told_apart``.
    """
    return f"""
        select indikator.indikator_id, {name} as kortnamn, indikator.kolada_id,
            starts_with(indikator.skala, 'Antal') as is_rate,
            exists (
                select 1 from marts.fct_gruppvarde_tal as tal
                where tal.indikator_id = indikator.indikator_id and tal.matar <= ?
                    and tal.rapporterande_antal > 0
            ) as is_reported
        from marts.dim_indikator as indikator
        where indikator.status = '{STATUS}'
        order by indikator.indikator_typ, indikator.kolada_id nulls last, indikator.indikator_id
    """


class Number(NamedTuple):
    """What is shown of one measure in one year, or the reason why nothing is.

    *skillnad* is the difference from the year before.
    """

    antal: int | None
    namnare_antal: int | None
    varde: Decimal | None
    varde_lasning_b: Decimal | None
    enheter_antal: int | None
    rapporterande_antal: int | None
    tackning_procent: int | None
    ar_narmevarde: bool
    orsak_kod: str | None
    orsak_text: str | None
    skillnad: Decimal | None

    @property
    def column(self) -> str:
        """Return the column of the warehouse that says what is shown."""
        return "orsak_kod" if self.varde is None else "varde"


Cell = tuple[str, int, str]
"""A measure, a year and a sex."""


@dataclass(frozen=True)
class Persons:
    """The numbers of a run, by ``enhet:2080`` or ``lan:20``, and then by measure, year and sex.

    *measures* are those that somebody has reported in some of *years*, *unreported* the others.
    """

    years: tuple[int, ...]
    measures: Measures
    unreported: Measures
    numbers: dict[str, dict[Cell, Number]]


@dataclass(frozen=True)
class Line:
    """One measure and sex of a subject: its years in order, and what its groups have the last."""

    measure: Measure
    kon: str
    years: tuple[tuple[int, Number | None], ...]
    beside: tuple[tuple[Compared, Number | None], ...]

    @property
    def last(self) -> Number | None:
        """Return the number of the last year."""
        return self.years[-1][1]


@dataclass(frozen=True)
class Section:
    """What a subject's page says of persons."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    unreported: Measures
    has_protected: bool
    has_narmevarde: bool
    has_lasning_b: bool


def read_persons(scope: Scope) -> Persons:
    """Read the numbers of the subjects, and of the groups that they stand beside."""
    warehouse, matar = scope.warehouse, scope.matar
    keys = [*scope.grupper, *(written((UNIT, kod)) for kod in scope.enheter)]
    years = read_years(warehouse, matar)
    measures, unreported = read_measures(scope)
    numbers: dict[str, dict[Cell, Number]] = {}
    query = _NUMBERS.format(text=scope.texts.column("orsak.orsak_text"))
    for row in warehouse.rows(query, matar, keys):
        key, indikator_id, year, kon, *number = row.values()
        numbers.setdefault(key, {})[indikator_id, year, kon] = Number(*number)
    return Persons(years, measures, unreported, numbers)


def read_years(warehouse: Warehouse, matar: int) -> tuple[int, ...]:
    """Return every calendar year from the first with counts to the last until *matar*.

    A year between them without any is there too: a gap is a gap.
    """
    (found,) = warehouse.rows(
        "select min(matar) as first, max(matar) as last from marts.fct_enhetsvarde"
        " where matar <= ?",
        matar,
    )
    return tuple(range(found["first"], found["last"] + 1)) if found["first"] else ()


def read_measures(scope: Scope) -> tuple[Measures, Measures]:
    """Return the measures that somebody has reported until the year, and the others."""
    rows = scope.warehouse.rows(measures_query(scope.texts.indicator_name), scope.matar)
    return told_apart(row.values() for row in rows)


def section_of(persons: Persons, subject: Subject) -> Section | None:
    """Return what a subject's page says; None where no counts have been delivered."""
    if not persons.years:
        return None
    lines = tuple(_lines(persons, subject))
    shown = [
        number
        for line in lines
        for number in (*(one for _, one in line.years), *(one for _, one in line.beside))
        if number is not None
    ]
    return Section(
        persons.years,
        lines,
        persons.unreported,
        has_protected=any(one.orsak_kod == PROTECTED for one in shown),
        has_narmevarde=any(one.ar_narmevarde for one in shown),
        has_lasning_b=any(is_told_apart(subject.key, line.last) for line in lines),
    )


def is_told_apart(key: Key, number: Number | None) -> bool:
    """Tell whether reading B is a figure of its own: a unit's is its rate."""
    return key[0] != UNIT and number is not None and number.varde_lasning_b is not None


def _lines(persons: Persons, subject: Subject) -> Iterator[Line]:
    # a unit is told in total only, and so is a city
    sexes = SEXES if not subject.is_unit and subject.gruppindelning != "storstad" else (TOTAL,)
    own = persons.numbers.get(written(subject.key), {})
    for measure in persons.measures:
        for kon in sexes:
            last = measure.indikator_id, persons.years[-1], kon
            yield Line(
                measure,
                kon,
                tuple((year, own.get((measure.indikator_id, year, kon))) for year in persons.years),
                tuple(
                    (one, persons.numbers.get(written(one.group.key), {}).get(last))
                    for one in subject.compared
                ),
            )


_NUMBERS = f"""
    select tal.gruppindelning || ':' || tal.grupp_kod as nyckel, tal.indikator_id, tal.matar,
        tal.kon, tal.antal, tal.namnare_antal, tal.varde, tal.varde_lasning_b, tal.enheter_antal,
        tal.rapporterande_antal, tal.tackning_procent, tal.ar_narmevarde, tal.orsak_kod,
        {{text}} as orsak_text, tal.skillnad
    from ({NUMBERS}) as tal
    left join regler.orsak as orsak on tal.orsak_kod = orsak.orsak_kod
    where tal.matar <= ? and nyckel in (select unnest(?::varchar[]))
"""
