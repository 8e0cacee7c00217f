"""Each kind of page in a real browser: nothing that axe finds, alone, without script, printed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from oppna_jamforelser.publish.webb import write
from oppna_jamforelser.report.subject import Subject
from webb import MATAR, alone, chromium, opened

SHOWN = {("enhet", "2080"), ("storstad", "0180"), ("lan", "20")}
KINDS = (
    "kommun/2080.html",
    "kommun/0180-enheter.html",
    "grupp/lan-20.html",
    "indikator/anvant_resultat.html",
    "en/indikator/anvant_resultat.html",
    "varfor/enhet-2080.html",
)


@pytest.fixture(scope="module")
def site(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages of a few units and groups, and those of every indicator."""
    folder = tmp_path_factory.mktemp("webb") / "utgava"
    folder.mkdir()
    choose = write.choose

    def few(*args: Any) -> list[Subject]:
        return [subject for subject in choose(*args) if subject.key in SHOWN]

    with (
        pytest.MonkeyPatch.context() as patch,
        duckdb.connect(str(built_database), read_only=True) as connection,
    ):
        patch.setattr(write, "choose", few)
        write.write_site(connection, MATAR, "preliminar", folder)
    return folder / "webb"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser, site: Path) -> Iterator[BrowserContext]:
    with alone(browser, site.parents[1].as_uri()) as one:
        yield one


@pytest.mark.slow
@pytest.mark.parametrize(
    "look",
    [{}, {"color_scheme": "dark", "viewport": {"width": 320, "height": 640}}],
    ids=["wide", "dark and narrow"],
)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, site: Path, kind: str, look: dict[str, Any]
) -> None:
    with alone(browser, site.parents[1].as_uri(), **look) as one:
        page = one.new_page()
        page.goto((site / kind).as_uri())
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0


@pytest.mark.slow
def test_a_figure_leads_to_why_in_one_click_without_script(browser: Browser, site: Path) -> None:
    with alone(browser, site.parents[1].as_uri(), java_script_enabled=False) as one:
        page = one.new_page()
        page.goto((site / "kommun/2080.html").as_uri())
        link = page.locator("main td a[href*='varfor/enhet-2080.html#']").first
        anchor = str(link.get_attribute("href")).partition("#")[2]
        link.click()
        assert page.url.endswith(f"varfor/enhet-2080.html#{anchor}")
        expect(page.locator(f"[id='{anchor}']")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator("header nav")).to_be_hidden()
        expect(page.locator("main")).to_be_visible()


@pytest.mark.slow
def test_every_figure_that_is_compared_has_its_why(context: BrowserContext, site: Path) -> None:
    page = opened(
        context,
        (site / "jamfor.html").as_uri()
        + "#vem=2080,lan:20,storstad:0180&indikator=alla&matar=2017",
    )
    hrefs = page.locator("#jf-svar td a").evaluate_all(
        "(links) => links.map((link) => link.getAttribute('href'))"
    )
    assert len(hrefs) > 150
    texts = {path: (site / path).read_text("utf-8") for path in {h.split("#")[0] for h in hrefs}}
    for href in hrefs:
        path, _, anchor = href.partition("#")
        assert f'id="{anchor}"' in texts[path], href


@pytest.mark.slow
def test_a_kommun_is_compared_with_those_who_are_like_it(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto((site / "kommun/2080.html").as_uri())
    names = page.locator("h2#liknande ~ div tbody th").all_inner_texts()[:7]
    assert names[:2] == ["Gotland", "Nyköping"]
    page.get_by_role("link", name="Jämför dem").click()
    page.wait_for_selector("#jf-svar table:not([aria-busy])")
    shown = page.locator("#jf-svar tbody th").all_inner_texts()
    assert shown == ["Falun", *names]


@pytest.mark.slow
def test_search_on_a_page_of_a_folder_leads_right(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "varfor/enhet-2080.html").as_uri())
    page.get_by_role("combobox", name="Sök kommun, grupp eller indikator").fill("dalarnas lan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/webb/grupp/lan-20.html")
