"""Each kind of page in a real browser: nothing that axe finds, alone, without script, printed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from webb import alone, chromium, opened

KINDS = (
    "index.html", "kommuner.html", "ordlista.html", "en/glossary.html", "kvalitet.html",
    "kalender.html", "lasanvisning.html", "kommun/2080.html", "kommun/0180.html",
    "kommun/0180-enheter.html", "grupp/lan-20.html", "grupp/riket-00.html",
    "indikator/anvant_resultat.html", "en/indikator/anvant_resultat.html",
    "varfor/enhet-2080.html#audit-2017", "varfor/lan-20.html", "varfor/enhet-0180-01.html",
)  # fmt: skip
LOOKS: tuple[dict[str, Any], ...] = (
    {"viewport": {"width": 1280, "height": 800}},
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
    {"viewport": {"width": 1280, "height": 800}, "media": "print"},
)
# The rows of a table are alike: axe takes a minute for the thousand links of a whole page.
SHORTEN = """(most) => document.querySelectorAll('table, ul').forEach((list) =>
    list.querySelectorAll('tbody tr, li').forEach((row, at) => {
        if (at >= most) row.remove();
    }))"""
# what WCAG 2.2 adds, which axe does not look at unless it is told to
RULES = {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def site(sample_site: Path) -> Path:
    """Give the pages of a few units and groups, and those of every indicator."""
    return sample_site / "webb"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser, site: Path) -> Iterator[BrowserContext]:
    with alone(browser, site.parents[1].as_uri()) as one:
        yield one


def axe_faults(page: Page, look: dict[str, Any]) -> list[str]:
    """Return what axe finds in a look of the page, and that it is wider than the window."""
    given = dict(look)
    page.set_viewport_size(given.pop("viewport"))
    page.emulate_media(
        **{"media": "screen", "color_scheme": "light", "forced_colors": "none"} | given
    )
    found = Axe().run(page, options={} if look.get("media") else RULES)  # paper is not touched
    faults = [found.generate_report()] if found.violations_count else []
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append(f"{page.url} is wider than the window: {look}")
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page_however_it_is_looked_at(context, site, kind):
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{kind}")
    page.evaluate(SHORTEN, 6)
    assert [fault for look in LOOKS for fault in axe_faults(page, look)] == []


@pytest.mark.slow
def test_axe_finds_nothing_while_a_name_is_searched(context, site):
    page = context.new_page()
    page.goto((site / "kalender.html").as_uri())
    page.get_by_role("combobox", name="Sök kommun, grupp eller indikator").fill("falu")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert [fault for look in LOOKS[:-1] for fault in axe_faults(page, look)] == []
    expect(page.get_by_role("status")).to_contain_text("träff")


@pytest.mark.attack
def test_axe_finds_nothing_on_the_largest_pages_as_they_are(context, site):
    for kind in ("kommun/2080.html", "kommun/0180.html", "grupp/lan-20.html", "varfor/lan-20.html"):
        page = context.new_page()
        page.set_default_timeout(300_000)
        page.goto(f"{site.as_uri()}/{kind}")
        assert [fault for look in LOOKS for fault in axe_faults(page, look)] == []


@pytest.mark.slow
def test_a_figure_leads_to_why_in_one_click_without_script(browser, site):
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
def test_every_figure_that_is_compared_has_its_why(context, site):
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
def test_a_kommun_is_compared_with_those_who_are_like_it(context, site):
    page = context.new_page()
    page.goto((site / "kommun/2080.html").as_uri())
    names = page.locator("h2#liknande ~ div tbody th").all_inner_texts()[:7]
    assert names[:2] == ["Gotland", "Nyköping"]
    page.get_by_role("link", name="Jämför dem").click()
    page.wait_for_selector("#jf-svar table:not([aria-busy])")
    shown = page.locator("#jf-svar tbody th").all_inner_texts()
    assert shown == ["Falun", *names]


@pytest.mark.slow
def test_search_on_a_page_of_a_folder_leads_right(context, site):
    page = context.new_page()
    page.goto((site / "varfor/enhet-2080.html").as_uri())
    page.get_by_role("combobox", name="Sök kommun, grupp eller indikator").fill("dalarnas lan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/webb/grupp/lan-20.html")
