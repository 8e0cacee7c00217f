"""A site to look at in a browser: the frame and what is interactive, without the other pages."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from oppna_jamforelser.publish.webb import jamfor, write
from oppna_jamforelser.publish.webb.address import Place, address, members_page, why_page
from oppna_jamforelser.publish.webb.ended import Ended, read_ended
from oppna_jamforelser.publish.webb.site import Facts, IndicatorPlace, Site
from oppna_jamforelser.publish.webb.write import write_styles
from oppna_jamforelser.report.subject import Subject, read_frame
from oppna_jamforelser.report.texts import Texts
from oppna_jamforelser.templates import environment
from oppna_jamforelser.warehouse import Warehouse

MATAR = 2024
UNWRITTEN = "oskrivna.json"
CHECKSUM = "0123456789abcdef" * 4
SAMPLE = {
    ("enhet", "2080"), ("enhet", "0980"), ("storstad", "0180"), ("lan", "09"), ("lan", "20"),
    ("skr", "A1"), ("riket", "00"), ("enhet", "0180-01"),
}  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def pages_of_few(wanted: Callable[[tuple[str, str]], bool]) -> Iterator[list[str]]:
    """Let sites have pages of the *wanted* subjects only (their keys), and of all indicators.

    The list tells the pages that were left unwritten.
    """
    choose, find_ended = write.choose, write.read_ended
    unwritten: list[str] = []

    def few(*args: Any) -> list[Subject]:
        every = choose(*args)
        for key in (subject.key for subject in every if not wanted(subject.key)):
            unwritten.extend((address(key), members_page(key), why_page(key)))
        return [subject for subject in every if wanted(subject.key)]

    def few_ended(*args: Any) -> list[Ended]:
        every = find_ended(*args)
        unwritten.extend(one.place.href for one in every if not wanted(one.subject.key))
        return [one for one in every if wanted(one.subject.key)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "choose", few)
        patch.setattr(write, "read_ended", few_ended)
        yield unwritten


def write_sample(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the pages of a few subjects and all indicators, and which pages are left unwritten."""
    folder.mkdir()
    with pages_of_few(SAMPLE.__contains__) as unwritten:
        write.write_site(connection, MATAR, "preliminar", folder)
    (folder / UNWRITTEN).write_text(json.dumps(unwritten), encoding="utf-8")


def write_comparing(connection: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write the comparing page and the search of the survey year, with their frame."""
    rows = connection.execute(
        """
        select 'enhet', enhet_kod, enhet_namn from marts.dim_enhet
        where enhet_kod in (select enhet_kod from marts.bridge_enhet_grupp where matar = $1)
        union all
        select gruppindelning, grupp_kod, grupp_namn from marts.dim_redovisningsgrupp
        where grupp_kod is not null
        order by 1, 2
        """,
        [MATAR],
    ).fetchall()
    indicators = connection.execute(
        "select indikator_id, kortnamn from marts.dim_indikator where har_utfall order by 1"
    ).fetchall()
    warehouse = Warehouse(folder, connection)
    frame = read_frame(warehouse, Texts("sv"), MATAR)
    facts = Facts(
        titel="Öppna jämförelser: våld i nära relationer",
        matar=MATAR,
        tillstand="preliminar",
        kontrollsumma=CHECKSUM,
        markning="syntetiska exempeldata",
        subjects=tuple(Place(typ, kod, namn, address((typ, kod))) for typ, kod, namn in rows),
        ended=tuple(one.place for one in read_ended(warehouse, frame)),
        indicators=tuple(
            IndicatorPlace(id_, namn, f"indikator/{id_}.html") for id_, namn in indicators
        ),
    )
    site = Site(folder / "webb", environment(), facts, warehouse)
    write_styles(site)
    jamfor.write(site)
    return site.folder


def read_script(path: Path, name: str) -> Any:
    """Return what a script gives ``window.<name>``, by reading it as the JSON that it is."""
    found = re.search(
        rf"^window\.{name}=(.*);$", path.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert found, name
    return json.loads(found[1])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser; skip where there is none."""
    if CHROMIUM is None:
        pytest.skip("chromium saknas: sidorna prövas inte i webbläsare")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@contextmanager
def alone(browser: Browser, allowed: str, **options: Any) -> Iterator[BrowserContext]:
    """Give a context that reaches addresses beginning with *allowed* only; no other is asked for,
    and no script fails."""
    context = browser.new_context(**options)
    refused: list[str] = []
    faults: list[str] = []

    def judge(route: Any) -> None:
        url = route.request.url
        if url.startswith((allowed, "data:", "blob:")):
            route.continue_()
        else:
            refused.append(url)
            route.abort()

    context.route("**/*", judge)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    context.close()
    assert refused == []
    assert faults == []


def opened(context: BrowserContext, address: str) -> Page:
    """Open the comparing page and wait until it shows what was chosen."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#jf:not([hidden])")
    page.wait_for_selector("table[aria-busy]", state="detached")
    return page
