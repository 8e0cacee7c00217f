"""What a group's share is made of: answers, bounds, steps to Ja, who lacks it, who moved."""

from collections.abc import Collection, Sequence

import duckdb

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.publish.workbook.groups import RIKET, Group, Key, Share, rest_key
from oppna_jamforelser.publish.workbook.results import Cells, read_not_asked

FEW_NAMES = 6
_MOVES = {"till_ja": "blev Ja", "fran_ja": "slutade vara Ja"}
Cell = tuple[str, int, str]


def read_group_ways(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    indicators: Sequence[str],
    groups: dict[Key, Group],
    rests: dict[Key, Group],
    chosen: Collection[str],
) -> Cells:
    """Read, for each city and each of the *chosen* groups, what its share is made of."""
    not_asked = read_not_asked(connection)
    members = _read_members(connection, matar)
    ways: Cells = {}
    for (key, year), group in groups.items():
        is_city = group.division == "storstad"
        if not is_city and key not in chosen:
            continue
        rest = rests.get((rest_key(RIKET, key), year))
        ways[key.split(":")[1] if is_city else key, year] = [
            not_asked
            if share is None
            else _answers(share, "Delarnas" if is_city else "Enheternas")
            if is_city
            else " ".join(
                [
                    _answers(share, "Enheternas"),
                    *_beside(share, rest.shares[indicator] if rest else None),
                    *members.get((key, year, indicator), ()),
                ]
            )
            for indicator in indicators
            for share in [group.shares.get(indicator)]
        ]
    return ways


def _answers(share: Share, whose: str) -> str:
    answers = (
        f"{whose} svar: {share.yes} Ja, {share.partly} Delvis, {share.no} Nej, "
        f"{share.not_applicable} Ej aktuellt, {share.missing} saknas."
    )
    if share.lowest is None or share.highest is None:
        return answers
    return f"{answers} Möjlig andel: {texts.span(share.lowest, share.highest)}."


def _beside(share: Share, rest: Share | None) -> list[str]:
    if rest is None or share.percent is None or rest.percent is None or rest.difference is None:
        return []
    return [f"Mot övriga riket: {rest.difference.lower()}."]


def _read_members(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[Cell, list[str]]:
    """Read what is said of a group's units: steps to Ja, who lacks it, who moved."""
    found: dict[Cell, list[str]] = {}
    for key, year, indicator, one, two, more in connection.execute(_STEPS, [matar]).fetchall():
        steps = f"Kvar till Ja: {one} har ett steg, {two} har två, {more} har fler."
        found[key, year, indicator] = [steps]
    few = [matar, FEW_NAMES]
    for key, year, indicator, names in connection.execute(_LACKING, few).fetchall():
        found.setdefault((key, year, indicator), []).append(f"Nej eller Delvis: {names}.")
    for key, year, indicator, kind, names in connection.execute(_MOVED, few).fetchall():
        moved = f"Sedan {year - 1} {_MOVES[kind]}: {names}."
        found.setdefault((key, year, indicator), []).append(moved)
    return found


_STEPS = """
    select
        gruppindelning || ':' || grupp_kod, matar, indikator_id, ett_steg_antal, tva_steg_antal,
        fler_steg_antal
    from marts.mart_nara_ja
    where matar <= ? and gruppindelning <> 'storstad'
        and ett_steg_antal + tva_steg_antal + fler_steg_antal > 0
    order by all
"""
_LACKING = """
    select
        bridge.gruppindelning || ':' || bridge.grupp_kod as grupp, utfall.matar,
        utfall.indikator_id,
        string_agg(enhet.enhet_namn, ', ' order by enhet.enhet_namn collate sv, enhet.enhet_kod)
    from marts.fct_enhetsutfall as utfall
    inner join marts.bridge_enhet_grupp as bridge
        on utfall.matar = bridge.matar and utfall.enhet_kod = bridge.enhet_kod
    inner join marts.dim_enhet as enhet on utfall.enhet_kod = enhet.enhet_kod
    where utfall.matar <= ? and utfall.utfall in ('nej', 'delvis')
        and bridge.gruppindelning not in ('riket', 'storstad')
    group by grupp, utfall.matar, utfall.indikator_id
    having count(*) <= ?
    order by grupp, utfall.matar, utfall.indikator_id
"""
# units of the group both years; a change that is not computed names nobody
_MOVED = """
    select
        till.gruppindelning || ':' || till.grupp_kod as grupp, till.matar,
        overgang.indikator_id, overgang.overgang_kod,
        case
            when count(*) <= $2 then string_agg(
                enhet.enhet_namn, ', ' order by enhet.enhet_namn collate sv, enhet.enhet_kod
            )
            else cast(count(*) as varchar)
        end
    from marts.fct_enhetsovergang as overgang
    inner join marts.bridge_enhet_grupp as till
        on overgang.till_matar = till.matar and overgang.enhet_kod = till.enhet_kod
    inner join marts.bridge_enhet_grupp as fran
        on overgang.fran_matar = fran.matar and overgang.enhet_kod = fran.enhet_kod
        and till.gruppindelning = fran.gruppindelning and till.grupp_kod = fran.grupp_kod
    inner join marts.dim_enhet as enhet on overgang.enhet_kod = enhet.enhet_kod
    where overgang.till_matar <= $1 and overgang.overgang_kod in ('till_ja', 'fran_ja')
        and till.gruppindelning <> 'storstad'
    group by grupp, till.matar, overgang.indikator_id, overgang.overgang_kod
    order by grupp, till.matar, overgang.indikator_id, overgang.overgang_kod desc
"""
