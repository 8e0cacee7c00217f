"""What the start sheet must show, asked anew of the marts for one choice."""

import duckdb

from workbook_choices import Chosen

SHORT = {
    "ej_insamlad": "Ställdes inte",
    "enhetsbortfall": "Svarade inte",
    "for_stort_bortfall": "För stort bortfall",
    "inga_tillampliga_svar": "Gäller ingen",
    "ofullstandigt_svar": "Följdfråga saknas",
    "ogiltigt_svar": "Ogiltigt svar",
    "omradesbortfall": "Området obesvarat",
    "partiellt_bortfall": "Obesvarad",
}
OUTCOME = {"ja": "Ja", "delvis": "Delvis", "nej": "Nej", "ej_aktuellt": "Ej aktuellt"}
DIVISION = {
    "Riket": "riket",
    "Länet": "lan",
    "Storleksgruppen": "storleksgrupp",
    "SKR-gruppen": "skr",
}


def expected(
    connection: duckdb.DuckDBPyConnection, chosen: Chosen, key: str, other: str, years: list[int]
) -> dict[str, list[str]]:
    """Return the cells beside every indicator's name; *key* and *other* are the chosen codes."""
    names = connection.execute(
        "select distinct indikator_id, kortnamn from marts.dim_indikator"
        " inner join marts.fct_gruppvarde using (indikator_id) where matar <= ?",
        [max(years)],
    ).fetchall()
    own, theirs = _own(connection, key), _own(connection, other)
    ways = _ways(connection, key, chosen.year)
    group = _group(connection, chosen, key)
    evidence = {(indicator, year): words for indicator, year, words in _evidence(connection)}
    rows = {}
    for indicator, name in names:
        if chosen.pick == "Annan kommun":
            compared = [theirs.get((indicator, chosen.year), "Fanns inte"), *["Ingen andel"] * 3]
        else:
            compared = group.get(indicator, ["Ställdes inte"] * 4)
        rows[name] = [
            own.get((indicator, chosen.year), "Fanns inte").lstrip("‖≈ "),
            evidence.get((indicator, chosen.year), "Ställdes inte"),
            *(cell.lstrip("‖≈ ") for cell in compared),
            *(own.get((indicator, year), "Fanns inte") for year in years),
            ways.get(indicator, _without_way(own, indicator, chosen.year)),
        ]
    return rows


def _evidence(connection: duckdb.DuckDBPyConnection) -> list[tuple]:
    """Read in words what the units' outcomes rest on, of whole years and indicators."""
    return connection.execute(
        "select distinct indikator_id, matar, case belagg when 'kalla' then 'Belagt'"
        " when 'antagen' then 'Antaget' when 'antagen_oforandrad' then 'Antas oförändrat' end"
        " from marts.fct_enhetsutfall"
    ).fetchall()


def _without_way(own: dict, indicator: str, year: int) -> str:
    if (indicator, year) in own:
        return "Frågan ställdes inte detta år."
    return "Kommunen eller stadsdelen fanns inte som egen svarande detta år."


def _own(connection: duckdb.DuckDBPyConnection, key: str) -> dict[tuple[str, int], str]:
    cells = {}
    for indicator, year, outcome, percent, yes, below, reason, comparable in connection.execute(
        "select indikator_id, matar, utfall, andel_procent, ja_antal, namnare_antal, orsak_kod,"
        " jamforbarhet from marts.fct_tidsserie"
        " where gruppindelning || ':' || grupp_kod in ('enhet:' || $1, 'storstad:' || $1, $1)",
        [key],
    ).fetchall():
        mark = {"ej": "‖ ", "delvis": "≈ "}.get(comparable, "")
        if reason == "ej_insamlad":
            mark = ""
        shown = (
            SHORT[reason] if reason else OUTCOME.get(outcome, f"{percent} %\n({yes} av {below})")
        )
        cells[indicator, year] = mark + shown
    return cells


def _ways(connection: duckdb.DuckDBPyConnection, key: str, year: int) -> dict[str, str]:
    ways = {}
    for indicator, outcome, reason, branch, state, proposal, steps in connection.execute(
        "select bevis.indikator_id, bevis.utfall, orsak.orsak_text, text.regel_text,"
        " vag.lage_text, vag.forslag_text, vag.steg_antal"
        " from marts.fct_enhetsutfall as bevis"
        " left join regler.orsak as orsak on bevis.orsak_kod = orsak.orsak_kod"
        " left join intermediate.int_regel__text as text on bevis.indikator_id = text.indikator_id"
        " and bevis.regel_id = text.regel_id and bevis.gren_id = text.gren_id"
        " left join marts.mart_vagen_till_ja as vag"
        " on vag.matar = bevis.matar and vag.enhet_kod = bevis.enhet_kod"
        " and vag.indikator_id = bevis.indikator_id and vag.forslag_nr = 1"
        " where bevis.enhet_kod = ? and bevis.matar = ?",
        [key, year],
    ).fetchall():
        if outcome is None:
            ways[indicator] = reason
        elif outcome == "ja":
            ways[indicator] = "Uppfyllt."
        elif state is None:
            ways[indicator] = branch
        elif indicator.endswith(("_alla", "_minst_en")):
            ways[indicator] = f"{state} Minst {steps} steg kvar."
        else:
            ways[indicator] = f"{state} {steps} steg kvar: {proposal}"
    for indicator, yes, partly, no, outside, missing, lowest, highest in connection.execute(
        "select indikator_id, ja_antal, delvis_antal, nej_antal, ej_aktuellt_antal, bortfall_antal,"
        " lagsta_procent, hogsta_procent from marts.fct_gruppvarde"
        " where gruppindelning = 'storstad' and grupp_kod = ? and matar = ?",
        [key, year],
    ).fetchall():
        ways[indicator] = (
            f"Delarnas svar: {yes} Ja, {partly} Delvis, {no} Nej, {outside} Ej aktuellt, "
            f"{missing} saknas."
        )
        if lowest is not None:
            possible = f"Möjlig andel: {lowest} % till {highest} %.".replace(".", ",", 2)
            ways[indicator] += " " + possible
    return ways


def _group(connection: duckdb.DuckDBPyConnection, chosen: Chosen, key: str) -> dict[str, list[str]]:
    """Count the units' outcomes anew, without the units of a city that is compared as a whole."""
    if chosen.pick.startswith("Egen grupp"):
        where = "gruppindelning = 'egen'"
    elif ":" in key:
        where = f"gruppindelning = '{DIVISION.get(chosen.pick)}'"
    else:
        where = (
            f"gruppindelning = '{DIVISION.get(chosen.pick)}' and grupp_kod in (select grupp_kod"
            f" from marts.bridge_enhet_grupp where gruppindelning = '{DIVISION.get(chosen.pick)}'"
            f" and matar = {chosen.year} and (enhet_kod = '{key}' or enhet_kod like '{key}-%'))"
        )
    cells = {}
    for indicator, units, yes, below, missing, outside in connection.execute(
        "select indikator_id, count(*), sum(ingar_i_taljare), sum(ingar_i_namnare),"
        " count(*) filter (where utfall is null), count(*) filter (where utfall = 'ej_aktuellt')"
        " from marts.fct_enhetsutfall inner join marts.bridge_enhet_grupp using (matar, enhet_kod)"
        f" where matar = {chosen.year} and {where} and enhet_kod not like '{key}-%'"
        " and enhet_kod not in (select enhet_kod from marts.bridge_enhet_grupp"
        f" where matar = {chosen.year} and gruppindelning || ':' || grupp_kod = '{key}')"
        " group by indikator_id"
    ).fetchall():
        if below == 0 and missing == 0:
            cells[indicator] = ["Gäller ingen"] * 4
        elif below == 0 or missing + outside > units / 5:
            cells[indicator] = ["För stort bortfall"] * 4
        else:
            percent = (200 * yes + below) // (2 * below)
            limits = [
                (2000 * part + below + missing) // (2 * (below + missing))
                for part in (yes, yes + missing)
            ]
            cells[indicator] = [
                f"{percent} %",
                f"{yes} av {below}",
                *(f"{limit // 10},{limit % 10} %" for limit in limits),
            ]
    return cells
