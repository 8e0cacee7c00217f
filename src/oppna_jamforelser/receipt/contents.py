"""What a receipt says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from oppna_jamforelser.gate.result import Failure
from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.intake.delivery import Source
from oppna_jamforelser.intake.review import Review

COMMON = "Gemensamma frågor"
MANY_UNITS = 20  # with more, a receipt has one line a unit


@dataclass(frozen=True)
class Question:
    """A question × area × item of a unit, with the words that the sender knows it by."""

    omrade_namn: str
    fraga_kod: str
    delfraga_namn: str
    fraga_text: str

    @property
    def kod(self) -> str:
        """The question's code, with its item: ``G3 Polisen``."""
        return f"{self.fraga_kod} {self.delfraga_namn}".rstrip()


@dataclass(frozen=True)
class Change:
    """An answer that means something else than the unit's answer of its last year."""

    question: Question
    fore_matar: int
    fore_text: str
    text: str


@dataclass(frozen=True)
class Unit:
    """One unit and mätår of the delivery: its rows, and what the landing has of its answers."""

    matar: int
    enhet_kod: str
    enhet_namn: str
    accepted_count: int
    refused_count: int
    asked_count: int
    missing: Sequence[Question]
    changes: Sequence[Change]

    @property
    def answered_count(self) -> int:
        return self.asked_count - len(self.missing)

    @property
    def missing_by_area(self) -> dict[str, list[Question]]:
        """The missing questions under the name of their area."""
        return grouped((question.omrade_namn, question) for question in self.missing)


@dataclass(frozen=True)
class WithoutEffect:
    """Accepted rows that change nothing: older than the answer in force (the first of them by
    number), or empty where there is an earlier answer."""

    older_count: int = 0
    empty_count: int = 0
    older_rows: Sequence[int] = ()


@dataclass(frozen=True)
class Judgement:
    """How many expectations were tried, which do not hold, and on what."""

    expectation_count: int
    failures: Sequence[Failure]
    by_row: bool
    has_refused: bool

    @property
    def to_look_at(self) -> list[Failure]:
        """What the refusals do not tell: a code that is unknown has refused its row already."""
        return [
            failure
            for failure in self.failures
            if not (self.has_refused and failure.suite.startswith("rad"))
        ]


@dataclass(frozen=True)
class Receipt:
    """What one file led to."""

    source: Source
    leverans_nr: int
    leverans_id: str
    mottagen: datetime | None
    redan_mottagen: bool
    review: Review
    judgement: Judgement
    units: Sequence[Unit]
    units_are_read: bool = True
    without_effect: WithoutEffect = WithoutEffect()
    om_tal: str = ""  # of counts and populations: what they are about

    @property
    def has_many_units(self) -> bool:
        return len(self.units) > MANY_UNITS

    @property
    def name(self) -> str:
        """The name of the receipt's files, without their kind."""
        return receipt_name(self.leverans_nr, self.leverans_id)


def receipt_name(leverans_nr: int, leverans_id: str) -> str:
    """Return the name of a delivery's receipt, without the kind of file."""
    return f"kvitto_{leverans_nr:05d}_{leverans_id[:8]}"
