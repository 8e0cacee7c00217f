"""A small group unit by unit: who has what, and who lacks what."""

from dataclasses import dataclass, replace
from itertools import groupby

from oppna_jamforelser.persons import STATUS, TOTAL, Measure
from oppna_jamforelser.report.persons import Number, Persons
from oppna_jamforelser.report.results import Outcome, Results
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import UNIT, Key, Subject

MOST = 20
"""A group of more units than this is told by counts: a wider table cannot be read."""


@dataclass(frozen=True)
class Line:
    """One indicator: its name and id in Kolada; *orsak_text* says why the year has none of it.

    A *measure* of persons has numbers, every other indicator outcomes.
    """

    indikator_id: str
    rubrik: str
    namn: str
    kolada_id: str | None
    orsak_text: str | None
    outcomes: tuple[Outcome | None, ...] = ()
    measure: Measure | None = None
    numbers: tuple[Number | None, ...] = ()


@dataclass(frozen=True)
class Part:
    """The indicators under one heading."""

    rubrik: str
    lines: tuple[Line, ...]


def read_lists(scope: Scope) -> dict[Key, list[Line]]:
    """Return the indicators that own groups have agreed to follow, in their order, with their ids.

    What was not asked in the year, has ended or cannot be verified has its reason.
    """
    texts = scope.texts
    heading = "lista.rubrik"
    if texts.language == "en":
        heading = "coalesce(indikator.indikatoromrade_en, lista.rubrik)"
    rows = scope.warehouse.rows(
        f"""
        select lista.grupp_kod, lista.indikator_id, {heading} as rubrik,
            {texts.indicator_name} as namn, lista.kolada_id,
            case
                when fraga.indikator_id is null and indikator.status <> '{STATUS}'
                    then {texts.column("indikator.status_text")}
            end as orsak_text, indikator.sista_matar
        from referens.egen_grupp_indikator as lista
        inner join marts.dim_indikator as indikator on lista.indikator_id = indikator.indikator_id
        left join (
            select distinct indikator_id from marts.fct_gruppvarde where matar = ?
        ) as fraga on lista.indikator_id = fraga.indikator_id
        order by lista.grupp_kod, lista.ordning
        """,
        scope.matar,
    )
    lists: dict[Key, list[Line]] = {}
    for row in rows:
        key = "egen", row.pop("grupp_kod")
        last = row.pop("sista_matar")
        if row["orsak_text"] and last:
            row["orsak_text"] = f"{row['orsak_text']} ({last})"
        lists.setdefault(key, []).append(Line(**row))
    return lists


def members_of(
    results: Results, lists: dict[Key, list[Line]], persons: Persons, matar: int, subject: Subject
) -> list[Part]:
    """Return a small group unit by unit; nothing of a group that is large, or of a unit.

    An own group with a list of its own has its order and headings, others the indicator areas.
    """
    if subject.is_unit or len(subject.enheter) > MOST:
        return []
    lines = lists.get(subject.key) or [
        Line(one.indikator_id, one.indikatoromrade, one.kortnamn, one.kolada_id, None)
        for one in results.indicators
        if not one.is_composite
    ]
    known = {one.indikator_id: one for one in (*persons.measures, *persons.unreported)}
    filled = (
        _with_numbers(line, known[line.indikator_id], persons, matar, subject)
        if line.indikator_id in known
        else _with_outcomes(line, results, subject)
        for line in lines
    )
    return [
        Part(heading, tuple(members))
        for heading, members in groupby(filled, key=lambda line: line.rubrik)
    ]


def _with_outcomes(line: Line, results: Results, subject: Subject) -> Line:
    units = [results.outcomes[kod] for kod in subject.enheter]
    return replace(line, outcomes=tuple(unit.get(line.indikator_id) for unit in units))


def _with_numbers(
    line: Line, measure: Measure, persons: Persons, matar: int, subject: Subject
) -> Line:
    units = [persons.numbers.get(f"{UNIT}:{kod}", {}) for kod in subject.enheter]
    cell = line.indikator_id, matar, TOTAL
    return replace(line, measure=measure, numbers=tuple(unit.get(cell) for unit in units))
