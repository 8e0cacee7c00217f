"""Every cell of every page equals the marts, every link resolves, and the site has its size."""

import json
import time
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from oppna_jamforelser.publish.webb import write
from webb import MATAR, UNWRITTEN, write_sample
from webb_cells import Marts, Page, broken_links, pages_of

MEGABYTE = 1_000_000
# Columns of words beside a figure of the same row, which leads to the proof.
TEXTS = {
    "belagg", "jamforbarhet", "lage_text", "forslag_text", "mening", "svar", "omraden_ja",
    "omraden_saknar", "ett_steg_enheter", "ovriga_andel_procent", "lan_namn",
}  # fmt: skip


def false_cells(marts: Marts, pages: dict[str, Page]) -> list[str]:
    """Return the cells that do not say what the marts have."""
    return [
        f"{path}: {'|'.join(cell.key)} says {cell.text.strip()!r}"
        for path, page in pages.items()
        for cell in page.cells
        if not marts.says(cell.key, cell.text)
    ]


def keyless_cells(pages: dict[str, Page]) -> list[str]:
    """Return the cells that say something and carry no key, of their own or of their column."""
    return [f"{path}: {said!r}" for path, page in pages.items() for said in page.keyless]


def unproved_cells(pages: dict[str, Page]) -> list[str]:
    """Return the cells that lead to no proof, on the pages that do not hold it themselves."""
    return [
        f"{path}: {'|'.join(cell.key)}"
        for path, page in pages.items()
        if not path.startswith("varfor/")
        for cell in page.cells
        if cell.key[4] not in TEXTS and cell.key[4] != "fanns_inte"
        if f"varfor/{cell.key[1]}-{cell.key[2]}.html" in pages  # one that is no more has none
        and not any("varfor/" in link for link in cell.links)
    ]


class Sample(NamedTuple):
    """The site of a few subjects, read back: its folder, its pages, and what they should say."""

    site: Path
    pages: dict[str, Page]
    marts: Marts


@pytest.fixture(scope="module")
def sample(lager: duckdb.DuckDBPyConnection, sample_site: Path) -> Sample:
    """Read the pages of a few subjects back."""
    site = sample_site / "webb"
    return Sample(site, dict(pages_of(site)), Marts(lager))


@pytest.mark.slow
def test_every_cell_says_what_the_marts_have(sample):
    assert false_cells(sample.marts, sample.pages) == []
    assert keyless_cells(sample.pages) == []
    assert sum(len(page.cells) for page in sample.pages.values()) > 40_000


@pytest.mark.slow
def test_a_changed_figure_is_found(sample):
    html = (sample.site / "grupp/lan-20.html").read_text("utf-8")
    assert not false_cells(sample.marts, {"page": Page(html)})
    assert false_cells(sample.marts, {"page": Page(html.replace("0 %", "1 %"))})
    assert false_cells(sample.marts, {"page": Page(html.replace("|lan|20|", "|lan|21|"))})


@pytest.mark.slow
def test_every_cell_leads_to_its_proof(sample):
    known = {"enhet|2080", "enhet|0980"}
    faults = [
        fault
        for fault in unproved_cells(sample.pages)
        if "|enhet|" not in fault or any(one in fault for one in known)
    ]
    assert faults == []


@pytest.mark.slow
def test_every_link_resolves_and_nothing_outside_is_named(sample, sample_site):
    unwritten = set(json.loads((sample_site / UNWRITTEN).read_text("utf-8")))
    assert broken_links(sample.site, sample.pages, unwritten) == []
    for path, page in sample.pages.items():
        outside = [link for link in (*page.loads, *page.links) if ":" in link.split("#")[0]]
        assert outside == [], path


@pytest.mark.slow
def test_no_page_is_too_large(sample):
    sizes = {path: (sample.site / path).stat().st_size for path in sample.pages}
    assert {path: size for path, size in sizes.items() if size >= 300_000} == {}


@pytest.mark.slow
def test_the_same_bytes_come_again(lager, sample, tmp_path, monkeypatch):
    first, second = sample.site, tmp_path / "again" / "webb"
    # those of the indicators are written twice by test_publish_reproducible.py
    monkeypatch.setattr(write, "write_indicators", lambda *_: None)
    write_sample(lager, second.parent)
    written = {path.relative_to(second).as_posix() for path in second.rglob("*") if path.is_file()}
    assert {"kommun/2080.html", "varfor/lan-20.html", "data/jamfor.js", "stil.css"} <= written
    different = [
        name
        for name in sorted(written)
        if (first / name).read_bytes() != (second / name).read_bytes()
    ]
    assert different == []


@pytest.mark.attack
def test_the_whole_site(built_database, tmp_path):
    folder = tmp_path / "utgava"
    folder.mkdir()
    with duckdb.connect(str(built_database), read_only=True) as connection:
        started = time.process_time()
        write.write_site(connection, MATAR, "preliminar", folder)
        seconds = time.process_time() - started
        marts = Marts(connection)
    site = folder / "webb"
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file()
    }
    pages = dict(pages_of(site))
    print(
        f"{len(pages)} pages, {sum(len(page.cells) for page in pages.values())} cells, "
        f"{seconds:.0f} s of processor time, {sum(sizes.values()) / MEGABYTE:.0f} MB, "
        f"the largest page {max(sizes[path] for path in pages) / 1000:.0f} kB"
    )
    assert false_cells(marts, pages) == []
    assert keyless_cells(pages) == []
    assert unproved_cells(pages) == []
    assert broken_links(site, pages, set()) == []
    assert {path: sizes[path] for path in pages if sizes[path] >= 300_000} == {}
    why = sum(size for path, size in sizes.items() if path.startswith("varfor/"))
    assert why < 60 * MEGABYTE
    assert sizes["data/jamfor.js"] < 500_000
    assert sum(sizes.values()) < 150 * MEGABYTE
    assert seconds < 90
