"""How many Ja the units of a comparable group have: where the subject stands among its like."""

from dataclasses import dataclass

from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Group, Subject
from oppna_jamforelser.report.texts import Texts

_OF_UNITS = ("skr", "storleksgrupp", "lan")


@dataclass(frozen=True)
class Spread:
    """The numbers of Ja of a group's answering units; the subject's own units apart."""

    group: Group
    own: tuple[int, ...]
    others: tuple[int, ...]
    without_answer_antal: int

    def text(self, texts: Texts) -> str:
        """Return in words what the row of dots shows."""
        everybody = (*self.own, *self.others)
        text = texts(
            "spread_text", grupp=self.group.namn, n=len(everybody), lagst=min(everybody),
            hogst=max(everybody),
        )  # fmt: skip
        if len(self.own) != 1:
            return text
        (own,) = self.own
        more, fewer = sum(n > own for n in self.others), sum(n < own for n in self.others)
        return f"{text} {texts('spread_own', own=own, fler=more, farre=fewer)}"


def read_ja_counts(scope: Scope) -> dict[str, int]:
    """Return how many Ja each unit that answered has, composites left out.

    A unit that did not answer has no number: it is counted apart, never as 0.
    """
    rows = scope.warehouse.rows(
        """
        select fakta.enhet_kod, count(*) filter (where fakta.utfall = 'ja') as ja_antal
        from marts.fct_enhetsutfall as fakta
        inner join marts.dim_indikator as indikator
            on fakta.indikator_id = indikator.indikator_id
        where fakta.matar = ? and indikator.indikator_typ <> 'sammansatt'
        group by fakta.enhet_kod
        order by fakta.enhet_kod
        """,
        scope.matar,
    )
    silent = scope.frame.silent
    return {row["enhet_kod"]: row["ja_antal"] for row in rows if row["enhet_kod"] not in silent}


def spreads_of(ja_counts: dict[str, int], subject: Subject) -> list[Spread]:
    """Return a row of dots for each group that the subject is compared with, or stands in."""
    chosen = [
        one.group
        for one in subject.compared
        if not subject.is_unit or one.group.gruppindelning in _OF_UNITS
    ]
    own = set(subject.enheter)
    return [spread for group in chosen if (spread := _spread(ja_counts, group, own)).others]


def _spread(ja_counts: dict[str, int], group: Group, own: set[str]) -> Spread:
    answering = [kod for kod in group.enheter if kod in ja_counts]
    return Spread(
        group,
        own=tuple(ja_counts[kod] for kod in answering if kod in own),
        others=tuple(ja_counts[kod] for kod in answering if kod not in own),
        without_answer_antal=len(group.enheter) - len(answering),
    )
