"""The picture of an indicator's years in the whole country, drawn by Vega-Lite when it is built."""

import re
from collections.abc import Sequence
from typing import Any

import vl_convert
from markupsafe import Markup, escape

from oppna_jamforelser.warehouse import Row

_VERSION = "5.21"
# Each stands in the specification where the page's own colour stands in the picture.
_INK, _GRID, _BAND, _PAPER, _DIM = "#010101", "#020202", "#030303", "#040404", "#050505"
_COLOURS = {
    _INK: "var(--ink)",
    _GRID: "var(--line)",
    _BAND: "var(--mild)",
    _PAPER: "var(--paper)",
    _DIM: "var(--dim)",
}
_ROLES = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_ROOT = re.compile(r"^<svg [^>]*viewBox=\"([^\"]*)\">")


def draw_series(years: Sequence[Row], text: str) -> Markup:
    """Return the years of *years* (matar, andel_procent, …) as SVG; *text* says what it shows."""
    svg = _ROLES.sub("", vl_convert.vegalite_to_svg(_specification(years), vl_version=_VERSION))
    for colour, own in _COLOURS.items():
        svg = svg.replace(colour, own)
    svg = _ROOT.sub(
        lambda root: (
            f'<svg class="serie" role="img" aria-label="{escape(text)}" viewBox="{root[1]}">'
        ),
        svg,
        count=1,
    )
    return Markup(svg)


def _specification(years: Sequence[Row]) -> dict[str, Any]:
    x = {
        "field": "matar",
        "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0},
    }
    scale = {"domain": [0, 100]}
    axis = {"title": "Andel Ja, procent", "values": [0, 25, 50, 75, 100]}
    y = {"field": "andel_procent", "type": "quantitative", "scale": scale, "axis": axis}
    has_share = [{"filter": "isValid(datum.andel_procent)"}]
    values = [
        {
            "matar": row["matar"],
            "andel_procent": row["andel_procent"],
            "lagst": None if row["lagsta_procent"] is None else float(row["lagsta_procent"]),
            "hogst": None if row["hogsta_procent"] is None else float(row["hogsta_procent"]),
            "segment": row["segment_nr"],
            "antas": row["belagg"] not in (None, "kalla"),
            "text": None if row["andel_procent"] is None else f"{row['andel_procent']} %",
            "skal": row["kort_orsak"],
            "brott": row["jamforbarhet"] == "ej",
        }
        for row in years
    ]
    return {
        "width": 660,
        "height": 200,
        "background": None,
        "data": {"values": values},
        "config": {
            "font": "Arial, Liberation Sans, sans-serif",
            "axis": {
                "labelColor": _INK, "titleColor": _INK, "domainColor": _INK, "tickColor": _INK,
                "gridColor": _GRID, "labelFontSize": 12, "titleFontSize": 12,
                "titleFontWeight": "normal",
            },
            "view": {"stroke": None},
        },
        "layer": [
            {
                "transform": has_share,
                "mark": {"type": "bar", "width": 16, "color": _BAND},
                "encoding": {"x": x, "y": {**y, "field": "lagst"}, "y2": {"field": "hogst"}},
            },
            {
                "transform": has_share,
                "mark": {"type": "line", "color": _INK, "strokeWidth": 2},
                "encoding": {"x": x, "y": y, "detail": {"field": "segment"}},
            },
            {
                "transform": has_share,
                "mark": {
                    "type": "point", "size": 60, "strokeWidth": 2, "opacity": 1, "stroke": _INK,
                },
                "encoding": {
                    "x": x,
                    "y": y,
                    "fill": {
                        "field": "antas",
                        "scale": {"domain": [True, False], "range": [_PAPER, _INK]},
                        "legend": None,
                    },
                },
            },
            {
                "transform": has_share,
                "mark": {"type": "text", "dy": -14, "color": _INK, "fontSize": 12},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
            {
                "transform": [{"filter": "!isValid(datum.andel_procent)"}],
                "mark": {
                    "type": "text", "angle": 270, "align": "left", "color": _DIM, "fontSize": 12,
                },
                "encoding": {
                    "x": x,
                    "y": {"datum": 4, "type": "quantitative"},
                    "text": {"field": "skal"},
                },
            },
            {
                "transform": [{"filter": "datum.brott"}],
                "mark": {"type": "rule", "strokeDash": [3, 3], "color": _INK, "xOffset": -36},
                "encoding": {"x": x},
            },
        ],
    }  # fmt: skip
