"""What the workbook shows, read from the warehouse in a fixed order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import duckdb

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.group_ways import read_group_ways
from oppna_jamforelser.publish.workbook.groups import Group, Key, Share, read_groups, read_rests
from oppna_jamforelser.publish.workbook.membership import Membership, read_membership
from oppna_jamforelser.publish.workbook.results import (
    Cells,
    read_evidence,
    read_pairs,
    read_results,
    read_ways,
)
from oppna_jamforelser.swedish import part_and_percent

MISSING = "saknas"
"""The key of what does not exist."""


class Indicator(NamedTuple):
    """An indicator with results in the years of the publication."""

    id: str
    name: str
    quality_area: str
    area: str


class Choice(NamedTuple):
    """A kommun, a part of a city or a group, as it stands in the list to choose from."""

    key: str
    label: str
    kommun: str
    is_part: bool

    @property
    def is_group(self) -> bool:
        """Tell whether it is a group of several kommuner."""
        return not self.kommun


@dataclass(frozen=True)
class Comparison:
    """A group to compare with in a year: its name, and two texts for each indicator.

    *series* has the break mark, the share and its counts, *spans* the lowest and highest share;
    both have the reason where there is no share.
    """

    label: str
    series: list[str]
    spans: list[str]


@dataclass(frozen=True)
class Content:
    """All that the start sheet can show.

    *results* and *ways* are by choice and year, *evidence* by year, *pairs* by the later year,
    *comparisons* by the key of a comparison and year, *comparison_keys* by choice, year and pick.
    *twins* are own groups that are told as another group, which has the same units. *marking* is
    empty for real answers.
    """

    matar: int
    marking: str
    years: list[int]
    indicators: list[Indicator]
    choices: list[Choice]
    picks: list[str]
    results: Cells
    evidence: dict[int, list[str]]
    pairs: dict[int, list[str]]
    ways: Cells
    comparisons: dict[Key, Comparison]
    comparison_keys: dict[Key, dict[str, str]]
    groups: dict[Key, Group]
    rests: dict[Key, Group]
    twins: dict[str, str]

    def name_with_twins(self, key: str, name: str) -> str:
        """Return a group's name, and that of an own group that has the same units."""
        own = [self.groups[twin, self.matar].name for twin, of in self.twins.items() if of == key]
        return f"{name} (= {', '.join(own)})" if own else name


SERIES, SPAN = "Andel med antal", "Lägsta till högsta"


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
    groups = read_groups(connection, matar)
    rests = read_rests(connection, matar, groups)
    membership = read_membership(connection, matar)
    kommuner = [Choice(*row) for row in connection.execute(_CHOICES, [matar]).fetchall()]
    choices = [*kommuner, *_group_choices(groups, membership)]
    picks = [*texts.GROUP_PICKS.values(), *membership.own_picks.values(), texts.OTHER_KOMMUN]
    keys: dict[Key, dict[str, str]] = {}
    for choice, year in product(choices, years):
        found = (
            membership.of_group(choice.key, year, rests)
            if choice.is_group
            else membership.of_kommun(choice.key, choice.kommun, year, rests)
        )
        picked = dict.fromkeys(picks, MISSING) | {texts.OTHER_KOMMUN: texts.OTHER_KOMMUN}
        keys[choice.key, year] = picked | found
    results = read_results(connection, matar, ids)
    used = {(key, year) for (_, year), picked in keys.items() for key in picked.values()}
    comparisons = {
        key: _comparison(ids, group, results[group.whole or key[0], key[1]])
        for key, group in (groups | rests).items()
        if key in used
    }
    chosen = {choice.key for choice in choices}
    return Content(
        matar=matar,
        marking=_marking(connection, matar),
        years=years,
        indicators=indicators,
        choices=choices,
        picks=picks,
        results={cell: found for cell, found in results.items() if cell[0] in chosen},
        evidence=read_evidence(connection, matar, ids),
        pairs=read_pairs(connection, matar, ids),
        ways=read_ways(connection, matar, ids)
        | read_group_ways(connection, matar, ids, groups, rests, chosen),
        comparisons=comparisons,
        comparison_keys=keys,
        groups=groups,
        rests=rests,
        twins=membership.twins,
    )


def _group_choices(groups: dict[Key, Group], membership: Membership) -> list[Choice]:
    """Return the groups to choose: a city stands among the kommuner.

    An own group with the units of another group stands as that one.
    """
    names = {key: group for (key, _), group in groups.items()}
    twins = {group: names[own].name for own, group in membership.twins.items()}
    return [
        Choice(key, label, "", False)
        for key, group in names.items()
        if group.division != "storstad" and key not in membership.twins
        for label in [texts.group_choice(key, group.division_name, group.name, twins.get(key))]
    ]


def _comparison(ids: Sequence[str], group: Group, past: Sequence[str]) -> Comparison:
    """Return a group's texts; *past* is its series, or that of the group that a rest is of."""
    found = [
        _texts(group.shares.get(indicator), texts.break_mark(result))
        for indicator, result in zip(ids, past, strict=True)
    ]
    return Comparison(group.label, [series for series, _ in found], [span for _, span in found])


def _texts(one: Share | None, mark: str) -> tuple[str, str]:
    if one is None:
        reason = texts.REASONS["ej_insamlad"]
        return reason, reason
    if one.percent is None or one.lowest is None or one.highest is None:
        reason = texts.REASONS[str(one.reason)]
        return mark + reason, reason
    share = part_and_percent(one.yes, one.denominator, one.percent)
    return mark + share, texts.span(one.lowest, one.highest)


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
