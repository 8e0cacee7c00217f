"""What is Ja now and will be Nej at the next survey unless somebody follows it up."""

from dataclasses import dataclass

from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Warehouse


@dataclass(frozen=True)
class Expiring:
    """One Ja that lapses."""

    enhet_namn: str
    kortnamn: str
    text: str


def read_expiring(warehouse: Warehouse, subject: Subject) -> list[Expiring]:
    """Return what lapses, by indicator; composites follow their parts and are left out."""
    rows = warehouse.rows(
        """
        select enhet.enhet_namn, indikator.kortnamn, upphor.mening as text
        from kvalitet.kva_upphor_nasta_ar as upphor
        inner join marts.dim_enhet as enhet on upphor.enhet_kod = enhet.enhet_kod
        inner join marts.dim_indikator as indikator
            on upphor.indikator_id = indikator.indikator_id
        where upphor.matar = ? and list_contains(?, upphor.enhet_kod)
            and indikator.indikator_typ <> 'sammansatt'
        order by upphor.ar_sakert desc, indikator.indikatoromrade collate sv,
            indikator.kortnamn collate sv, enhet.enhet_namn collate sv
        """,
        subject.matar, list(subject.enheter),
    )  # fmt: skip
    return [Expiring(**row) for row in rows]
