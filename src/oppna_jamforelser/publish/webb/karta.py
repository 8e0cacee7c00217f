"""The map of an indicator: each kommun by its outcome, parts of cities as tiles beside it."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from oppna_jamforelser.warehouse import Row

PARTS = "delar"
OUTSIDE = "utanfor"
# Every kind has a pattern of its own, so that nobody needs the colours; missing are never plain.
PATTERNS = {
    "ja": "",
    "delvis": '<path d="M0 6h12M6 0v12"/>',
    "nej": '<path d="M-2 2 2-2M0 12 12 0M10 14l4-4"/>',
    "ej_aktuellt": '<circle cx="6" cy="6" r="1.6"/>',
    "enhetsbortfall": '<path d="M0 3h12M0 9h12"/>',
    "omradesbortfall": '<path d="M3 0v12M9 0v12"/>',
    "partiellt_bortfall": '<path d="M0 0l12 12M0 12 12 0"/>',
    "ofullstandigt_svar": '<path d="M0 9l3-6 3 6 3-6 3 6"/>',
    "ogiltigt_svar": '<path d="M3 3h6v6H3z"/>',
    PARTS: "",
    OUTSIDE: "",
}
_NAMES = {
    PARTS: "Svarar i delar, se rutorna",
    OUTSIDE: "Ingick inte i mätningen",
}


@dataclass(frozen=True)
class Map:
    """Paths by kind, tiles of each city's parts, and the legend with how many units of each."""

    shapes: dict[str, list[tuple[str, str]]]
    tiles: list[tuple[str, list[tuple[str, str, str]]]]
    legend: list[tuple[str, str, int]]
    text: str


@cache
def borders() -> dict[str, Any]:
    """Return the borders: the size of the picture, paths of kommuner and of län, by code."""
    path = files("oppna_jamforelser.publish.webb").joinpath("karta.yml")
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def map_of(units: list[Row], reasons: dict[str, str]) -> Map:
    """Return the map of an indicator's outcomes in a year; *reasons* are the missing's in words."""
    kinds = {row["enhet_kod"]: row["utfall"] or row["orsak_kod"] for row in units}
    names = {row["enhet_kod"]: f"{row['enhet_namn']}: {row['text']}" for row in units}
    cities: dict[str, list[Row]] = {}
    for row in units:
        if row["enhet_kod"] != row["kommun_kod"]:
            cities.setdefault(row["kommun_kod"], []).append(row)
    shapes: dict[str, list[tuple[str, str]]] = {}
    for kod, path in borders()["kommuner"].items():
        kind = kinds.get(kod) or (PARTS if kod in cities else OUTSIDE)
        shapes.setdefault(kind, []).append((path, names.get(kod, _NAMES.get(kind, ""))))
    counts = Counter(kinds.values())
    order = [*PATTERNS, *sorted(set(kinds.values()) - PATTERNS.keys())]
    legend = [
        (kind, reasons.get(kind) or _NAMES[kind], counts[kind] or len(shapes.get(kind, ())))
        for kind in order
        if counts[kind] or kind in shapes
    ]
    said = ", ".join(f"{number} {name.rstrip('.')}" for _, name, number in legend)
    return Map(
        {kind: shapes[kind] for kind in order if kind in shapes},
        [
            (
                rows[0]["kommun_namn"],
                [(kinds[r["enhet_kod"]], names[r["enhet_kod"]], r["enhet_namn"]) for r in rows],
            )
            for rows in cities.values()
        ],
        legend,
        f"Karta över kommunerna. {said}.",
    )
