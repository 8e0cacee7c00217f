"""A small group unit by unit: who has what, and who lacks what."""

from dataclasses import dataclass
from itertools import groupby

from oppna_jamforelser.report.results import Outcome, Results
from oppna_jamforelser.report.subject import Subject

MOST = 20
"""A group of more units than this is told by counts: a wider table cannot be read."""


@dataclass(frozen=True)
class Line:
    """One indicator: its name, its id in Kolada, and each unit's outcome, or why there is none."""

    namn: str
    kolada_id: str | None
    orsak_text: str | None
    outcomes: tuple[Outcome | None, ...]


@dataclass(frozen=True)
class Part:
    """The indicators under one heading."""

    rubrik: str
    lines: tuple[Line, ...]


def members_of(results: Results, subject: Subject) -> list[Part]:
    """Return a small group unit by unit, by indicator area; nothing of a group that is large."""
    if subject.is_unit or len(subject.enheter) > MOST:
        return []
    units = [results.outcomes[kod] for kod in subject.enheter]
    indicators = [one for one in results.indicators if not one.is_composite]
    return [
        Part(
            area,
            tuple(
                Line(
                    one.kortnamn, one.kolada_id, None,
                    tuple(unit.get(one.indikator_id) for unit in units),
                )
                for one in members
            ),
        )
        for area, members in groupby(indicators, key=lambda one: one.indikatoromrade)
    ]  # fmt: skip
