"""Counts of persons, as the report and the workbook read them: measures, and every number."""

from collections.abc import Iterable
from typing import Any, NamedTuple

TOTAL, SEXES = "totalt", ("totalt", "kvinnor", "man")
KON = {"totalt": "Totalt", "kvinnor": "Kvinnor", "man": "Män"}
STATUS = "personbaserad"
RATE, SHARE = "per 10 000 vuxna", "procent"


class Measure(NamedTuple):
    """A measure of persons; *is_rate* tells a rate per 10 000 adults from a share in percent."""

    indikator_id: str
    kortnamn: str
    kolada_id: str | None
    is_rate: bool

    @property
    def unit(self) -> str:
        """Return what its values are of, in Swedish."""
        return RATE if self.is_rate else SHARE


Measures = tuple[Measure, ...]


def measures_query(name: str = "indikator.kortnamn") -> str:
    """Return the query for the measures, called *name*, and whether any is reported until a year.

    It has one parameter, the year; its rows are for ``told_apart``.
    """
    return f"""
        select indikator.indikator_id, {name} as kortnamn, indikator.kolada_id,
            starts_with(indikator.skala, 'Antal') as is_rate,
            exists (
                select 1 from marts.fct_gruppvarde_tal as tal
                where tal.indikator_id = indikator.indikator_id and tal.matar <= ?
                    and tal.rapporterande_antal > 0
            ) as is_reported
        from marts.dim_indikator as indikator
        where indikator.status = '{STATUS}'
        order by indikator.indikator_typ, indikator.kolada_id nulls last, indikator.indikator_id
    """


def told_apart(rows: Iterable[Iterable[Any]]) -> tuple[Measures, Measures]:
    """Return the measures that somebody has reported, and the others."""
    found = [(bool(is_reported), Measure(*measure)) for *measure, is_reported in rows]
    return tuple(one for is_in, one in found if is_in), tuple(
        one for is_in, one in found if not is_in
    )


# a unit has no coverage and no sexes; the change of a city stands under its code as a unit
NUMBERS = """
    select tal.*, byte.fore_varde, byte.skillnad
    from (
        select 'enhet' as gruppindelning, enhet_kod as grupp_kod, 'totalt' as kon,
            * exclude (enhet_kod)
        from marts.fct_enhetsvarde
        union all by name
        select * from marts.fct_gruppvarde_tal
    ) as tal
    left join marts.fct_tal_forandring as byte
        on tal.matar = byte.matar and tal.grupp_kod = byte.grupp_kod
        and tal.indikator_id = byte.indikator_id and tal.kon = byte.kon
        and case when tal.gruppindelning = 'storstad' then 'enhet' else tal.gruppindelning end
        = byte.gruppindelning
"""
