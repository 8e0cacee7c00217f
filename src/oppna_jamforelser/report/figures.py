"""The report's figures as SVG: text stays text, and the same data gives the same bytes."""

import io
from collections import Counter
from collections.abc import Sequence

import matplotlib
from markupsafe import escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from oppna_jamforelser.report.series import NAMES, UTFALL, Series
from oppna_jamforelser.report.spread import Spread

# Colours that differ also for the colour-blind and in grey; the letters say the same.
COLOURS = {
    "ja": "#1b7837",
    "delvis": "#e9c46a",
    "nej": "#b2182b",
    "ej_aktuellt": "#d9d9d9",
    "saknas": "#ffffff",
}
_INK = "#1d2733"
_OTHERS = "#9fb3c8"
_LIGHT = {"delvis", "ej_aktuellt", "saknas"}
_STYLE = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.edgecolor": _INK,
    "text.color": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "hatch.color": "#9aa5b1",
    "hatch.linewidth": 0.6,
}


def draw_spreads(spreads: Sequence[Spread], name: str) -> str:
    """Return one row of dots for each group: a dot is a unit, placed by its number of Ja."""
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "spreads"}):
        highest = max((n for spread in spreads for n in (*spread.own, *spread.others)), default=1)
        piles = [max(Counter((*s.own, *s.others)).values(), default=1) for s in spreads]
        figure = Figure(figsize=(7.2, sum(0.75 + 0.11 * pile for pile in piles)))
        axes = figure.subplots(
            len(spreads), 1, sharex=True, squeeze=False,
            gridspec_kw={"height_ratios": [1 + pile / 6 for pile in piles]},
        )[:, 0]  # fmt: skip
        for axis, spread, pile in zip(axes, spreads, piles, strict=True):
            _dots(axis, spread, pile, name)
        axes[0].set_xlim(-1, highest + 1)
        axes[0].xaxis.set_major_locator(MaxNLocator(integer=True))
        axes[-1].set_xlabel("Antal indikatorer med resultatet Ja")
        figure.tight_layout()
        return _svg(figure, "Antal Ja per enhet. " + " ".join(spread.text for spread in spreads))


def _dots(axis: Axes, spread: Spread, pile: int, name: str) -> None:
    heights: Counter[int] = Counter()
    for number, is_own in [
        *((number, True) for number in spread.own),
        *((number, False) for number in spread.others),
    ]:
        heights[number] += 1
        axis.plot(
            number, heights[number],
            marker="D" if is_own else "o",
            markersize=7 if is_own else 5,
            color=_INK if is_own else _OTHERS,
        )  # fmt: skip
    group = spread.group
    silent = spread.without_answer_antal
    axis.set_title(
        f"{group.grupp_namn} – {len(spread.own) + len(spread.others)} svarande"
        + (f", {silent} svarade inte" if silent else ""),
        loc="left", fontsize=9.5, fontweight="bold",
    )  # fmt: skip
    axis.set_ylim(0, pile + 1.6)
    axis.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axis.spines[side].set_visible(False)
    if len(spread.own) == 1:
        own = spread.own[0]
        axis.annotate(name, (own, 1), (own, pile + 0.9), ha="center", fontweight="bold",
                      arrowprops={"arrowstyle": "-", "color": _INK, "linewidth": 0.6})  # fmt: skip


def draw_series(series: Series) -> str:
    """Return one stacked bar a year: how many of the fixed set had each outcome."""
    with matplotlib.rc_context({**_STYLE, "svg.hashsalt": "series"}):
        figure = Figure(figsize=(7.2, 2.9))
        axis = figure.subplots()
        years = list(series.years)
        bottom = [0] * len(years)
        for utfall in UTFALL:
            heights = [series.years[year][utfall] for year in years]
            if not any(heights):
                continue
            bars = axis.bar(
                [str(year) for year in years], heights, bottom=bottom, width=0.72,
                color=COLOURS[utfall], edgecolor=_INK, linewidth=0.5,
                hatch="////" if utfall == "saknas" else None, label=NAMES[utfall],
            )  # fmt: skip
            axis.bar_label(
                bars, [str(n) if n else "" for n in heights], label_type="center", fontsize=8.5,
                color=_INK if utfall in _LIGHT else "white",
            )  # fmt: skip
            bottom = [low + height for low, height in zip(bottom, heights, strict=True)]
        axis.yaxis.set_visible(False)
        axis.tick_params(axis="x", length=0)
        for side in ("left", "right", "top"):
            axis.spines[side].set_visible(False)
        axis.legend(
            loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=len(UTFALL), frameon=False,
            fontsize=8.5, handlelength=1.2, columnspacing=1.2,
        )  # fmt: skip
        figure.tight_layout()
        return _svg(figure, f"Resultat per år. {series.text}")


def _svg(figure: Figure, text: str) -> str:
    """Return the figure as an SVG element without a clock; *text* says the same in words."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    svg = file.getvalue()
    label = f'<svg role="img" aria-label="{escape(text)}"'
    return svg[svg.index("<svg") :].replace("<svg", label, 1)
