"""Explain one figure: read its chain, print it or write it as JSON."""

import json
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.explain.about import read_about
from oppna_jamforelser.explain.chain import Chain, group_chain, unit_chain
from oppna_jamforelser.explain.lookup import (
    find_enhet,
    find_grupp,
    find_indikator,
    require_asked,
)
from oppna_jamforelser.explain.numbers import is_number, number_chain, print_number
from oppna_jamforelser.explain.print_group import print_group
from oppna_jamforelser.explain.print_unit import print_unit
from oppna_jamforelser.page import Page
from oppna_jamforelser.warehouse import open_warehouse


def read_chain(
    database: Path,
    indikator: str,
    matar: int,
    grupp: str | None,
    enhet: str | None,
    with_text: bool = False,
) -> Chain:
    """Return the chain of a group's share or of a unit's outcome.

    What respondents wrote in words of their own is there only *with_text*.
    """
    if (grupp is None) == (enhet is None):
        raise OjError("ange en av --grupp INDELNING:KOD och --enhet KOD")
    with open_warehouse(database) as warehouse:
        found = find_indikator(warehouse, indikator)
        if is_number(found):
            of_group = None if grupp is None else find_grupp(warehouse, grupp, matar)
            return number_chain(warehouse, found, matar, of_group, enhet)
        require_asked(warehouse, found, matar)
        if grupp is not None:
            group = find_grupp(warehouse, grupp, matar)
            chain = group_chain(warehouse, found, matar, group, with_text)
        else:
            enhet_kod = find_enhet(warehouse, enhet or "", matar)
            chain = unit_chain(warehouse, found, matar, enhet_kod, with_text)
        return {**chain, "om": read_about(warehouse, found["indikator_id"], matar)}


def as_text(chain: Chain, console: Console, all_units: bool) -> str:
    """Return a chain as a page for a person, as wide and as coloured as *console*."""
    page = Page(console)
    if "talgrupp" in chain or "talenhet" in chain:
        print_number(page, chain)
    elif "enhet" in chain:
        print_unit(page, chain)
    else:
        print_group(page, chain, all_units)
    return page.as_text()


def as_json(chain: Chain) -> bytes:
    """Return a chain as JSON in UTF-8; a fixed decimal becomes a number."""

    def number(value: object) -> float:
        if isinstance(value, Decimal):
            return float(value)
        raise TypeError(type(value).__name__)

    return json.dumps(chain, ensure_ascii=False, indent=2, default=number).encode() + b"\n"
