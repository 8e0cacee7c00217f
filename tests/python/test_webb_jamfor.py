"""The comparing page and the search in a real browser: every figure, each way to choose, alone."""

import csv
import io
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from oppna_jamforelser.matching import fold
from oppna_jamforelser.publish.index import Entry, add_entry
from oppna_jamforelser.publish.status import write_beside
from oppna_jamforelser.publish.webb.jamfor.data import SIGNS, number, width_of
from webb import CHECKSUM, MATAR, alone, chromium, opened, read_script, write_comparing

ONE = "#vem=lan:20&indikator=rutin_sip_vinr_vuxna&matar=2016,2017"
TABLE = "#vem=2080,lan:20,riket:00&indikator=anvant_resultat&matar=alla"
MATRIX = "#vem=2080,2081,0180-01,lan:20&indikator=anvant_resultat,audit&matar=2017,2024"
WHOLE = f"#vem=alla&indikator=alla&matar={MATAR}"


@pytest.fixture(scope="module")
def site(lager: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_comparing(lager, tmp_path_factory.mktemp("webb") / "utgåva 1")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def context(browser: Browser, site: Path) -> Iterator[BrowserContext]:
    with alone(browser, site.parents[1].as_uri()) as one:
        yield one


@pytest.fixture
def address(site: Path) -> str:
    return (site / "jamfor.html").as_uri()


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(site.parents[1]))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_address[1]}/"
        listening.shutdown()


def cells(page: Page) -> list[list[str]]:
    """Return the table that is shown, with its heads."""
    rows = page.locator("#jf-svar tr").all()
    return [[cell.inner_text().strip() for cell in row.locator("th, td").all()] for row in rows]


# --- the data ---


def test_a_number_is_read_as_it_was_written():
    for width in (1, 2):
        for value in (0, 1, len(SIGNS) - 1, len(SIGNS) ** width - 1):
            text = number(value, width)
            assert len(text) == width
            read = 0
            for sign in text:
                read = read * len(SIGNS) + SIGNS.index(sign)
            assert read == value
        with pytest.raises(ValueError, match="inte plats"):
            number(len(SIGNS) ** width, width)
    assert width_of(len(SIGNS) - 1) == 1
    assert width_of(len(SIGNS)) == 2


def test_the_data_is_small_and_written_alike_again(site, lager, tmp_path):
    assert (site / "data/jamfor.js").stat().st_size < 500_000
    again = write_comparing(lager, tmp_path)
    for path in (path for path in site.rglob("*") if path.is_file()):
        assert path.read_bytes() == (again / path.relative_to(site)).read_bytes(), path.name


def test_every_result_in_the_browser_is_that_of_the_marts(context, address, lager):
    page = opened(context, address)
    told = page.evaluate(
        """() => {
          const found = [];
          for (const year of OJdata.years) for (const one of OJdata.subjects)
            for (const indicator of OJdata.indicators) {
              const v = OJdata.value(one, indicator, year), key = [year, one.kod, indicator.kod];
              if (v.slag === 'utfall') found.push([...key, v.kod, v.belagg[0]].join(' '));
              if (v.slag === 'andel') found.push([...key, v.enheter, v.ja, v.delvis, v.nej,
                v.ejAktuellt, v.bortfall, v.namnare, v.procent ?? v.kod, v.lagsta ?? '-',
                v.hogsta ?? '-', v.belagg[0]].join(' '));
            }
          return found;
        }"""
    )
    expected = lager.execute(
        """
        select concat_ws(' ', matar, enhet_kod, indikator_id, coalesce(utfall, orsak_kod), belagg)
        from marts.fct_enhetsutfall
        union all
        select concat_ws(' ', matar, gruppindelning || ':' || grupp_kod, indikator_id,
            enheter_antal, ja_antal, delvis_antal, nej_antal, ej_aktuellt_antal, bortfall_antal,
            namnare_antal, coalesce(andel_procent::varchar, orsak_kod),
            coalesce(replace(lagsta_procent::varchar, '.0', ''), '-'),
            coalesce(replace(hogsta_procent::varchar, '.0', ''), '-'), belagg)
        from marts.fct_gruppvarde
        """
    ).fetchall()
    assert len(told) > 180_000
    assert set(told) == {text for (text,) in expected}
    assert len(told) == len(expected)


# --- choosing ---


def test_the_view_follows_the_choice(context, address):
    page = opened(context, address + ONE)
    assert page.locator(".jf-stor").inner_text() == "8 %"
    assert page.locator("#jf-svar svg circle").count() == 2
    # 2016 and 2017 cannot be compared: a gap, and the reason in words
    assert page.locator("#jf-svar svg line[stroke-width='2']").count() == 0
    assert "Inte jämförbar 2016–2017" in page.locator("figcaption").inner_text()

    page = opened(context, address + TABLE)
    rows = cells(page)
    years = [str(year) for year in range(2016, MATAR + 1)]
    assert [head.split("\n")[0] for head in rows[0]] == ["Enhet eller grupp", *years]
    # only 2017 has a source that says what was asked
    assert ["antas" in head or "antaget" in head for head in rows[0][1:]] == [
        year != "2017" for year in years
    ]
    assert [row[0] for row in rows[1:]] == ["Falun", "Dalarnas län", "Riket"]

    page = opened(context, f"{address}#vem=2080&indikator=audit,dudit&matar=2017")
    assert [row[0] for row in cells(page)] == ["Indikator", "AUDIT", "DUDIT"]

    page = opened(context, f"{address}#vem=2080&indikator=audit,rutin_sip_missbruk&matar=2016,2017")
    told = page.locator("#jf-svar").inner_text()
    assert "Rutin för SIP – Missbruk. Inte jämförbar 2016–2017" in told

    page = opened(context, address + MATRIX)
    heads = [head.split("\n")[0] for head in cells(page)[0]]
    assert heads == ["Enhet eller grupp", "Använt resultat", "AUDIT"]
    page.get_by_role("button", name="2017", exact=True).click()
    assert "tabellen visar 2017" in page.locator("caption").inner_text()


def test_what_is_compared_stays_in_sight(context, address):
    page = opened(context, address + WHOLE)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    line = page.locator("#jf-rad")
    assert line.inner_text() == f"303 enheter och grupper · 48 indikatorer · {MATAR}"
    assert line.bounding_box()["y"] >= 0  # type: ignore[index]


def test_a_choice_is_made_by_keyboard_alone_and_stands_in_the_address(context, address):
    page = opened(context, address)
    page.get_by_label("Kommun, del av en stad eller grupp").first.focus()
    page.keyboard.type("falu kommun")
    page.keyboard.press("ArrowDown")
    field = page.get_by_role("combobox", name="Kommun, del av en stad eller grupp")
    marked = page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")
    assert marked.inner_text().startswith("Falun")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Indikator", exact=True).focus()
    page.keyboard.type("audit")
    page.keyboard.press("Enter")
    page.wait_for_selector(".jf-stor")
    assert page.evaluate("location.hash") == "#vem=2080&indikator=audit"
    expect(page.locator("#jf-rad")).to_have_text(f"Falun · AUDIT · {MATAR}")
    page.get_by_role("checkbox", name="2017").focus()
    page.keyboard.press("Space")
    expect(page.locator("#jf-rad")).to_have_text(f"Falun · AUDIT · 2017, {MATAR}")
    place = page.evaluate("location.href")
    assert place.endswith(f"matar=2017,{MATAR}")
    shared = opened(context, place)
    expect(shared.locator("#jf-rad")).to_have_text(f"Falun · AUDIT · 2017, {MATAR}")
    page.go_back()
    expect(page.locator("#jf-rad")).to_have_text(f"Falun · AUDIT · {MATAR}")


def test_an_unknown_or_ended_code_gives_a_notice_and_no_other_units_figures(context, address):
    page = opened(
        context, f"{address}#vem=9999,0180-01,__proto__&indikator=audit,xx&matar=2017,2024,1999"
    )
    told = page.locator("#jf-notis").inner_text()
    assert "Koden 9999 finns inte" in told
    assert "Koden __proto__ finns inte" in told
    assert "Indikatorn xx finns inte" in told
    assert "Mätåret 1999 finns inte" in told
    assert "upphörde 2023-06-30 och ingår sedan dess i Järva (Stockholm)" in told
    assert page.locator(".jf-stor").inner_text().startswith("Rinkeby-Kista (Stockholm) fanns inte")
    page.get_by_role("button", name="Lägg till Järva (Stockholm)").click()
    rows = cells(page)
    assert [row[0] for row in rows[1:]] == ["Rinkeby-Kista (Stockholm)", "Järva (Stockholm)"]
    assert rows[1][2] == "fanns inte"
    assert rows[2][1] == "fanns inte"

    page = opened(context, f"{address}#vem=0180&indikator=audit")
    assert "0180 Stockholm svarar i delar: här visas hela staden" in page.inner_text("#jf-notis")
    assert page.locator("#jf-rad").inner_text().startswith("Stockholm, hela staden")


def test_every_figure_leads_to_why(context, address):
    page = opened(context, address + MATRIX)
    for link in page.locator("#jf-svar td a").all():
        assert link.get_attribute("href", timeout=1000)
    hrefs = [link.get_attribute("href") for link in page.locator("#jf-svar td a").all()]
    assert "varfor/enhet-2080.html#audit-2024" in hrefs
    assert "varfor/lan-20.html#anvant_resultat-2024" in hrefs


def test_a_matrix_is_sorted_and_filtered_and_units_are_never_ranked(context, address):
    page = opened(context, f"{address}#vem=alla&indikator=audit,dudit&matar=2017")
    page.get_by_role("button", name="AUDIT", exact=True).click()
    page.wait_for_selector("table:not([aria-busy])")
    outcomes = page.locator("#jf-svar tbody tr td:nth-child(2)").all_inner_texts()
    order = list(dict.fromkeys(outcomes))
    assert order[:2] == ["Ja", "Nej"]
    assert len(order) == len(set(outcomes))  # each outcome stands together
    heads = page.locator("#jf-svar thead th").all()
    assert [head.get_attribute("aria-sort") for head in heads] == [None, "ascending", None]
    page.get_by_label("Visa rader vars namn innehåller").fill("fal")
    page.wait_for_selector("table:not([aria-busy])")
    names = page.locator("#jf-svar tbody th").all_inner_texts()
    assert "Falun" in names
    assert all("fal" in fold(name) for name in names), names
    assert "namn=fal" in page.evaluate("location.hash")
    assert f"Visar {len(names)} av 316 rader" in page.locator("#jf-sagt").inner_text()


def test_all_units_by_all_indicators_are_answered_at_once(context, address):
    page = opened(context, address + WHOLE)
    took = page.evaluate(
        """() => [2017, 2018, 2019, 2020, 2021].map((year) => {
          history.replaceState(null, '', '#vem=alla&indikator=alla&matar=' + year);
          const before = performance.now();
          window.dispatchEvent(new HashChangeEvent('hashchange'));
          document.body.getBoundingClientRect();
          return performance.now() - before;
        })"""
    )
    assert sorted(took)[0] < 200, took


# --- files ---


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def test_a_table_is_saved_with_what_it_rests_on(context, address):
    page = opened(context, f"{address}#vem=2080,lan:20&indikator=audit&matar=2017")
    name, content = downloaded(page, "Ladda ned som CSV")
    assert name == ("vinr-2024_01234567_2080-lan-20_audit_2017_belagt_syntetiska-exempeldata.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row["Kod"] for row in rows] == ["2080", "lan:20"]
    for row in rows:
        assert row["Kontrollsumma"] == CHECKSUM
        assert row["Märkning"] == "syntetiska exempeldata"
        assert row["Underlag"] == "Belagt"
        assert row["Publikation"].endswith(f"mätår {MATAR}, preliminär")
    assert "," in rows[1]["Högsta (%)"]
    name, content = downloaded(page, "Ladda ned bild (SVG)")
    told = content.decode()
    assert name.endswith("_belagt_syntetiska-exempeldata.svg")
    assert "kontrollsumma 0123456789abcdef" in told
    assert "Belagt · syntetiska exempeldata" in told
    _, content = downloaded(page, "Ladda ned bild (PNG)")
    assert content.startswith(b"\x89PNG")


# --- search ---


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Falu kommun", "Falun"),
        ("goteborg", "Göteborg, hela staden"),
        ("Göteburg", "Göteborg, hela staden"),
        ("Håbo", "Håbo"),
        ("Habo", "Habo"),
        ("upsala", "Uppsala"),
        ("Östersunds kommun", "Östersund"),
        ("114", "Upplands Väsby"),
        ("Region Gotland", "Gotland"),
        ("dalarnas län", "Dalarnas län"),
        ("rinkeby kista", "Rinkeby-Kista (Stockholm)"),
        ("0180-01", "Rinkeby-Kista (Stockholm)"),
        ("Malmö", "Malmö"),
        ("socialjor", "Socialjour"),
        ("<b>x</b>", None),
        ("zzzzqq", None),
    ],
)
def test_search_finds_what_was_meant(context, address, written, found):
    page = opened(context, address)
    hits = page.evaluate("(text) => OJsok.search(text).map((name) => name.namn)", written)
    assert (hits[0] if hits else None) == found


def test_search_leads_to_the_page(context, address, site):
    target = site / "kommun/2080.html"
    target.parent.mkdir(exist_ok=True)
    target.write_text("<!doctype html><title>Falun</title>", encoding="utf-8")
    page = opened(context, address)
    page.get_by_role("combobox", name="Sök kommun, grupp eller indikator").focus()
    page.keyboard.type("fallun")
    page.keyboard.press("Escape")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommun/2080.html")
    target.unlink()


def test_every_name_that_is_found_leads_where_it_says(site):
    names: list[list[Any]] = read_script(site / "sok.js", "OJNAMN")
    assert len({(typ, kod) for typ, kod, *_ in names}) == len(names)
    for typ, kod, _, href, _ in names:
        assert href.startswith(
            "varfor/" if typ == "upphord" else ("kommun/", "grupp/", "indikator/")
        )
        assert kod


# --- for everyone, everywhere ---


@pytest.mark.parametrize("chosen", ["", ONE, TABLE, MATRIX + "&sortera=audit"])
@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
        {"forced_colors": "active"},
    ],
    ids=["wide", "dark", "narrow", "contrast"],
)
def test_axe_finds_nothing(browser, site, address, chosen, look):
    with alone(browser, site.parents[1].as_uri(), **look) as one:
        page = opened(one, address + chosen)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0


@pytest.mark.parametrize("from_server", [False, True])
def test_an_old_page_says_that_a_newer_one_exists(browser, site, address, server, from_server):
    beside = site.parents[1]
    mapp = site.parent.name
    add_entry(beside, Entry("a", mapp, 2024, "preliminar", "2025-03-01", None))
    write_beside(beside)
    try:
        place = f"{server}utg%C3%A5va%201/webb/jamfor.html" if from_server else address
        with alone(browser, server if from_server else beside.as_uri()) as one:
            page = opened(one, place)
            assert page.locator("#nytt").inner_text() == ""
            add_entry(beside, Entry("b", "b <i>", 2024, "slutlig", "2025-05-01", "a"))
            write_beside(beside)
            page = opened(one, place)
            told = page.locator("#nytt").inner_text()
            assert told.startswith(
                "Det finns en nyare publikation: mätår 2024, slutlig, 2025-05-01."
            )
            assert "Nytt: " in told
            assert "Kommer: Hösten 2024: Komplettering" in told
            link = page.get_by_role("link", name="Till den nyare")
            assert link.get_attribute("href") == "../../b%20%3Ci%3E/webb/index.html"
            assert Axe().run(page).violations_count == 0
    finally:
        (beside / "status.js").unlink()
        (beside / "publikationer.json").unlink()


def test_it_works_from_a_server_too(browser, server):
    with alone(browser, server) as one:
        page = opened(one, f"{server}utg%C3%A5va%201/webb/jamfor.html{TABLE}")
        assert [row[0] for row in cells(page)][1:] == ["Falun", "Dalarnas län", "Riket"]


def test_without_script_the_page_says_where_the_figures_are(browser, site, address):
    with alone(browser, site.parents[1].as_uri(), java_script_enabled=False) as one:
        page = one.new_page()
        page.goto(address)
        assert not page.locator("#jf").is_visible()
        hrefs = [link.get_attribute("href") for link in page.locator("noscript a").all()]
        assert hrefs == ["index.html", "../csv/fct_enhetsutfall.csv", "../csv/fct_gruppvarde.csv"]


def test_what_is_printed_is_the_table_and_what_it_rests_on(context, address):
    page = opened(context, address + TABLE)
    page.emulate_media(media="print")
    assert not page.locator(".jf-val").is_visible()
    assert not page.locator("#jf-filer").is_visible()
    assert page.locator("#jf-svar table").is_visible()
    assert page.locator("#jf-rad").is_visible()
    assert "syntetiska exempeldata" in page.locator("#jf-svar").inner_text()


def test_nothing_outside_is_named_and_no_text_becomes_markup(site):
    page = (site / "jamfor.html").read_text(encoding="utf-8")
    assert 'src="http' not in page
    for path in (*(site / "jamfor").glob("*.js"), site / "sok.js"):
        text = path.read_text(encoding="utf-8")
        assert "innerHTML" not in text, path.name
        assert "import(" not in text, path.name
        assert "fetch(" not in text, path.name
