"""Groups and their shares, as the warehouse has them."""

from dataclasses import dataclass, field

import duckdb

from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.shares import Counts, Policy, Share


@dataclass
class Group:
    """A group in a year; *units* is how many there are in its frame."""

    division: str
    division_name: str
    name: str
    units: int
    shares: dict[str, Share] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Return the group's name and size."""
        return f"{self.name}, {texts.units(self.units)}"


def read_groups(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[tuple[str, int], Group]:
    """Read every group of the years until *matar*, by ``<gruppindelning>:<grupp_kod>`` and year."""
    groups: dict[tuple[str, int], Group] = {}
    for row in connection.execute(_GROUPS, [matar]).fetchall():
        division, code, division_name, name, year, indicator = row[:6]
        counts = Counts(*row[6:13])
        percent, reason, lowest, highest = row[13:]
        group = groups.setdefault(
            (f"{division}:{code}", year), Group(division, division_name, name, counts.units)
        )
        group.shares[indicator] = Share(counts, percent, reason, lowest, highest)
    return groups


def read_policy(connection: duckdb.DuckDBPyConnection, matar: int) -> Policy:
    """Read the policy in force in *matar*; raise PublishError when there is none."""
    row = connection.execute(_POLICY, [matar, matar]).fetchone()
    if row is None:
        raise PublishError(
            f"redovisningspolicy saknar en standard för mätår {matar}. "
            "Ge en rad ar_standard 1 i seeds/regler/redovisningspolicy.csv och kör dbt build."
        )
    return Policy(limit_percent=row[0], counts_not_applicable=bool(row[1]))


_GROUPS = """
    select
        varde.gruppindelning, varde.grupp_kod, grupp.gruppindelning_namn, grupp.grupp_namn,
        varde.matar, varde.indikator_id, varde.enheter_antal, varde.ja_antal, varde.delvis_antal,
        varde.nej_antal, varde.ej_aktuellt_antal, varde.bortfall_antal, varde.namnare_antal,
        varde.andel_procent, varde.orsak_kod, varde.lagsta_procent, varde.hogsta_procent
    from marts.fct_gruppvarde as varde
    inner join marts.dim_redovisningsgrupp as grupp
        on varde.gruppindelning = grupp.gruppindelning and varde.grupp_kod = grupp.grupp_kod
    where varde.matar <= ?
    order by
        varde.gruppindelning <> 'riket', varde.gruppindelning, varde.grupp_kod, varde.matar,
        varde.indikator_id
"""
_POLICY = """
    select grans_procent, raknar_ej_aktuellt
    from regler.redovisningspolicy
    where ar_standard = 1 and giltig_fran_matar <= ?
        and (giltig_till_matar is null or giltig_till_matar >= ?)
    order by giltig_fran_matar desc
    limit 1
"""
