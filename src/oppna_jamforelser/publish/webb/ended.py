"""Units and groups of earlier years that are no more: their figures stay, and lead on."""

from dataclasses import dataclass

from oppna_jamforelser.publish.webb.address import Place, address, why_page
from oppna_jamforelser.report.subject import UNIT, Frame, Subject
from oppna_jamforelser.warehouse import Warehouse

_UNITS = """
    select enhet.enhet_kod as kod, enhet.enhet_namn as namn,
        enhet.enhet_namn || case when enhet.enhet_kod = enhet.kommun_kod then ''
            else ', ' || kommun.kommun_namn end as hela_namnet,
        enhet.giltig_till, byte.till_enhet_kod as efterfoljare, max(fakta.matar) as sista_matar
    from marts.fct_enhetsutfall as fakta
    inner join marts.dim_enhet as enhet on fakta.enhet_kod = enhet.enhet_kod
    inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
    left join referens.enhet_sammanslagning as byte on enhet.enhet_kod = byte.fran_enhet_kod
    where fakta.matar <= $1 and enhet.enhet_kod not in (select unnest($2::varchar[]))
    group by all
    order by kod, efterfoljare
"""
_GROUPS = """
    select varde.gruppindelning, varde.grupp_kod, grupp.grupp_namn,
        max(varde.matar) as sista_matar
    from marts.fct_gruppvarde as varde
    inner join marts.dim_redovisningsgrupp as grupp
        on varde.gruppindelning = grupp.gruppindelning and varde.grupp_kod = grupp.grupp_kod
    where varde.matar <= $1
        and varde.gruppindelning || ':' || varde.grupp_kod not in (select unnest($2::varchar[]))
    group by all
    order by varde.gruppindelning, varde.grupp_kod
"""


@dataclass(frozen=True)
class Ended:
    """Whom the survey no longer holds: since when, and who came after (where that is known)."""

    subject: Subject
    giltig_till: str
    sista_matar: int
    efterfoljare: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """Return where its figures are: it has no page but the one that says why."""
        subject = self.subject
        return Place(subject.gruppindelning, subject.kod, subject.full_name, why_page(subject.key))


def read_ended(warehouse: Warehouse, frame: Frame) -> list[Ended]:
    """Return the units and groups with results of earlier years that the frame does not hold."""
    found: dict[str, Ended] = {}
    for row in warehouse.rows(_UNITS, frame.matar, list(frame.units)):
        before = found.get(row["kod"])
        found[row["kod"]] = Ended(
            Subject(UNIT, row["kod"], row["namn"], row["hela_namnet"], (row["kod"],), ()),
            str(row["giltig_till"] or ""),
            row["sista_matar"],
            (*(before.efterfoljare if before else ()), *_unit(frame, row["efterfoljare"])),
        )
    groups = [
        Ended(
            Subject(row["gruppindelning"], row["grupp_kod"], name, name, (), ()),
            "",
            row["sista_matar"],
            _unit(frame, row["grupp_kod"]) if row["gruppindelning"] == "storstad" else (),
        )
        for row in warehouse.rows(_GROUPS, frame.matar, [":".join(key) for key in frame.groups])
        for name in (row["grupp_namn"],)
    ]
    return [*found.values(), *groups]


def _unit(frame: Frame, kod: str | None) -> tuple[Place, ...]:
    """Return a unit of the frame, if it is one, with its page."""
    if kod not in frame.units:
        return ()
    return (Place(UNIT, kod, frame.units[kod].full_name, address((UNIT, kod))),)
