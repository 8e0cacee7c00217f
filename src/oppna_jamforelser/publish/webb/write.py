"""Write ``webb/`` of a publication: each table is read once, each page filled from one template."""

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.open_files.identity import TITLE
from oppna_jamforelser.publish.webb import jamfor
from oppna_jamforelser.publish.webb.address import (
    Place,
    address,
    indicator_page,
    members_page,
    why_page,
)
from oppna_jamforelser.publish.webb.ended import read_ended
from oppna_jamforelser.publish.webb.indikator import write_indicators
from oppna_jamforelser.publish.webb.likhet import read_likeness
from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.publish.webb.sidor import write_pages
from oppna_jamforelser.publish.webb.site import (
    FOLDER,
    Facts,
    IndicatorPlace,
    Site,
)
from oppna_jamforelser.publish.webb.tal import read_measure_places, write_measures
from oppna_jamforelser.publish.webb.varfor import write_why
from oppna_jamforelser.report.scope import Scope, scope_of
from oppna_jamforelser.report.subject import UNIT, Choice, Subject, choose, read_frame
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.report.write_reports import content_of, read_facts
from oppna_jamforelser.templates import environment
from oppna_jamforelser.warehouse import Warehouse


def write_site(
    connection: duckdb.DuckDBPyConnection,
    matar: int,
    tillstand: str,
    folder: Path,
) -> None:
    """Write the site of the publication in *folder*, whose tables are there already."""
    warehouse = Warehouse(folder, connection)
    texts = Texts("sv")
    frame = read_frame(warehouse, texts, matar)
    subjects = choose(warehouse, texts, frame, Choice(alla=True))
    ended = read_ended(warehouse, frame)
    scope = scope_of(warehouse, texts, frame, subjects)
    facts = Facts(
        titel=TITLE,
        matar=matar,
        tillstand=tillstand,
        kontrollsumma=checksum_of_tables(folder),
        markning=frame.markning,
        subjects=tuple(place_of(subject) for subject in subjects),
        ended=tuple(one.place for one in ended),
        indicators=read_indicators(scope),
        measures=read_measure_places(scope),
    )
    site = Site(folder / FOLDER, environment(), facts, warehouse)
    write_styles(site)
    told = read_facts(scope)
    write_subjects(site, scope, told, subjects)
    write_why(site, scope, told["persons"], subjects, ended)
    write_indicators(site, scope)
    write_measures(site, told["persons"])
    write_pages(site, scope)
    jamfor.write(site)


def write_subjects(site: Site, scope: Scope, told: dict[str, Any], subjects: list[Subject]) -> None:
    """Write the page of each kommun, part and group: what its report says, in the frame."""
    likeness = read_likeness(site)
    for subject in subjects:
        content = content_of(scope, told, subject) | {"cards": None}
        is_kommun = subject.gruppindelning in (UNIT, "storstad")
        site.render(
            "publish/webb/mallar/amne.html.j2",
            address(subject.key),
            proof=Proof(),
            varfor=why_page(subject.key),
            members_href=f"../{members_page(subject.key)}",
            likhet=likeness.get(subject.kod) if is_kommun else None,
            kod=subject.kod,
            **content,
        )
        if content["members"]:
            site.render(
                "publish/webb/mallar/enheter.html.j2",
                members_page(subject.key),
                proof=Proof(),
                address=address(subject.key),
                **content,
            )


def checksum_of_tables(folder: Path) -> str:
    """Return one checksum over the published tables: theirs, by name."""
    lines = (f"{path.name} {sha256_of(path)}\n" for path in sorted((folder / "csv").glob("*.csv")))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def place_of(subject: Subject) -> Place:
    """Return whom a subject's page is about, and where it lies."""
    namn = subject.full_name
    return Place(subject.gruppindelning, subject.kod, namn, address(subject.key))


def read_indicators(scope: Scope) -> tuple[IndicatorPlace, ...]:
    """Return every indicator that has been asked until the year, by Swedish name."""
    rows = scope.warehouse.rows(
        """
        select indikator_id, kortnamn
        from marts.dim_indikator
        where indikator_id in (
            select indikator_id from marts.fct_gruppvarde
            where gruppindelning = 'riket' and matar <= ?
        )
        order by kortnamn collate sv, indikator_id
        """,
        scope.matar,
    )
    return tuple(
        IndicatorPlace(row["indikator_id"], row["kortnamn"], indicator_page(row["indikator_id"]))
        for row in rows
    )


def write_styles(site: Site) -> None:
    """Write the one style sheet: the report's, and the frame's."""
    package = files("oppna_jamforelser")
    names = ("report/page.css", "publish/webb/mallar/ram.css", *jamfor.STYLES)
    sheets = (package / name for name in names)
    site.write("stil.css", "".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
