"""What the search knows: the names of kommuner, parts, groups and indicators, however written."""

from typing import Any

import duckdb

from oppna_jamforelser.matching import fold
from oppna_jamforelser.publish.webb.site import Facts
from oppna_jamforelser.report.subject import UNIT
from oppna_jamforelser.sqlmotor import build_models

# Of the spellings that deliveries are read with, those without a code: the search knows codes.
_SPELLINGS = """
    select enhet_kod, string_agg(namn_nyckel, '|' order by namn_nyckel)
    from stg_referens__enhet_stavning
    where not starts_with(namn_nyckel, replace(enhet_kod, '-', ' '))
        and not ends_with(namn_nyckel, replace(enhet_kod, '-', ' '))
    group by enhet_kod
"""
_INDICATORS = "select indikator_id, namn from marts.dim_indikator"


def read_names(
    connection: duckdb.DuckDBPyConnection, facts: Facts, data: dict[str, Any]
) -> list[list[str]]:
    """Return every name: kind, key in the address, name, page (or none), other spellings."""
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
