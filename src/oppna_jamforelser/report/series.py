"""The outcomes of the years: how many were Ja, among the indicators that stayed comparable."""

from collections import Counter
from dataclasses import dataclass

from oppna_jamforelser.report.subject import Subject
from oppna_jamforelser.warehouse import Warehouse

NAMES = {
    "ja": "Ja",
    "delvis": "Delvis",
    "nej": "Nej",
    "ej_aktuellt": "Ej aktuellt",
    "saknas": "Resultat saknas",
}
UTFALL = tuple(NAMES)


@dataclass(frozen=True)
class Series:
    """Counts of outcomes by year over one fixed set of indicators and units."""

    indikator_antal: int
    years: dict[int, Counter[str]]

    @property
    def text(self) -> str:
        """Return in words what the bars show."""
        return " ".join(
            f"{matar}: "
            + ", ".join(f"{counts[utfall]} {NAMES[utfall]}" for utfall in UTFALL if counts[utfall])
            + "."
            for matar, counts in self.years.items()
        )


def read_series(warehouse: Warehouse, subject: Subject) -> Series | None:
    """Return the longest comparable past of most indicators, or None when there is no past.

    The set is the indicators whose unbroken segment began no later than that of most indicators:
    a sum over the years never crosses years that may not be compared. A city has no series of its
    own here, since its parts change; its parts have.
    """
    if subject.has_parts:
        return None
    rows = warehouse.rows(
        """
        with serie as (
            select serie.*
            from marts.fct_tidsserie as serie
            inner join marts.dim_indikator as indikator
                on serie.indikator_id = indikator.indikator_id
            where serie.gruppindelning = 'enhet' and serie.grupp_kod = ? and serie.matar <= ?
                and indikator.indikator_typ <> 'sammansatt'
        ),

        sista as (
            select indikator_id, segment_nr from serie
            where matar = ? and segment_nr is not null
        )

        select serie.indikator_id, serie.matar, coalesce(serie.utfall, 'saknas') as utfall
        from serie
        inner join sista
            on serie.indikator_id = sista.indikator_id and serie.segment_nr = sista.segment_nr
        order by serie.indikator_id, serie.matar
        """,
        subject.kod, subject.matar, subject.matar,
    )  # fmt: skip
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row["indikator_id"], row["matar"])
    if not first:
        return None
    start = min(Counter(first.values()).items(), key=lambda item: (-item[1], item[0]))[0]
    chosen = {indikator_id for indikator_id, matar in first.items() if matar <= start}
    years: dict[int, Counter[str]] = {}
    for row in rows:
        if row["indikator_id"] in chosen and row["matar"] >= start:
            years.setdefault(row["matar"], Counter())[row["utfall"]] += 1
    return Series(len(chosen), dict(sorted(years.items()))) if len(years) > 1 else None
