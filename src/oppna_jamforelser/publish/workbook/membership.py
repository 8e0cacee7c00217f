"""Which groups a kommun or a group is compared with, each year."""

from dataclasses import dataclass

import duckdb

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.groups import Group, Key, rest_key

SAME, OVERLAPS = "samma", "overlappar"
"""What a group cannot be compared with: itself, and a group that shares some of its units."""


@dataclass(frozen=True)
class Membership:
    """The groups of each kommun, and the units of each group, by year.

    Groups are ``<gruppindelning>:<grupp_kod>``. All parts of a city belong to its kommun's groups.
    *own_picks* is what the own groups are called in the list of comparisons; *twins* are own groups
    with the very units of another group, and that group.
    """

    members: dict[Key, list[str]]
    units: dict[Key, set[str]]
    own_picks: dict[str, str]
    twins: dict[str, str]

    def of_kommun(
        self, chosen: str, kommun: str, year: int, rests: dict[Key, Group]
    ) -> dict[str, str]:
        """Return what is behind each pick; own groups also for those outside them.

        *chosen*: the kommun, or a part of it. A whole city is compared with what is left of a
        group without it, a part with the group.
        """
        picks = {own: group for group, own in self.own_picks.items()}
        for group in self.members.get((kommun, year), []):
            pick = texts.GROUP_PICKS.get(group.split(":")[0])
            if pick:
                picks[pick] = group
        return {
            pick: rest if (rest := rest_key(group, f"storstad:{chosen}"), year) in rests else group
            for pick, group in picks.items()
        }

    def of_group(self, group: str, year: int, rests: dict[Key, Group]) -> dict[str, str]:
        """Return what is behind each pick for a group: what is left of one that holds it."""
        picks = {}
        for key, held_year in self.units:
            division = key.split(":")[0]
            pick = self.own_picks.get(key) or texts.GROUP_PICKS.get(division)
            if held_year != year or pick is None:
                continue
            if (rest_key(key, group), year) in rests:
                picks[pick] = rest_key(key, group)
            elif division == group.split(":")[0] and division != "egen":
                picks[pick] = SAME
            elif key in self.own_picks:
                picks[pick] = self._beside(group, key, year)
        return picks

    def _beside(self, group: str, own: str, year: int) -> str:
        mine, theirs = self.units.get((group, year), set()), self.units[own, year]
        if mine == theirs:
            return SAME
        return OVERLAPS if mine & theirs else own


def read_membership(connection: duckdb.DuckDBPyConnection, matar: int) -> Membership:
    """Read the groups of every kommun for the years until *matar*."""
    members: dict[Key, list[str]] = {}
    units: dict[Key, set[str]] = {}
    for kommun, unit, year, group in connection.execute(_MEMBERS, [matar]).fetchall():
        units.setdefault((group, year), set()).add(unit)
        of_kommun = members.setdefault((kommun, year), [])
        if group not in of_kommun:
            of_kommun.append(group)
    own = dict(connection.execute(_OWN).fetchall())
    groups = dict.fromkeys(group for group, _ in units)
    years = {year for _, year in units}
    twins = {
        mine: group
        for mine in own
        for group in groups
        if mine != group
        and all(units.get((mine, year)) == units.get((group, year)) for year in years)
    }
    picks = {group: texts.own_group_pick(name) for group, name in own.items()}
    return Membership(members, units, picks, twins)


_MEMBERS = """
    select
        enhet.kommun_kod, bridge.enhet_kod, bridge.matar,
        bridge.gruppindelning || ':' || bridge.grupp_kod as grupp
    from marts.bridge_enhet_grupp as bridge
    inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
    where bridge.matar <= ?
    order by enhet.kommun_kod, bridge.matar, grupp, bridge.enhet_kod
"""
_OWN = """
    select gruppindelning || ':' || grupp_kod as grupp, grupp_namn
    from marts.dim_redovisningsgrupp
    where gruppindelning = 'egen'
    order by grupp_namn collate sv, grupp
"""
