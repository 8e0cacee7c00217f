"""What stands between the subject and Ja, and what can be learnt of those who are there."""

from dataclasses import dataclass

from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Warehouse


@dataclass(frozen=True)
class Way:
    """The shortest way to Ja in one indicator, for the units that stand alike."""

    kortnamn: str
    steg_antal: int
    lage_text: str
    forslag_text: str
    enheter: tuple[str, ...]


def read_ways(warehouse: Warehouse, subject: Subject) -> list[Way]:
    """Return the shortest way of action by indicator, the shortest ways first.

    Circumstances that spare the action ("behövs inte") are no advice and are left out; so are
    composites, whose parts are listed themselves.
    """
    rows = warehouse.rows(
        """
        with vag as (
            select vag.*,
                row_number() over (
                    partition by vag.enhet_kod, vag.indikator_id
                    order by vag.steg_antal, vag.forslag_nr
                ) as ordning
            from marts.mart_vagen_till_ja as vag
            where vag.matar = ? and list_contains(?, vag.enhet_kod) and vag.ar_atgard = 1
        )

        select indikator.kortnamn, vag.steg_antal, vag.lage_text, vag.forslag_text, enhet.enhet_namn
        from vag
        inner join marts.dim_indikator as indikator on vag.indikator_id = indikator.indikator_id
        inner join marts.dim_enhet as enhet on vag.enhet_kod = enhet.enhet_kod
        where vag.ordning = 1 and indikator.indikator_typ <> 'sammansatt'
        order by vag.steg_antal, indikator.indikatoromrade collate sv,
            indikator.kortnamn collate sv, vag.lage_text, enhet.enhet_namn collate sv
        """,
        subject.matar, list(subject.enheter),
    )  # fmt: skip
    ways: dict[tuple[str, int, str, str], list[str]] = {}
    for row in rows:
        key = row["kortnamn"], row["steg_antal"], row["lage_text"], row["forslag_text"]
        ways.setdefault(key, []).append(row["enhet_namn"])
    return [Way(*key, enheter=tuple(names)) for key, names in ways.items()]
