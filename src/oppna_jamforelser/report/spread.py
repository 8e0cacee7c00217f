"""How many Ja the units of a comparable group have: where the subject stands among its like."""

from dataclasses import dataclass

from oppna_jamforelser.report.subject import Group, Subject
from oppna_jamforelser.warehouse import Warehouse

COMPARED = ("skr", "storleksgrupp", "lan")


@dataclass(frozen=True)
class Spread:
    """The numbers of Ja of a group's answering units; the subject's own units apart."""

    group: Group
    own: tuple[int, ...]
    others: tuple[int, ...]
    without_answer_antal: int

    @property
    def text(self) -> str:
        """Return in words what the row of dots shows."""
        name, everybody = self.group.grupp_namn, (*self.own, *self.others)
        text = (
            f"{name}: {len(everybody)} svarande har mellan {min(everybody)} och {max(everybody)} Ja"
        )
        if len(self.own) != 1:
            return f"{text}, delarna {', '.join(map(str, self.own))}." if self.own else f"{text}."
        (own,) = self.own
        more, fewer = sum(n > own for n in self.others), sum(n < own for n in self.others)
        return f"{text}; {more} har fler än {own} och {fewer} har färre."


def read_spreads(warehouse: Warehouse, subject: Subject) -> list[Spread]:
    """Return the number of Ja by unit for the groups that are alike, composites left out.

    A unit that did not answer has no number: it is counted apart, never as 0.
    """
    return [
        _spread(warehouse, subject, group)
        for group in subject.grupper
        if group.gruppindelning in COMPARED and group.enheter_antal > len(subject.enheter)
    ]


def _spread(warehouse: Warehouse, subject: Subject, group: Group) -> Spread:
    rows = warehouse.rows(
        """
        select fakta.enhet_kod,
            count(*) filter (where fakta.utfall = 'ja') as ja_antal,
            count(*) filter (where fakta.orsak_kod = 'enhetsbortfall') > 0 as is_silent
        from marts.fct_enhetsutfall as fakta
        inner join marts.bridge_enhet_grupp as bridge
            on fakta.matar = bridge.matar and fakta.enhet_kod = bridge.enhet_kod
        inner join marts.dim_indikator as indikator
            on fakta.indikator_id = indikator.indikator_id
        where fakta.matar = ? and bridge.gruppindelning = ? and bridge.grupp_kod = ?
            and indikator.indikator_typ <> 'sammansatt'
        group by fakta.enhet_kod
        order by fakta.enhet_kod
        """,
        subject.matar, group.gruppindelning, group.grupp_kod,
    )  # fmt: skip
    answering = [row for row in rows if not row["is_silent"]]
    return Spread(
        group,
        own=tuple(row["ja_antal"] for row in answering if row["enhet_kod"] in subject.enheter),
        others=tuple(
            row["ja_antal"] for row in answering if row["enhet_kod"] not in subject.enheter
        ),
        without_answer_antal=len(rows) - len(answering),
    )
