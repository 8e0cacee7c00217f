"""Where each page lies, seen from ``webb/``."""

from dataclasses import dataclass

from oppna_jamforelser.report.subject import UNIT, Key


@dataclass(frozen=True)
class Place:
    """Whom a page is about: ``enhet`` or a gruppindelning, its code, name and page."""

    typ: str
    kod: str
    namn: str
    href: str


def address(key: Key) -> str:
    """Return the page of a unit, a city or a group."""
    indelning, kod = key
    if indelning in (UNIT, "storstad"):
        return f"kommun/{kod}.html"
    return f"grupp/{indelning}-{kod}.html"


def members_page(key: Key) -> str:
    """Return the page that shows a small group unit by unit."""
    return address(key).replace(".html", "-enheter.html")


def why_page(key: Key) -> str:
    """Return the page that says why a unit's or a group's figures are what they are."""
    return f"varfor/{key[0]}-{key[1]}.html"


def indicator_page(indikator_id: str) -> str:
    """Return the page of an indicator."""
    return f"indikator/{indikator_id}.html"
