"""What the comparing page needs of a publication, packed so that every year fits in one script.

Every unit and group × every indicator × every year, as signs of a fixed alphabet: an outcome or a
reason is one sign, a number is one sign or two. The page unpacks; it computes no figure anew.
"""

from typing import Any

import duckdb

# every printable sign that needs no escape in JSON or in a script
SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"\\'<&")
_BASE = len(SIGNS)
_WIDE = 2


def number(value: int, width: int) -> str:
    """Return an integer from 0 as *width* signs; ValueError when it has no room."""
    if not 0 <= value < _BASE**width:
        raise ValueError(f"{value} har inte plats i {width} tecken.")
    signs = ""
    for _ in range(width):
        value, rest = divmod(value, _BASE)
        signs = SIGNS[rest] + signs
    return signs


def width_of(units: int) -> int:
    """Return how many signs a count of a group with so many units takes."""
    return 1 if units < _BASE else _WIDE


def read_data(connection: duckdb.DuckDBPyConnection, matar: int) -> dict[str, Any]:
    """Return every result up to the survey year *matar*, with the words that it is told in."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, {"matar": matar} if "$matar" in sql else None).fetchall()

    indicators = rows(_INDICATORS)
    units = rows(_UNITS)
    groups = rows(_GROUPS)
    codes = [kod for kod, _ in rows(_CODES)]
    return {
        "tecken": SIGNS,
        "koder": [[kod, text] for kod, text in rows(_CODES)],
        "belagg": [list(row) for row in rows(_BELAGG)],
        "klasser": dict(rows(_CLASSES)),
        "indelningar": [list(row) for row in rows(_GROUPINGS)],
        "indikatorer": [list(row) for row in indicators],
        "enheter": [list(row) for row in units],
        "grupper": [list(row) for row in groups],
        "efterfoljare": _successors(rows(_SUCCESSORS)),
        "brott": [list(row) for row in rows(_BREAKS)],
        "ar": _years(
            rows(_OUTCOMES),
            rows(_SHARES),
            {row[0]: place for place, row in enumerate(indicators)},
            {row[0]: place for place, row in enumerate(units)},
            {(row[0], row[1]): place for place, row in enumerate(groups)},
            {kod: SIGNS[place] for place, kod in enumerate(codes)},
            {row[0]: place for place, row in enumerate(rows(_BELAGG))},
        ),
    }


def _successors(pairs: list[tuple[Any, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for ended, successor in pairs:
        found.setdefault(ended, []).append(successor)
    return found


def _years(
    outcomes: list[tuple[Any, ...]],
    shares: list[tuple[Any, ...]],
    indicators: dict[str, int],
    units: dict[str, int],
    groups: dict[tuple[str, str], int],
    signs: dict[str, str],
    belagg: dict[str, int],
) -> dict[int, dict[str, Any]]:
    """Return by year: its units, its groups with their size, and by indicator what they have."""
    years: dict[int, dict[str, Any]] = {}
    for matar, enhet, _, _, _ in outcomes:
        year = years.setdefault(matar, {"e": {}, "g": {}, "v": {}})
        year["e"].setdefault(units[enhet], len(year["e"]))
    for matar, indelning, grupp, _, units_in_group, *_ in shares:
        years[matar]["g"][groups[indelning, grupp]] = units_in_group
    for matar, _, indikator, kod, grund in outcomes:
        value = years[matar]["v"].setdefault(indicators[indikator], [belagg[grund], [], []])
        if value[0] != belagg[grund]:
            raise ValueError(f"mätår {matar}, {indikator}: enheterna har olika belägg.")
        value[1].append(signs[kod])
    for matar, _, _, indikator, of, *counts, share, low, high in shares:
        width = width_of(of)
        value = years[matar]["v"][indicators[indikator]]
        value[2].append("".join(number(count, width) for count in counts))
        value[2].append(share_sign(share, signs) + number(low, _WIDE) + number(high, _WIDE))
    for matar, year in years.items():
        for indikator, (grund, of_units, of_groups) in year["v"].items():
            if len(of_units) != len(year["e"]) or len(of_groups) != 2 * len(year["g"]):
                raise ValueError(f"mätår {matar}, indikator {indikator}: raderna är inte täta.")
            year["v"][indikator] = [grund, "".join(of_units), "".join(of_groups)]
        year["e"] = _runs(list(year["e"]))
        year["g"] = [list(pair) for pair in year["g"].items()]
    return years


def share_sign(share: str, signs: dict[str, str]) -> str:
    """Return a percentage, or the reason why there is none, as two signs."""
    return number(int(share), _WIDE) if share.isdecimal() else SIGNS[-1] + signs[share]


def _runs(places: list[int]) -> list[int]:
    """Return rising integers as first, length, first, length, …"""
    runs: list[int] = []
    for place in places:
        if runs and place == runs[-2] + runs[-1]:
            runs[-1] += 1
        else:
            runs += [place, 1]
    return runs


_INDICATORS = """
    select indikator_id, kortnamn, indikatoromrade, indikator_typ
    from marts.dim_indikator as indikator
    where exists (
        select 1 from marts.fct_gruppvarde as varde
        where varde.indikator_id = indikator.indikator_id and varde.matar <= $matar
    )
    order by indikatoromrade collate sv, kortnamn collate sv, indikator_id
"""
_UNITS = """
    select enhet.enhet_kod,
        enhet.enhet_namn || case when enhet.enhet_kod = enhet.kommun_kod then ''
            else ' (' || kommun.kommun_namn || ')' end,
        coalesce(cast(enhet.giltig_till as varchar), '')
    from marts.dim_enhet as enhet
    inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
    where exists (
        select 1 from marts.fct_enhetsutfall as fakta
        where fakta.enhet_kod = enhet.enhet_kod and fakta.matar <= $matar
    )
    order by enhet.enhet_kod
"""
_GROUPS = """
    select gruppindelning, grupp_kod,
        grupp_namn || case when gruppindelning = 'storstad' then ', hela staden' else '' end
    from marts.dim_redovisningsgrupp as grupp
    where exists (
        select 1 from marts.fct_gruppvarde as varde
        where varde.gruppindelning = grupp.gruppindelning
            and varde.grupp_kod = grupp.grupp_kod and varde.matar <= $matar
    )
    order by gruppindelning, grupp_kod
"""
_GROUPINGS = """
    select gruppindelning, gruppindelning_namn
    from (
        select distinct gruppindelning, gruppindelning_namn
        from marts.dim_redovisningsgrupp where grupp_kod is not null
    )
    order by gruppindelning <> 'riket', gruppindelning
"""
_CODES = """
    select kod, text_sv
    from marts.dim_etikett
    where kolumn in ('utfall', 'orsak_kod')
    order by
        kolumn desc,
        case kod when 'ja' then 1 when 'delvis' then 2 when 'nej' then 3 else 4 end,
        kod
"""
_BELAGG = """
    select kod, kort_sv, text_sv from marts.dim_etikett where kolumn = 'belagg' order by kod
"""
_CLASSES = "select kod, text_sv from marts.dim_etikett where kolumn = 'jamforbarhet' order by kod"
_SUCCESSORS = """
    select fran_enhet_kod, till_enhet_kod
    from referens.enhet_sammanslagning order by fran_enhet_kod, till_enhet_kod
"""
_BREAKS = """
    select indikator_id, fran_matar, till_matar, klass, orsak_text
    from marts.dim_jamforbarhet
    where fran_stalld and till_stalld and klass <> 'direkt' and till_matar <= $matar
    order by indikator_id, fran_matar, till_matar
"""
_OUTCOMES = """
    select matar, enhet_kod, indikator_id, coalesce(utfall, orsak_kod), belagg
    from marts.fct_enhetsutfall
    where matar <= $matar
    order by matar, enhet_kod, indikator_id
"""
# the bounds in tenths of a percent: integers; without any applicable or missing answer there are
# none, and the reason stands where the share would
_SHARES = """
    select matar, gruppindelning, grupp_kod, indikator_id, enheter_antal,
        ja_antal, delvis_antal, namnare_antal, bortfall_antal,
        coalesce(cast(andel_procent as varchar), orsak_kod),
        coalesce(cast(lagsta_procent * 10 as integer), 0),
        coalesce(cast(hogsta_procent * 10 as integer), 0)
    from marts.fct_gruppvarde
    where matar <= $matar
    order by matar, gruppindelning, grupp_kod, indikator_id
"""
