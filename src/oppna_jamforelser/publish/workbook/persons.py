"""Counts of persons as the workbook shows them: read once, for the sheet and for Start."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import duckdb

from oppna_jamforelser.publish.workbook import texts

TOTAL = "totalt"
UNITS = {"kommun": "Kommun", "del": "Stadsdel", "stad": "Hel stad"}
KON = {"totalt": "Totalt", "kvinnor": "Kvinnor", "man": "Män"}
RATE, SHARE = "per 10 000 vuxna", "procent"
UNIT = "enhet"


class Measure(NamedTuple):
    """A measure of persons that somebody has reported."""

    id: str
    name: str
    is_rate: bool

    @property
    def unit(self) -> str:
        """Return what its values are of."""
        return RATE if self.is_rate else SHARE


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
    measures: list[Measure]
    unreported: list[str]
    numbers: list[Number]


def read_persons(connection: duckdb.DuckDBPyConnection, matar: int) -> Persons:
    """Read what is published until *matar*."""
    years = [year for (year,) in connection.execute(_YEARS, [matar]).fetchall()]
    found = connection.execute(_MEASURES, [matar]).fetchall()
    numbers = [Number(*row) for row in connection.execute(_NUMBERS, [matar]).fetchall()]
    return Persons(
        years,
        [Measure(*row) for *row, is_reported in found if is_reported],
        [name for _, name, _, is_reported in found if not is_reported],
        numbers,
    )


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
_MEASURES = """
    select indikator_id, kortnamn, starts_with(skala, 'Antal') as is_rate,
        exists (
            select 1 from marts.fct_gruppvarde_tal as tal
            where tal.indikator_id = indikator.indikator_id and tal.matar <= ?
                and tal.rapporterande_antal > 0
        ) as is_reported
    from marts.dim_indikator as indikator
    where status = 'personbaserad'
    order by indikator_typ, kolada_id nulls last, indikator_id
"""
# a city that reports in parts is told once, as the group that it is: with its coverage
_NUMBERS = """
    with tal as (
        select
            case
                when tal.gruppindelning = 'storstad' then 'stad' else tal.gruppindelning
            end as kind,
            tal.grupp_kod as kod, grupp.gruppindelning_namn as kind_name, grupp.grupp_namn as namn,
            '' as lan_namn, tal.*
        from marts.fct_gruppvarde_tal as tal
        inner join marts.dim_redovisningsgrupp as grupp
            on tal.gruppindelning = grupp.gruppindelning and tal.grupp_kod = grupp.grupp_kod
        where tal.gruppindelning <> 'storstad' or tal.kon = 'totalt'
        union all by name
        select
            case when enhet.enhet_kod = enhet.kommun_kod then 'kommun' else 'del' end as kind,
            tal.enhet_kod as kod, '' as kind_name,
            case
                when enhet.enhet_kod = enhet.kommun_kod then enhet.enhet_namn
                else kommun.kommun_namn || ' – ' || enhet.enhet_namn
            end as namn,
            kommun.lan_namn, 'enhet' as gruppindelning, tal.enhet_kod as grupp_kod,
            'totalt' as kon, tal.*
        from marts.fct_enhetsvarde as tal
        inner join marts.dim_enhet as enhet on tal.enhet_kod = enhet.enhet_kod
        inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
        where not exists (
            select 1 from marts.fct_gruppvarde_tal as stad
            where stad.matar = tal.matar and stad.gruppindelning = 'storstad'
                and stad.grupp_kod = tal.enhet_kod
        )
    )

    select tal.kind, tal.kod, tal.kind_name, tal.namn, coalesce(stad.lan_namn, tal.lan_namn),
        tal.indikator_id, tal.matar, tal.kon, tal.varde, tal.antal, tal.namnare_antal,
        tal.varde_lasning_b, tal.tackning_procent, tal.rapporterande_antal, tal.enheter_antal,
        tal.ar_narmevarde, tal.orsak_kod, byte.fore_varde, byte.skillnad
    from tal
    left join marts.dim_kommun as stad on tal.kind = 'stad' and tal.kod = stad.kommun_kod
    left join marts.fct_tal_forandring as byte
        on tal.matar = byte.matar and tal.grupp_kod = byte.grupp_kod
        and tal.indikator_id = byte.indikator_id and tal.kon = byte.kon
        and case when tal.kind = 'stad' then 'enhet' else tal.gruppindelning end
        = byte.gruppindelning
    where tal.matar <= ?
    order by tal.matar, tal.kind in ('kommun', 'del', 'stad'), tal.kind <> 'riket',
        case when tal.kind in ('kommun', 'del', 'stad') then '' else tal.gruppindelning end,
        tal.namn collate sv, tal.kod, tal.indikator_id,
        case tal.kon when 'totalt' then 0 when 'kvinnor' then 1 else 2 end
"""
