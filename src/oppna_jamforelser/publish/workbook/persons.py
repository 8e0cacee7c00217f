"""Counts of persons as the workbook shows them: read once, for the sheet and for Start."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import duckdb

from oppna_jamforelser.persons import Measures, told_apart
from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.report.persons import NUMBERS, measures_query

UNITS = {"kommun": "Kommun", "del": "Stadsdel", "stad": "Hel stad"}


class Number(NamedTuple):
    """What is shown of a measure: of a unit or group, one year and sex."""

    kind: str
    key: str
    kind_name: str
    name: str
    county: str
    measure: str
    matar: int
    kon: str
    value: Decimal | None
    persons: int | None
    denominator: int | None
    reading_b: Decimal | None
    coverage: int | None
    reported: int | None
    units: int | None
    is_proxy: bool
    reason: str | None
    before: Decimal | None
    change: Decimal | None

    @property
    def place(self) -> str:
        """Return the key that the start sheet knows whose it is by."""
        return self.key if self.kind in UNITS else f"{self.kind}:{self.key}"

    def shown(self, value: Decimal | int | None) -> Decimal | int | str:
        """Return a number, or in words why it is not there."""
        if value is not None:
            return value
        return texts.REASONS[self.reason] if self.reason else texts.NOT_SHOWN


@dataclass(frozen=True)
class Persons:
    """The numbers until the publication's year.

    *unreported* names the measures that nobody has reported; *years* is empty where no counts have
    been delivered.
    """

    years: list[int]
    measures: Measures
    unreported: Measures
    numbers: list[Number]


def read_persons(connection: duckdb.DuckDBPyConnection, matar: int) -> Persons:
    """Read what is published until *matar*."""
    years = [year for (year,) in connection.execute(_YEARS, [matar]).fetchall()]
    measures = told_apart(connection.execute(measures_query(), [matar]).fetchall())
    numbers = [Number(*row) for row in connection.execute(_NUMBERS, [matar]).fetchall()]
    return Persons(years, *measures, numbers)


def titles(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the Swedish titles of the columns, as every other format has them."""
    return dict(connection.execute(_TITLES).fetchall())


def explanation(number: Number) -> str:
    """Return in words what a number rests on, or why it is not there."""
    parts = []
    if number.reason == "skyddad":
        parts.append(PROTECTED)
    elif number.reason:
        parts.append(f"{texts.REASONS[number.reason]}.")
    elif number.units is None:
        parts.append("Egna tal.")
    if number.reported is not None:
        parts.append(f"{number.reported} av {number.units} enheter har rapporterat.")
    if number.is_proxy:
        parts.append(PROXY)
    return " ".join(parts)


PROTECTED = (
    "Skyddad: antal på 1–4 personer visas inte, och inte heller tal som de kan räknas fram ur."
)
PROXY = "Närmevärde: bildat av två antal från samma år."
_YEARS = "select distinct matar from marts.fct_enhetsvarde where matar <= ? order by matar"
_TITLES = """
    select kolumn, titel_sv from marts.dim_kolumn
    where tabell in ('fct_gruppvarde_tal', 'fct_tal_forandring')
    order by tabell = 'fct_gruppvarde_tal'
"""
# a city that reports in parts is told once, as the group that it is: with its coverage
_NUMBERS = f"""
    select
        case
            when tal.gruppindelning = 'storstad' then 'stad'
            when tal.gruppindelning <> 'enhet' then tal.gruppindelning
            when enhet.enhet_kod = enhet.kommun_kod then 'kommun'
            else 'del'
        end as slag,
        tal.grupp_kod, coalesce(grupp.gruppindelning_namn, ''),
        case slag
            when 'kommun' then enhet.enhet_namn
            when 'del' then kommun.kommun_namn || ' – ' || enhet.enhet_namn
            else grupp.grupp_namn
        end as namn,
        coalesce(kommun.lan_namn, ''), tal.indikator_id, tal.matar, tal.kon, tal.varde, tal.antal,
        tal.namnare_antal, tal.varde_lasning_b, tal.tackning_procent, tal.rapporterande_antal,
        tal.enheter_antal, tal.ar_narmevarde, tal.orsak_kod, tal.fore_varde, tal.skillnad
    from ({NUMBERS}) as tal
    left join marts.dim_redovisningsgrupp as grupp
        on tal.gruppindelning = grupp.gruppindelning and tal.grupp_kod = grupp.grupp_kod
    left join marts.dim_enhet as enhet
        on tal.gruppindelning = 'enhet' and tal.grupp_kod = enhet.enhet_kod
    left join marts.dim_kommun as kommun
        on case when tal.gruppindelning = 'storstad' then tal.grupp_kod else enhet.kommun_kod end
        = kommun.kommun_kod
    where tal.matar <= ? and (tal.gruppindelning <> 'storstad' or tal.kon = 'totalt')
        and not (
            tal.gruppindelning = 'enhet' and exists (
                select 1 from marts.fct_gruppvarde_tal as stad
                where stad.matar = tal.matar and stad.gruppindelning = 'storstad'
                    and stad.grupp_kod = tal.grupp_kod
            )
        )
    order by tal.matar, slag in ('kommun', 'del', 'stad'), slag <> 'riket',
        case when slag in ('kommun', 'del', 'stad') then '' else tal.gruppindelning end,
        namn collate sv, tal.grupp_kod, tal.indikator_id,
        case tal.kon when 'totalt' then 0 when 'kvinnor' then 1 else 2 end
"""
