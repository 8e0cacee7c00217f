"""What is Ja now and will be Nej at the next survey unless somebody follows it up."""

from dataclasses import dataclass

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Row


@dataclass(frozen=True)
class Expiring:
    """One Ja that lapses, or may lapse, and the units whose it is."""

    indikator_id: str
    kortnamn: str
    text: str
    enheter: tuple[str, ...]


def read_expiring(scope: Scope) -> dict[str, list[tuple[str, str, str]]]:
    """Return by unit what lapses, by indicator; composites follow their parts and are left out."""
    rows = scope.warehouse.rows(
        f"""
        select upphor.enhet_kod, upphor.indikator_id, {scope.texts.indicator_name} as kortnamn,
            upphor.mening, upphor.matar, upphor.nasta_matar, upphor.grund_kod, upphor.skal_kod,
            upphor.ar_sakert, upphor.fraga_kod, upphor.nasta_fonster_manader,
            upphor.nasta_fonster_ar,
            {scope.texts.column("klass.svarsklass_text")} as tidigare_text
        from kvalitet.kva_upphor_nasta_ar as upphor
        inner join marts.dim_indikator as indikator
            on upphor.indikator_id = indikator.indikator_id
        left join metadata.svarsklass as klass on upphor.tidigare_svarsklass = klass.svarsklass
        where upphor.matar = ? and upphor.enhet_kod in (select unnest(?::varchar[]))
            and indikator.indikator_typ <> 'sammansatt'
        order by upphor.ar_sakert desc, indikator.indikatoromrade collate sv,
            indikator.kortnamn collate sv
        """,
        scope.matar, scope.enheter,
    )  # fmt: skip
    return grouped(
        (row["enhet_kod"], (row["indikator_id"], row["kortnamn"], _sentence(scope, row)))
        for row in rows
    )


def _sentence(scope: Scope, row: Row) -> str:
    """Return the warehouse's sentence; in English one made of the same columns."""
    texts = scope.texts
    if texts.language == "sv":
        return str(row["mening"])
    return " ".join(
        (
            texts(f"expiring_{row['grund_kod']}", **row),
            texts(f"expiring_{row['skal_kod']}", **row),
            texts("expiring_window", **row),
            texts("expiring_certain" if row["ar_sakert"] else "expiring_maybe"),
        )
    )


def expiring_of(
    expiring: dict[str, list[tuple[str, str, str]]], subject: Subject
) -> list[Expiring]:
    """Return what lapses, each Ja once, with the units whose it is."""
    found = grouped((item, kod) for kod in subject.enheter for item in expiring.get(kod, []))
    items = [Expiring(*item, enheter=tuple(koder)) for item, koder in found.items()]
    return items if subject.is_unit else sorted(items, key=lambda one: -len(one.enheter))
