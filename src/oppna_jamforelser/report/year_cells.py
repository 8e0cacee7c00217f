"""The cells of one indicator's years: the subject's own, or those of what it is compared with.

The pages of a publication have a quarter of a million of them: written here, and not by the
template, they save two fifths of its time.
"""

from typing import Any

from markupsafe import Markup, escape

from oppna_jamforelser.report.proof import NoProof
from oppna_jamforelser.report.series import Point
from oppna_jamforelser.report.subject import Compared, Subject
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.swedish import is_few


def year_cells(
    t: Texts, proof: NoProof, row: dict[str, Any], subject: Subject, beside: Compared | None = None
) -> Markup:
    """Return the cells of the years of *row*: the subject's own, or those of what is *beside* it.

    Only its own bear the marks of comparability and the counts of every share: what it is compared
    with has the same breaks, and is of many.
    """
    key = beside.key_of(subject) if beside else subject.key
    whole = beside.whole if beside else None
    id = row["indicator"].indikator_id
    cells = []
    for year, point in row["beside" if beside else "own"]:
        kolumn, text, css = _figure(t, point)
        figure = (
            proof.figure(key, id, year, text, css)
            if point
            else Markup(f'<span class="{css}">{escape(text)}</span>')
        )
        mark = "" if beside else _mark(point, year in row["assumed_pairs"])
        counts = _counts(t, point, always=beside is None)
        assumed = ' class="antas"' if year in row["assumed"] else ""
        heading = f' data-rubrik="{year}"' if proof.stacks else ""
        place = proof.key(key, id, year, kolumn, whole)
        cells.append(f"<td{assumed}{heading}{place}>{mark}{escape(figure)}{counts}</td>")
    return Markup("".join(cells))


def _figure(t: Texts, point: Point | None) -> tuple[str, str, str]:
    """Return the column that a year tells, its words, and how they look."""
    if point is None:
        return "fanns_inte", t("why_fanns_inte"), "skal"
    if point.utfall:
        return "utfall", t(f"short_{point.utfall}"), f"chip {point.utfall}"
    if point.andel_procent is None:
        return "orsak_kod", t(f"why_{point.orsak_kod}"), "skal"
    return "andel_procent", t.percent(point.andel_procent), ""


def _mark(point: Point | None, is_assumed: bool) -> str:
    """Return the mark of how a year compares with the one before."""
    if point is None:
        return ""
    marks = {"ej": "‖ ", "delvis": "≈ ", "direkt": "° " if is_assumed else ""}
    return marks.get(point.jamforbarhet or "", "")


def _counts(t: Texts, point: Point | None, always: bool) -> str:
    """Return the counts that stand beside a share: always, or where it is of few."""
    if point is None or point.utfall or point.andel_procent is None or point.namnare_antal is None:
        return ""
    if not always and not is_few(point.namnare_antal):
        return ""
    counts = t("of", ja=point.ja_antal, n=point.namnare_antal)
    return f' <span class="skal">{escape(counts)}</span>'
