"""Groups and their shares, and what is left of a group without another, as the warehouse has them.

A group goes by ``<gruppindelning>:<grupp_kod>``; a rest by the key of the whole, a dash, and the
key of the part that is taken away.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

import duckdb

from oppna_jamforelser.swedish import amount

RIKET = "riket:00"
Key = tuple[str, int]


class Share(NamedTuple):
    """A group's share as readers see it; *reason* is set exactly when *percent* is not.

    *difference* is set for a rest: how the part that was taken away differs from it.
    """

    units: int
    yes: int
    partly: int
    no: int
    not_applicable: int
    missing: int
    denominator: int
    percent: int | None
    reason: str | None
    lowest: Decimal | None
    highest: Decimal | None
    difference: str | None = None


@dataclass
class Group:
    """A group in a year, or a rest; *units* is how many there are in its frame.

    *whole* is the key of the group that a rest is of.
    """

    division: str
    division_name: str
    name: str
    units: int
    whole: str = ""
    shares: dict[str, Share] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return the group's name and size."""
        return f"{self.name}, {amount(self.units, 'enhet', 'enheter')}"


def read_groups(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[Key, Group]:
    """Read every group of the years until *matar*, by key and year."""
    groups: dict[Key, Group] = {}
    rows = connection.execute(f"{_GROUPS} {_ORDER}", [matar]).fetchall()
    for key, year, division, division_name, name, indicator, *share in rows:
        one = Share(*share)
        group = groups.setdefault((key, year), Group(division, division_name, name, one.units))
        group.shares[indicator] = one
    return groups


def read_rests(
    connection: duckdb.DuckDBPyConnection, matar: int, groups: dict[Key, Group]
) -> dict[Key, Group]:
    """Read what is left of each of *groups* without each group that it holds, by key and year."""
    rests: dict[Key, Group] = {}
    for part, whole, year, indicator, *share in connection.execute(_RESTS, [matar]).fetchall():
        one = Share(*share)
        key = rest_key(whole, part), year
        if key not in rests:
            held = groups[whole, year]
            name = f"{held.name} utan {groups[part, year].name}"
            rests[key] = Group(held.division, held.division_name, name, one.units, whole)
        rests[key].shares[indicator] = one
    return rests


def rest_key(whole: str, part: str) -> str:
    """Return the key of what is left of *whole* without *part*."""
    return f"{whole}-{part}"


_SHARE = """
    varde.enheter_antal, varde.ja_antal, varde.delvis_antal, varde.nej_antal,
    varde.ej_aktuellt_antal, varde.bortfall_antal, varde.namnare_antal, varde.andel_procent,
    varde.orsak_kod, varde.lagsta_procent, varde.hogsta_procent
"""
_ORDER = """
    order by
        varde.gruppindelning <> 'riket', varde.gruppindelning, varde.grupp_kod, varde.matar,
        varde.indikator_id
"""
_GROUPS = f"""
    select
        varde.gruppindelning || ':' || varde.grupp_kod, varde.matar, varde.gruppindelning,
        grupp.gruppindelning_namn, grupp.grupp_namn, varde.indikator_id, {_SHARE}
    from marts.fct_gruppvarde as varde
    inner join marts.dim_redovisningsgrupp as grupp
        on varde.gruppindelning = grupp.gruppindelning and varde.grupp_kod = grupp.grupp_kod
    where varde.matar <= ?
"""
_RESTS = f"""
    select
        varde.gruppindelning || ':' || varde.grupp_kod, varde.jamfort_med, varde.matar,
        varde.indikator_id, {_SHARE}, skillnad.skillnad_text
    from marts.fct_gruppvarde_ovriga as varde
    left join regler.skillnad as skillnad on varde.skillnad = skillnad.skillnad
    where varde.matar <= ?
    {_ORDER}, varde.jamfort_med
"""
