"""Write reports: read each table once, then fill the one template for every subject."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.report.areas import families_of_group, read_families
from oppna_jamforelser.report.cards import common_fields, definitions, read_cards, read_questions
from oppna_jamforelser.report.changes import moved_of, read_breaks, read_changes
from oppna_jamforelser.report.expiring import expiring_of, read_expiring
from oppna_jamforelser.report.falling import falling_of, read_falling
from oppna_jamforelser.report.figures import draw_counts, draw_spreads, draw_years
from oppna_jamforelser.report.members import members_of, read_lists
from oppna_jamforelser.report.persons import read_persons, section_of
from oppna_jamforelser.report.proof import NoProof
from oppna_jamforelser.report.quality import findings_of, read_findings
from oppna_jamforelser.report.results import (
    Result,
    by_area,
    read_belagg_texts,
    read_results,
    results_of,
)
from oppna_jamforelser.report.scope import Scope, scope_of, written
from oppna_jamforelser.report.series import (
    UTFALL,
    Years,
    beside_lines,
    counts_of,
    own_lines,
    read_years,
)
from oppna_jamforelser.report.spread import read_ja_counts, spreads_of
from oppna_jamforelser.report.subject import Choice, Subject, choose, read_frame
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.report.ways import Way, one_step_from_ja, read_lacking, read_ways, ways_of
from oppna_jamforelser.report.year_cells import year_cells
from oppna_jamforelser.templates import environment
from oppna_jamforelser.warehouse import open_warehouse

_MANY = 12
"""Names of at most so many units are written out in a cell; of more, so many and the rest."""


@dataclass(frozen=True)
class Request:
    """What to report: whom, which survey year (None: the latest), in which language, where to."""

    choice: Choice
    out: Path
    matar: int | None = None
    sprak: str = "sv"


def write_reports(
    database: Path, request: Request, say: Callable[[str], None] = lambda _: None
) -> str:
    """Write the report of one subject to a file, or of all to a folder with an index page.

    *say* hears whose report is written. Returns a line that says what was written. Raises OjError,
    in one line, for an unknown subject or year, a missing warehouse, or a place that cannot be
    written.
    """
    texts = Texts(request.sprak)
    out, choice = request.out, request.choice
    with open_warehouse(database) as warehouse:
        frame = read_frame(warehouse, texts, request.matar)
        subjects = choose(warehouse, texts, frame, choice)
        scope = scope_of(warehouse, texts, frame, subjects)
        pages = _pages(scope, subjects, say)
        try:
            if choice.alla:
                _write_all(out, scope, subjects, pages)
                return (
                    f"skrev {len(subjects)} rapporter och index.html i {out}, mätår {frame.matar}"
                )
            ((subject, html),) = pages
            if out.is_dir():
                out = out / subject.file_name
            _write(out, html)
        except OSError as error:
            raise OjError(
                f"{error.filename or out} kan inte skrivas ({error.strerror}). Välj en annan plats."
            ) from error
    return f"skrev {out}: {subject.full_name}, mätår {frame.matar}"


def _write(path: Path, html: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8", newline="\n")


def _write_all(
    folder: Path, scope: Scope, subjects: list[Subject], pages: Iterator[tuple[Subject, str]]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for subject, html in pages:
        _write(folder / subject.file_name, html)
    templates = environment()
    index = templates.get_template("report/index.html.j2").render(
        t=scope.texts, frame=scope.frame, subjects=subjects, css=_css(templates)
    )
    _write(folder / "index.html", index)


def _css(templates: Environment) -> Markup:
    css, _, _ = templates.loader.get_source(templates, "report/page.css")  # type: ignore[union-attr]
    return Markup(css)


def _pages(
    scope: Scope, subjects: list[Subject], say: Callable[[str], None]
) -> Iterator[tuple[Subject, str]]:
    """Return each subject with its page."""
    templates = environment()
    template = templates.get_template("report/page.html.j2")
    facts = read_facts(scope) | {"findings": read_findings(scope)}
    css = _css(templates)
    for subject in subjects:
        say(subject.full_name)
        content = content_of(scope, facts, subject)
        html = template.render(css=css, proof=NoProof(), members_href=None, **content)
        yield subject, html


def read_facts(scope: Scope) -> dict[str, Any]:
    """Return everything that the reports of a run are made of, but what is only the subject's."""
    cards = read_cards(scope)
    return {
        "results": read_results(scope),
        "belagg_texts": read_belagg_texts(scope),
        "ja_counts": read_ja_counts(scope),
        "years": read_years(scope),
        "changes": read_changes(scope),
        "breaks": read_breaks(scope),
        "ways": read_ways(scope),
        "lacking": read_lacking(scope),
        "expiring": read_expiring(scope),
        "families": read_families(scope),
        "lists": read_lists(scope),
        "falling": read_falling(scope),
        "persons": read_persons(scope),
        "cards": cards,
        "common": common_fields(cards),
        "questions": read_questions(scope),
    }


def content_of(scope: Scope, facts: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """Return what the page of one subject is filled with."""
    texts, frame = scope.texts, scope.frame
    results = results_of(facts["results"], subject)
    single = [one for one in results if not one.indicator.is_composite]
    spreads = spreads_of(facts["ja_counts"], subject)
    lines = own_lines(facts["years"], subject)
    composites = {r.indicator.indikator_id for r in results if r.indicator.is_composite}
    counts = counts_of(lines, composites, frame.matar) if subject.is_unit else None
    ways = ways_of(facts["ways"], subject)
    expiring = expiring_of(facts["expiring"], subject)

    def named(koder: tuple[str, ...] | list[str]) -> str:
        names = frame.names(koder[:_MANY])
        rest = len(koder) - len(names)
        return ", ".join(names) + (f" {texts('and_more', n=rest)}" if rest else "")

    return dict(
        t=texts,
        subject=subject,
        matar=frame.matar,
        markning=frame.markning,
        units=frame.units,
        named=named,
        names=frame.names,
        signed=lambda value: f"{value:+}".replace(".", "," if texts.language == "sv" else "."),
        is_silent=all(kod in frame.silent for kod in subject.enheter),
        silent=[kod for kod in subject.enheter if kod in frame.silent],
        silent_before=_silent_before(scope, subject),
        summary=_summary(texts, facts, subject),
        single=single,
        results=results,
        areas=by_area(results),
        assumed_count=sum(one.indicator.belagg != "kalla" for one in single),
        belagg_texts=facts["belagg_texts"],
        differences=Counter(
            share.skillnad for one in single for share in one.beside[:1] if share is not None
        ),
        spread_svg=draw_spreads(spreads, subject.namn, texts) if spreads else None,
        families=facts["families"].get(subject.kod, []) if subject.is_unit else [],
        group_families=[] if subject.is_unit else families_of_group(facts["families"], subject),
        persons=section_of(facts["persons"], subject),
        members=members_of(
            facts["results"], facts["lists"], facts["persons"], frame.matar, subject
        ),
        findings=findings_of(facts["findings"], subject) if "findings" in facts else None,
        counts=counts,
        counts_svg=draw_counts(counts, texts) if counts else None,
        year_rows=(year_rows := _year_rows(facts["years"], subject, single)),
        assumed_pairs=sum(len(row["assumed_pairs"]) for row in year_rows),
        year_cells=partial(year_cells, texts),
        years=facts["years"].years,
        changes=facts["changes"].get(subject.kod, []) if subject.is_unit else [],
        moved=[] if subject.is_unit else moved_of(facts["changes"], subject),
        breaks=facts["breaks"],
        ways=ways,
        near_count=sum(len(way.enheter) for way in ways if way.step.steg_antal == 1),
        near=one_step_from_ja(facts["ways"], subject),
        lacking=facts["lacking"].get(written(subject.key), []),
        meanings=_meanings(facts, ways),
        expiring=expiring,
        expiring_count=sum(len(item.enheter) for item in expiring),
        falling=falling_of(facts["falling"], subject),
        cards=facts["cards"],
        common=facts["common"],
    )


def _silent_before(scope: Scope, subject: Subject) -> list[str] | None:
    before = scope.frame.silent_before
    return None if before is None else [kod for kod in subject.enheter if kod in before]


def _summary(texts: Texts, facts: dict[str, Any], subject: Subject) -> list[tuple[str, str, int]]:
    """Return each outcome, its name and how often it occurs among the units' results."""
    single = [one.indikator_id for one in facts["results"].indicators if not one.is_composite]
    counts = Counter(
        outcomes[id].utfall or "saknas"
        for kod in subject.enheter
        if (outcomes := facts["results"].outcomes.get(kod, {}))
        for id in single
        if id in outcomes
    )
    return [(utfall, texts(f"utfall_{utfall}"), counts[utfall]) for utfall in UTFALL]


def _year_rows(years: Years, subject: Subject, single: list[Result]) -> list[dict[str, Any]]:
    """Return each indicator's own years, those of the first comparison, and a small picture."""
    own = own_lines(years, subject)
    first = subject.compared[0] if subject.compared else None
    beside = beside_lines(years, subject, first) if first else {}
    rows = []
    for result in single:
        id = result.indicator.indikator_id
        line, other = own.get(id, {}), beside.get(id, {})
        rows.append(
            {
                "indicator": result.indicator,
                "own": [(year, line.get(year)) for year in years.years],
                "beside": [(year, other.get(year)) for year in years.years] if first else None,
                "assumed": [year for year in years.years if years.belagg.get((id, year)) not in
                            (None, "kalla")],
                "assumed_pairs": [year for year in line if (id, year) in years.assumed],
                "svg": draw_years(years.years, line, other),
            }
        )  # fmt: skip
    return rows


def _meanings(facts: dict[str, Any], ways: list[Way]) -> dict[str, tuple[str, str]]:
    """Return by indicator of a way what its words mean, or the first indicator that told it."""
    told: dict[str, str] = {}
    meanings: dict[str, tuple[str, str]] = {}
    for step in (way.step for way in ways):
        asked = {facts["questions"].get((step.indikator_id, roll), "") for roll in step.roller}
        text = definitions(facts["cards"].get(step.indikator_id, ()), asked)
        if text:
            meanings[step.indikator_id] = (told[text], "") if text in told else ("", text)
            told.setdefault(text, step.kortnamn)
    return meanings
