"""Counts of persons: a page for each measure, in Swedish and English, and each figure's ground."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from oppna_jamforelser.persons import SEXES, Measure
from oppna_jamforelser.publish.webb.address import address, indicator_page
from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.publish.webb.site import IndicatorPlace, Site
from oppna_jamforelser.report.persons import Number, Persons, read_measures, read_years
from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import UNIT, Key, Subject
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.warehouse import Row

RIKET = ("riket", "00")
_CARDS = """
    select indikator_id, falt_namn, falt_namn_en, text_sv, text_en, kalla
    from marts.mart_indikator_kort
    where giltig_fran_matar <= $1 and (giltig_till_matar is null or giltig_till_matar >= $1)
    order by indikator_id, falt_ordning, length(falt_kod), falt_kod
"""
_GROUPS = """
    select tal.indikator_id, tal.gruppindelning, grupp.gruppindelning_namn, tal.grupp_kod,
        grupp.grupp_namn, tal.kon, tal.antal, tal.namnare_antal, tal.varde, tal.varde_lasning_b,
        tal.enheter_antal, tal.rapporterande_antal, tal.tackning_procent, tal.ar_narmevarde,
        tal.orsak_kod, orsak.orsak_text
    from marts.fct_gruppvarde_tal as tal
    inner join marts.dim_redovisningsgrupp as grupp
        on tal.gruppindelning = grupp.gruppindelning and tal.grupp_kod = grupp.grupp_kod
    left join regler.orsak as orsak on tal.orsak_kod = orsak.orsak_kod
    where tal.matar = ? and tal.gruppindelning <> 'riket'
    order by tal.indikator_id, tal.gruppindelning, tal.grupp_kod
"""
_UNITS = """
    select tal.indikator_id, tal.enhet_kod, enhet.enhet_namn, kommun.kommun_kod,
        kommun.kommun_namn, kommun.lan_namn, tal.antal, tal.namnare_antal, tal.varde,
        tal.varde_lasning_b, null as enheter_antal, null as rapporterande_antal,
        null as tackning_procent, tal.ar_narmevarde, tal.orsak_kod, orsak.orsak_text
    from marts.fct_enhetsvarde as tal
    inner join marts.dim_enhet as enhet on tal.enhet_kod = enhet.enhet_kod
    inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
    left join regler.orsak as orsak on tal.orsak_kod = orsak.orsak_kod
    where tal.matar = ? and not exists (
        select 1 from marts.fct_gruppvarde_tal as stad
        where stad.matar = tal.matar and stad.gruppindelning = 'storstad'
            and stad.grupp_kod = tal.enhet_kod
    )
    order by tal.indikator_id, enhet.enhet_namn collate sv, tal.enhet_kod
"""


@dataclass(frozen=True)
class Ground:
    """One measure of a subject on its Varför page: its numbers by year and sex, latest first."""

    measure: Measure
    last: int
    rows: list[tuple[int, str, Number]]


def read_measure_places(scope: Scope) -> tuple[IndicatorPlace, ...]:
    """Return the page of each measure of persons; none where no counts have been delivered."""
    if not read_years(scope.warehouse, scope.matar):
        return ()
    return tuple(
        IndicatorPlace(one.indikator_id, one.kortnamn, indicator_page(one.indikator_id))
        for members in read_measures(scope)
        for one in members
    )


def grounds_of(persons: Persons, subject: Subject) -> list[Ground]:
    """Return what stands on a subject's Varför page of its numbers of persons."""
    own = persons.numbers.get(written(subject.key), {})
    grounds = []
    for measure in persons.measures:
        rows = [
            (year, kon, own[measure.indikator_id, year, kon])
            for year in reversed(persons.years)
            for kon in SEXES
            if (measure.indikator_id, year, kon) in own
            and (kon == SEXES[0] or subject.gruppindelning != "storstad")
        ]
        if rows:
            grounds.append(Ground(measure, rows[0][0], rows))
    return grounds


def write_measures(site: Site, persons: Persons) -> None:
    """Write the two pages of each measure of persons."""
    if not site.facts.measures:
        return
    last = persons.years[-1]
    cards = site.by_indicator(_CARDS, last)
    groups = site.by_indicator(_GROUPS, last)
    units = site.by_indicator(_UNITS, last)
    facts = site.by_indicator("select * from marts.dim_indikator")
    riket = persons.numbers[written(RIKET)]
    for measure in (*persons.measures, *persons.unreported):
        id = measure.indikator_id
        years = [
            (year, [(kon, riket[id, year, kon]) for kon in SEXES if (id, year, kon) in riket])
            for year in persons.years
        ]
        values = dict(
            fakta=facts[id][0], measure=measure, years=years, last=last, riket_key=RIKET,
            is_reported=measure in persons.measures, kort=cards[id],
        )  # fmt: skip
        page = indicator_page(id)
        site.render(
            "publish/webb/mallar/tal.html.j2",
            page,
            english=f"en/{page}",
            t=Texts("sv"),
            groups=list(_groups(groups[id])),
            units=[(row, _number(row)) for row in units[id]],
            known={one.kod for one in site.facts.subjects if one.typ == UNIT},
            known_groups={(one.typ, one.kod) for one in site.facts.subjects},
            address=address,
            proof=Proof(),
            **values,
        )
        site.render(
            "publish/webb/mallar/tal_en.html.j2",
            f"en/{page}",
            swedish=page,
            t=Texts("en"),
            proof=Proof("../../"),
            **values,
        )


def _groups(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Give each indelning with its groups: key, name, and a number for each sex."""
    for name, members in groupby(rows, key=itemgetter("gruppindelning_namn")):
        found: dict[Key, dict[str, Any]] = {}
        for row in members:
            key = row["gruppindelning"], row["grupp_kod"]
            group = found.setdefault(key, {"key": key, "namn": row["grupp_namn"], "kon": {}})
            group["kon"][row["kon"]] = _number(row)
        # a city is not told by sex
        sexes = SEXES[:1] if all(key[0] == "storstad" for key in found) else SEXES
        yield {"namn": name, "sexes": sexes, "rows": list(found.values())}


def _number(row: Row) -> Number:
    found: dict[str, Any] = {name: row.get(name) for name in Number._fields}
    return Number(**found)
