"""Which groups a kommun is compared with, each year."""

from dataclasses import dataclass

import duckdb

from oppna_jamforelser.publish.workbook import texts


@dataclass(frozen=True)
class Membership:
    """Groups of each kommun and year (*members*), and what the own groups are called (*own_picks*).

    Groups are ``<gruppindelning>:<grupp_kod>``. All parts of a city belong to its kommun's groups.
    """

    members: dict[tuple[str, int], list[str]]
    own_picks: dict[str, str]

    def groups(self, kommun: str, year: int) -> dict[str, str]:
        """Return the group behind each pick; own groups also for those outside them."""
        picks = {own: group for group, own in self.own_picks.items()}
        for group in self.members.get((kommun, year), []):
            pick = texts.GROUP_PICKS.get(group.split(":")[0])
            if pick:
                picks[pick] = group
        return picks


def read_membership(connection: duckdb.DuckDBPyConnection, matar: int) -> Membership:
    """Read the groups of every kommun for the years until *matar*."""
    members: dict[tuple[str, int], list[str]] = {}
    for kommun, year, group in connection.execute(_MEMBERS, [matar]).fetchall():
        members.setdefault((kommun, year), []).append(group)
    own = connection.execute(_OWN).fetchall()
    return Membership(members, {group: texts.own_group_pick(name) for group, name in own})


_MEMBERS = """
    select distinct
        enhet.kommun_kod, bridge.matar, bridge.gruppindelning || ':' || bridge.grupp_kod as grupp
    from marts.bridge_enhet_grupp as bridge
    inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
    where bridge.matar <= ?
    order by enhet.kommun_kod, bridge.matar, grupp
"""
_OWN = """
    select gruppindelning || ':' || grupp_kod as grupp, grupp_namn
    from marts.dim_redovisningsgrupp
    where gruppindelning = 'egen'
    order by grupp_namn collate sv, grupp
"""
