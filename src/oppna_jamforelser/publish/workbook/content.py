"""What the workbook shows, read from the warehouse in a fixed order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import duckdb

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.groups import (
    Group,
    Share,
    read_groups,
    read_rests,
    rest_key,
)
from oppna_jamforelser.publish.workbook.membership import read_membership
from oppna_jamforelser.publish.workbook.results import read_results, read_ways

Cells = dict[tuple[str, int], list[str]]


class Indicator(NamedTuple):
    """An indicator with results in the years of the publication."""

    id: str
    name: str
    quality_area: str
    area: str


class Choice(NamedTuple):
    """A kommun or a part of a city, as it stands in the list to choose from."""

    key: str
    label: str
    kommun: str
    is_part: bool


@dataclass(frozen=True)
class Comparison:
    """A group to compare with in a year: its name, and four values for each indicator."""

    label: str
    values: dict[str, list[int | str]]


@dataclass(frozen=True)
class Content:
    """All that the start sheet can show.

    *results* and *ways* are by choice and year, *comparisons* by the key of a comparison and year,
    *comparison_keys* by kommun, year and pick. *marking* is empty for real answers.
    """

    matar: int
    marking: str
    years: list[int]
    indicators: list[Indicator]
    choices: list[Choice]
    picks: list[str]
    results: Cells
    ways: Cells
    comparisons: dict[tuple[str, int], Comparison]
    comparison_keys: dict[tuple[str, int], dict[str, str]]
    groups: dict[tuple[str, int], Group]
    rests: dict[tuple[str, int], Group]


MEASURES = ("Andel", "Antal", "Lägsta", "Högsta")


def read_content(connection: duckdb.DuckDBPyConnection, matar: int) -> Content:
    """Read what is published for *matar*: that year and all years before it.

    Raises PublishError when the warehouse has no results of that year.
    """
    indicators = [Indicator(*row) for row in connection.execute(_INDICATORS, [matar]).fetchall()]
    ids = [indicator.id for indicator in indicators]
    years = [year for (year,) in connection.execute(_YEARS, [matar]).fetchall()]
    if matar not in years:
        held = ", ".join(map(str, years)) or "inga år"
        raise PublishError(f"lagret har inga resultat för mätår {matar}; till dess har det {held}")
    choices = [Choice(*row) for row in connection.execute(_CHOICES, [matar]).fetchall()]
    groups = read_groups(connection, matar)
    rests = read_rests(connection, matar, groups)
    membership = read_membership(connection, matar)
    picks = [*texts.GROUP_PICKS.values(), *membership.own_picks.values(), texts.OTHER_KOMMUN]
    comparisons: dict[tuple[str, int], Comparison] = {
        key: Comparison(group.label, _values(ids, group.shares)) for key, group in groups.items()
    }
    keys: dict[tuple[str, int], dict[str, str]] = {}
    for choice, year in product(choices, years):
        picked = dict.fromkeys(picks, texts.NOT_THERE) | {texts.OTHER_KOMMUN: texts.OTHER_KOMMUN}
        city = f"storstad:{choice.key}"
        for pick, key in membership.groups(choice.kommun, year).items():
            picked[pick] = key
            rest = rests.get((rest_key(key, city), year))
            if rest:
                picked[pick] = rest_key(key, city)
                comparisons[picked[pick], year] = Comparison(rest.label, _values(ids, rest.shares))
        keys[choice.key, year] = picked
    return Content(
        matar=matar,
        marking=_marking(connection, matar),
        years=years,
        indicators=indicators,
        choices=choices,
        picks=picks,
        results=read_results(connection, matar, ids),
        ways=read_ways(connection, matar, ids, groups),
        comparisons=comparisons,
        comparison_keys=keys,
        groups=groups,
        rests=rests,
    )


def _values(ids: Sequence[str], shares: dict[str, Share]) -> dict[str, list[int | str]]:
    columns = zip(*(_measures(shares.get(indicator)) for indicator in ids), strict=True)
    return {name: list(column) for name, column in zip(MEASURES, columns, strict=True)}


def _measures(one: Share | None) -> tuple[int | str, str, str, str]:
    """Return share, counts, lowest and highest; the reason in all four when there is no share."""
    if one is None:
        reason = texts.REASONS["ej_insamlad"]
        return reason, reason, reason, reason
    if one.percent is None or one.lowest is None or one.highest is None:
        reason = texts.REASONS[str(one.reason)]
        return reason, reason, reason, reason
    return (
        one.percent,
        texts.part_of(one.yes, one.denominator),
        texts.decimal_percent(one.lowest),
        texts.decimal_percent(one.highest),
    )


def _marking(connection: duckdb.DuckDBPyConnection, matar: int) -> str:
    rows = connection.execute(_MARKING, [matar]).fetchall()
    return ", ".join(str(text) for (text,) in rows).capitalize()


_YEARS = """
    select distinct matar from marts.fct_gruppvarde where matar <= ? order by matar
"""
_MARKING = """
    select distinct markning from marts.fct_gruppvarde
    where matar <= ? and markning is not null
    order by markning
"""
_INDICATORS = """
    select indikator.indikator_id, indikator.kortnamn, indikator.kvalitetsomrade,
        indikator.indikatoromrade
    from marts.dim_indikator as indikator
    where exists (
        select 1 from marts.fct_gruppvarde as varde
        where varde.indikator_id = indikator.indikator_id and varde.matar <= ?
    )
    order by indikator.kvalitetsomrade collate sv, indikator.indikatoromrade collate sv,
        indikator.indikator_typ = 'sammansatt', indikator.kortnamn collate sv,
        indikator.indikator_id
"""
# a kommun that answered in parts in some year stands first, its parts after it
_CHOICES = """
    with enhet_i_ram as (
        select
            bridge.enhet_kod, min(enhet.enhet_namn) as enhet_namn,
            min(enhet.kommun_kod) as kommun_kod, max(bridge.matar) as sista_matar
        from marts.bridge_enhet_grupp as bridge
        inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
        where bridge.matar <= $1 and bridge.gruppindelning = 'riket'
        group by bridge.enhet_kod
    ),

    del as (
        select * from enhet_i_ram where enhet_kod <> kommun_kod
    ),

    val as (
        select
            kommun.kommun_kod as nyckel,
            kommun.kommun_namn
            || case
                when kommun.kommun_kod in (select del.kommun_kod from del)
                    then ' (hela staden)'
                else ''
            end as etikett,
            kommun.kommun_kod, false as ar_del, kommun.kommun_namn, '' as enhet_namn
        from marts.dim_kommun as kommun
        where kommun.kommun_kod in (select enhet_i_ram.kommun_kod from enhet_i_ram)
        union all
        select
            del.enhet_kod,
            kommun.kommun_namn || ' – ' || del.enhet_namn
            || case
                when del.sista_matar < $1 then ' (till och med ' || del.sista_matar || ')'
                else ''
            end,
            del.kommun_kod, true, kommun.kommun_namn, del.enhet_namn
        from del
        inner join marts.dim_kommun as kommun on del.kommun_kod = kommun.kommun_kod
    )

    select nyckel, etikett, kommun_kod, ar_del
    from val
    order by kommun_namn collate sv, ar_del, enhet_namn collate sv, nyckel
"""
