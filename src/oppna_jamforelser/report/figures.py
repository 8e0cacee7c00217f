"""The report's figures as SVG, drawn by plain arithmetic: text stays text, same data same bytes."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup, escape

from oppna_jamforelser.report.series import UTFALL, Counts, Line
from oppna_jamforelser.report.spread import Spread
from oppna_jamforelser.report.texts import Texts

_WIDTH = 720
_LEFT, _RIGHT = 16, 704
_DOT = 8
_LIGHT = {"delvis", "ej_aktuellt", "saknas"}


def draw_spreads(spreads: Sequence[Spread], name: str, texts: Texts) -> Markup:
    """Return one row of dots for each group: a dot is a unit, placed by its number of Ja."""
    highest = max(n for spread in spreads for n in (*spread.own, *spread.others)) + 1
    scale = (_RIGHT - _LEFT) / highest
    parts: list[str] = []
    y = 0
    for spread in spreads:
        pile = max(Counter((*spread.own, *spread.others)).values())
        floor = y + 34 + _DOT * pile + (12 if len(spread.own) == 1 else 0)
        parts += _row_of_dots(spread, name, texts, scale, y, floor)
        y = floor + 8
    parts += _axis(highest, scale, y)
    parts.append(
        f'<text class="axel" x="{_WIDTH // 2}" y="{y + 32}" text-anchor="middle">'
        f"{escape(texts('spread_axis'))}</text>"
    )
    label = f"{texts('spread_label')} {' '.join(spread.text(texts) for spread in spreads)}"
    return _svg("punkter", y + 40, parts, label)


def _row_of_dots(
    spread: Spread, name: str, texts: Texts, scale: float, y: int, floor: int
) -> list[str]:
    heights: Counter[int] = Counter()
    own: list[tuple[float, int]] = []
    others: list[tuple[float, int]] = []
    for number, path in [*((n, own) for n in spread.own), *((n, others) for n in spread.others)]:
        heights[number] += 1
        path.append((round(_LEFT + scale * number, 1), floor - _DOT * heights[number]))
    heading = texts(
        "spread_heading",
        grupp=spread.group.namn,
        n=len(spread.own) + len(spread.others),
    )
    if spread.without_answer_antal:
        heading += texts("spread_silent", n=spread.without_answer_antal)
    parts = [
        f'<text class="rubrik" x="{_LEFT}" y="{y + 14}">{escape(heading)}</text>',
        f'<path class="andra" d="{"".join(f"M{x} {top}h0" for x, top in others)}"/>',
        f'<path class="egna" d="{"".join(f"M{x} {top - 5}l5 5-5 5-5-5z" for x, top in own)}"/>',
        f'<path class="linje" d="M{_LEFT} {floor}H{_RIGHT}"/>',
    ]
    if len(own) == 1:
        ((x, _),) = own
        top = floor - _DOT * max(heights.values()) - 10
        anchor = "start" if x < _LEFT + 60 else "end" if x > _RIGHT - 60 else "middle"
        parts.append(f'<path class="linje" d="M{x} {floor - _DOT - 6}V{top + 3}"/>')
        parts.append(
            f'<text class="namn" x="{x}" y="{top}" text-anchor="{anchor}">{escape(name)}</text>'
        )
    return parts


def _axis(highest: int, scale: float, y: int) -> list[str]:
    return [
        f'<text class="axel" x="{round(_LEFT + scale * n, 1)}" y="{y + 14}" text-anchor="middle">'
        f"{n}</text>"
        for n in range(0, highest + 1, 5)
    ]


def draw_counts(counts: Counts, texts: Texts) -> Markup:
    """Return one stacked bar a year: how many of the fixed set had each outcome."""
    step = (_RIGHT - _LEFT) / len(counts.years)
    height = 190 / counts.indikator_antal
    parts = [
        '<defs><pattern id="streck" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 6 6 0"/></pattern></defs>'
    ]
    for place, (matar, numbers) in enumerate(counts.years.items()):
        x, floor = round(_LEFT + step * (place + 0.14), 1), 196.0
        for utfall in UTFALL:
            number = numbers[utfall]
            if not number:
                continue
            floor -= height * number
            parts.append(
                f'<rect class="{utfall}" x="{x}" y="{floor:.1f}" width="{step * 0.72:.1f}" '
                f'height="{height * number:.1f}"/>'
            )
            if height * number >= 11:
                shade = "mork" if utfall in _LIGHT else "ljus"
                parts.append(
                    f'<text class="{shade}" x="{x + step * 0.36:.1f}" '
                    f'y="{floor + height * number / 2 + 4:.1f}" text-anchor="middle">'
                    f"{number}</text>"
                )
        parts.append(
            f'<text class="axel" x="{x + step * 0.36:.1f}" y="212" text-anchor="middle">'
            f"{matar}</text>"
        )
    parts += _legend(counts, texts)
    return _svg("staplar", 244, parts, counts.text(texts))


def _legend(counts: Counts, texts: Texts) -> list[str]:
    shown = [
        utfall for utfall in UTFALL if any(numbers[utfall] for numbers in counts.years.values())
    ]
    step = (_RIGHT - _LEFT) / len(shown)
    return [
        f'<rect class="{utfall}" x="{_LEFT + step * place:.1f}" y="226" width="11" height="11"/>'
        f'<text class="axel" x="{_LEFT + step * place + 16:.1f}" y="236">'
        f"{escape(texts(f'utfall_{utfall}'))}</text>"
        for place, utfall in enumerate(shown)
    ]


_SPARK = 14
_TOP, _FLOOR = 4, 28
_LEVEL = {"ja": _TOP, "delvis": (_TOP + _FLOOR) // 2, "nej": _FLOOR}


def draw_years(years: Sequence[int], own: Line, beside: Line | None) -> Markup:
    """Return a small picture of one indicator's years: own marks or line over the comparison's.

    The numbers stand beside it as text, so it is hidden from those who listen. Lines are cut where
    years may not be compared and where there is no share.
    """
    width = _SPARK * len(years) + 4
    parts = [f'<path class="ram" d="M0 {_TOP}H{width}M0 {_FLOOR}H{width}"/>']
    if beside:
        parts.append(f'<path class="jmf" d="{_path(years, beside, own)}"/>')
    line = _path(years, own, own)
    if line:
        parts.append(f'<path class="egen" d="{line}"/>')
    marks: dict[str, str] = {}
    for place, year in enumerate(years):
        point = own.get(year)
        if point and point.utfall in _LEVEL:
            x, y = _SPARK * place + 5, _LEVEL[point.utfall] - 4
            marks[point.utfall] = f"{marks.get(point.utfall, '')}M{x} {y}h8v8h-8z"
        if place and point and point.jamforbarhet == "ej":
            parts.append(f'<path class="brott" d="M{_SPARK * place + 2} 0V32"/>')
    parts += [f'<path class="{utfall}" d="{path}"/>' for utfall, path in marks.items()]
    return Markup(
        f'<svg class="rad" viewBox="0 0 {width} 32" width="{width}" height="32" '
        f'aria-hidden="true">{"".join(parts)}</svg>'
    )


def _path(years: Sequence[int], line: Line, breaks: Line) -> str:
    """Return a line through the shares; a share alone among gaps becomes a dot."""
    path, is_down = [], False
    for place, year in enumerate(years):
        point = line.get(year)
        if year in breaks and breaks[year].jamforbarhet == "ej":
            is_down = False
        if point is None or point.andel_procent is None:
            is_down = False
            continue
        x = _SPARK * place + 9
        y = round(_FLOOR - (_FLOOR - _TOP) * point.andel_procent / 100, 1)
        path.append(f"L{x} {y}" if is_down else f"M{x} {y}h0")
        is_down = True
    return "".join(path)


def _svg(kind: str, height: int, parts: Sequence[str], text: str) -> Markup:
    """Return an SVG element; *text* says the same in words."""
    return Markup(
        f'<svg class="{kind}" role="img" aria-label="{escape(text)}" '
        f'viewBox="0 0 {_WIDTH} {height}">{"".join(parts)}</svg>'
    )
