"""Write the comparing page, the search, and their data."""

import json
from importlib.resources import files
from typing import Any

import duckdb

from oppna_jamforelser.matching import fold
from oppna_jamforelser.publish.webb.jamfor.data import read_data
from oppna_jamforelser.publish.webb.site import Facts, Site
from oppna_jamforelser.report.subject import UNIT
from oppna_jamforelser.sqlmotor import build_models

_PACKAGE = "oppna_jamforelser.publish.webb.jamfor"
# seen from the package: the frame joins them to its own
STYLES = ("publish/webb/jamfor/sok.css", "publish/webb/jamfor/jamfor.css")
_SCRIPTS = ("data.js", "bild.js", "jamfor.js")
# Of the spellings that deliveries are read with, those without a code: the search knows codes.
_SPELLINGS = """
    select enhet_kod, string_agg(namn_nyckel, '|' order by namn_nyckel)
    from stg_referens__enhet_stavning
    where not starts_with(namn_nyckel, replace(enhet_kod, '-', ' '))
        and not ends_with(namn_nyckel, replace(enhet_kod, '-', ' '))
    group by enhet_kod
"""
_INDICATORS = "select indikator_id, namn from marts.dim_indikator"


def write(site: Site) -> None:
    """Write ``jamfor.html`` with its scripts, ``data/jamfor.js`` and ``sok.js``."""
    connection = site.warehouse.connection
    data = read_data(connection, site.matar)
    known = {(place.typ, place.kod) for place in (*site.facts.subjects, *site.facts.ended)}
    for row in data["enheter"]:
        row.append(_why(UNIT, row[0], known))
    for row in data["grupper"]:
        row.append(_why(row[0], row[1], known))
    data["publikation"] = {
        "namn": f"{site.facts.titel}, mätår {site.matar}, {site.facts.tillstand_text}",
        "kort": f"vinr {site.matar}",
        "kontrollsumma": site.facts.kontrollsumma,
        "markning": site.facts.markning or "",
    }
    names = _read_names(connection, site.facts, data)
    site.write("data/jamfor.js", _script("OJ", data))
    # one script for every page: the library, the names, the field
    site.write(
        "sok.js", _source("bibliotek/fuse.js") + "\n" + _script("OJNAMN", names) + _source("sok.js")
    )
    for name in _SCRIPTS:
        site.write(f"jamfor/{name}", _source(name))
    site.write("jamfor/fuse.LICENSE.txt", _source("bibliotek/fuse.LICENSE.txt"))
    site.render(
        "publish/webb/jamfor/jamfor.html.j2", "jamfor.html", examples=_examples(site.matar, data)
    )


def _read_names(
    connection: duckdb.DuckDBPyConnection, facts: Facts, data: dict[str, Any]
) -> list[list[str]]:
    """Return the search's names: kind, key in the address, name, page (or none), spellings."""
    spellings = _spellings()
    pages = {(place.typ, place.kod): place for place in (*facts.subjects, *facts.ended)}
    ended = {(place.typ, place.kod) for place in facts.ended}
    rows = []
    for kod, namn, _, _ in data["enheter"]:
        page = pages.get((UNIT, kod))
        typ = "del" if "-" in kod else "kommun"
        typ = "upphord" if (UNIT, kod) in ended else typ
        rows.append([typ, kod, namn, page.href if page else "", spellings.get(kod, "")])
    for indelning, kod, namn, _ in data["grupper"]:
        page = pages.get((indelning, kod))
        spelled = spellings.get(kod, "") if indelning == "storstad" else fold(namn)
        typ = "kommun" if indelning == "storstad" else "grupp"
        typ = "upphord" if (indelning, kod) in ended else typ
        rows.append([typ, f"{indelning}:{kod}", namn, page.href if page else "", spelled])
    names = dict(connection.execute(_INDICATORS).fetchall())
    for indicator in (*facts.indicators, *facts.measures):
        spelled = f"{fold(names[indicator.indikator_id])}|{indicator.indikator_id}"
        row = ["indikator", indicator.indikator_id, indicator.kortnamn, indicator.href, spelled]
        rows.append(row)
    return rows


def _spellings() -> dict[str, str]:
    with duckdb.connect() as connection:
        build_models(connection, ["stg_referens__enhet_stavning"], as_views=True)
        return dict(connection.execute(_SPELLINGS).fetchall())


def _why(typ: str, kod: str, known: set[tuple[str, str]]) -> str:
    """Return the page that explains a unit's or group's results; empty where it has none."""
    return f"varfor/{typ}-{kod}.html" if (typ, kod) in known else ""


def _source(name: str) -> str:
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")


def _script(name: str, value: Any) -> str:
    return f"window.{name}={json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def _examples(matar: int, data: dict[str, Any]) -> list[dict[str, str]]:
    """Return choices to begin with: one × one, one × many, many × many."""
    indicator = data["indikatorer"][0][0]
    name = data["indikatorer"][0][1]
    unit, unit_name = data["enheter"][0][0], data["enheter"][0][1]
    return [
        {"address": f"vem=riket:00&indikator={indicator}", "text": f"Riket: {name}"},
        {
            "address": f"vem={unit}&indikator=alla&matar={matar - 1},{matar}",
            "text": f"{unit_name}: alla indikatorer",
        },
        {
            "address": f"vem=riket:00,lan:alla&indikator={indicator}&matar=alla",
            "text": f"Riket och länen: {name}, alla mätår",
        },
        {
            "address": f"vem=alla&indikator=alla&matar={matar}",
            "text": f"Alla kommuner och delar, alla indikatorer {matar}",
        },
    ]
