"""Write the comparing page, the search, and their data."""

import json
from importlib.resources import files
from typing import Any

from oppna_jamforelser.publish.webb.jamfor.data import read_data
from oppna_jamforelser.publish.webb.jamfor.names import read_names
from oppna_jamforelser.publish.webb.site import Site
from oppna_jamforelser.report.subject import UNIT

_PACKAGE = "oppna_jamforelser.publish.webb.jamfor"
# seen from the package: the frame joins them to its own
STYLES = ("publish/webb/jamfor/sok.css", "publish/webb/jamfor/jamfor.css")
_SCRIPTS = ("data.js", "bild.js", "jamfor.js")


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
    names = read_names(connection, site.facts, data)
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
