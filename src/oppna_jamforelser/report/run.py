"""Write the report of one kommun: read its rows, draw its figures, fill the template."""

from collections import Counter
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.report.changes import read_breaks, read_changes
from oppna_jamforelser.report.expiring import read_expiring
from oppna_jamforelser.report.figures import draw_series, draw_spreads
from oppna_jamforelser.report.quality import read_findings
from oppna_jamforelser.report.results import Result, read_results
from oppna_jamforelser.report.series import NAMES, UTFALL, read_series
from oppna_jamforelser.report.spread import read_spreads
from oppna_jamforelser.report.subject import Subject, find_subject
from oppna_jamforelser.report.ways import read_ways
from oppna_jamforelser.warehouse import Warehouse, open_warehouse


def write_report(database: Path, kommun: str, matar: int | None, out: Path) -> str:
    """Write the report of *kommun* (code or name; also a part of a city) to *out*.

    *matar* is the survey year, the latest when None. Returns a line that says what was written.
    Raises OjError, in one line, for an unknown kommun or year, a missing warehouse, or a file that
    cannot be written.
    """
    with open_warehouse(database) as warehouse:
        subject = find_subject(warehouse, kommun, matar)
        html = _render(warehouse, subject)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OjError(f"{out} kan inte skrivas ({error.strerror}). Välj en annan fil.") from error
    return f"skrev {out}: {subject.full_name}, mätår {subject.matar}"


def _render(warehouse: Warehouse, subject: Subject) -> str:
    loader = PackageLoader("oppna_jamforelser.report", ".")
    templates = Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    css, _, _ = loader.get_source(templates, "page.css")
    results = read_results(warehouse, subject)
    spreads = [spread for spread in read_spreads(warehouse, subject) if spread.others]
    series = read_series(warehouse, subject)
    ways = read_ways(warehouse, subject)
    return templates.get_template("page.html.j2").render(
        subject=subject,
        css=Markup(css),
        summary=_summary(warehouse, subject),
        indicator_count=sum(not result.is_composite for result in results),
        areas=_areas(results),
        spreads=spreads,
        spread_svg=Markup(draw_spreads(spreads, subject.namn)) if spreads else None,
        findings=read_findings(warehouse, subject),
        series=series,
        series_svg=Markup(draw_series(series)) if series else None,
        changes=read_changes(warehouse, subject),
        breaks=read_breaks(warehouse, subject),
        ways=ways,
        near_count=sum(len(way.enheter) for way in ways if way.steg_antal == 1),
        expiring=read_expiring(warehouse, subject),
    )


def _summary(warehouse: Warehouse, subject: Subject) -> list[tuple[str, str, int]]:
    """Return each outcome, its name and how often it occurs among the subject's results."""
    rows = warehouse.rows(
        """
        select coalesce(fakta.utfall, 'saknas') as utfall
        from marts.fct_enhetsutfall as fakta
        inner join marts.dim_indikator as indikator
            on fakta.indikator_id = indikator.indikator_id
        where fakta.matar = ? and list_contains(?, fakta.enhet_kod)
            and indikator.indikator_typ <> 'sammansatt'
        """,
        subject.matar, list(subject.enheter),
    )  # fmt: skip
    counts = Counter(row["utfall"] for row in rows)
    return [(utfall, NAMES[utfall], counts[utfall]) for utfall in UTFALL]


def _areas(results: list[Result]) -> list[dict[str, object]]:
    """Return the results by quality area and indicator area."""
    return [
        {"kvalitetsomrade": quality, "indikatoromrade": area, "results": list(members)}
        for (quality, area), members in groupby(
            results, key=lambda result: (result.kvalitetsomrade, result.indikatoromrade)
        )
    ]
