"""Every cell of every page equals the marts, every link resolves, and the site has its size."""

import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from oppna_jamforelser.publish.webb import write
from oppna_jamforelser.publish.webb.address import address, members_page, why_page
from oppna_jamforelser.publish.webb.ended import Ended
from oppna_jamforelser.report.subject import Subject
from webb import MATAR
from webb_cells import Marts, Page, broken_links, pages_of

SAMPLE = {
    ("enhet", "2080"), ("enhet", "0980"), ("storstad", "0180"), ("lan", "09"), ("lan", "20"),
    ("skr", "A1"), ("riket", "00"), ("enhet", "0180-01"),
}  # fmt: skip
MEGABYTE = 1_000_000
# Columns of words beside a figure of the same row, which leads to the proof.
TEXTS = {
    "belagg", "jamforbarhet", "lage_text", "forslag_text", "mening", "svar", "omraden_ja",
    "omraden_saknar", "ett_steg_enheter", "ovriga_andel_procent", "lan_namn",
}  # fmt: skip


def write_sample(connection: duckdb.DuckDBPyConnection, folder: Path) -> set[str]:
    """Write the pages of a few subjects and all indicators; return the pages left unwritten."""
    choose, read_ended, unwritten = write.choose, write.read_ended, set()

    def few(*args: Any) -> list[Subject]:
        every = choose(*args)
        for subject in every:
            if subject.key not in SAMPLE:
                key = subject.key
                unwritten.update((address(key), members_page(key), why_page(key)))
        return [subject for subject in every if subject.key in SAMPLE]

    def few_ended(*args: Any) -> list[Ended]:
        every = read_ended(*args)
        unwritten.update(one.place.href for one in every)
        return [one for one in every if one.subject.key in SAMPLE]

    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(write, "choose", few)
        patch.setattr(write, "read_ended", few_ended)
        write.write_site(connection, MATAR, "preliminar", folder)
    return unwritten


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


@pytest.fixture(scope="module")
def sample(
    built_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Page], Marts, set[str]]:
    """Write the pages of a few subjects, and read them back."""
    folder = tmp_path_factory.mktemp("webb") / "utgava"
    with duckdb.connect(str(built_database), read_only=True) as connection:
        unwritten = write_sample(connection, folder)
        marts = Marts(connection)
    return folder, dict(pages_of(folder / "webb")), marts, unwritten


@pytest.mark.slow
def test_every_cell_says_what_the_marts_have(
    sample: tuple[Path, dict[str, Page], Marts, set[str]],
) -> None:
    _, pages, marts, _ = sample
    assert false_cells(marts, pages) == []
    assert keyless_cells(pages) == []
    assert sum(len(page.cells) for page in pages.values()) > 40_000


@pytest.mark.slow
def test_a_changed_figure_is_found(sample: tuple[Path, dict[str, Page], Marts, set[str]]) -> None:
    folder, _, marts, _ = sample
    html = (folder / "webb" / "grupp/lan-20.html").read_text("utf-8")
    before = len(false_cells(marts, {"page": Page(html)}))
    assert before == 0
    assert false_cells(marts, {"page": Page(html.replace("0 %", "1 %"))})
    assert false_cells(marts, {"page": Page(html.replace("|lan|20|", "|lan|21|"))})


@pytest.mark.slow
def test_every_cell_leads_to_its_proof(
    sample: tuple[Path, dict[str, Page], Marts, set[str]],
) -> None:
    _, pages, _, _ = sample
    known = {"enhet|2080", "enhet|0980"}
    faults = [
        fault
        for fault in unproved_cells(pages)
        if "|enhet|" not in fault or any(one in fault for one in known)
    ]
    assert faults == []


@pytest.mark.slow
def test_every_link_resolves_and_nothing_outside_is_named(
    sample: tuple[Path, dict[str, Page], Marts, set[str]],
) -> None:
    folder, pages, _, unwritten = sample
    assert broken_links(folder / "webb", pages, unwritten) == []
    for path, page in pages.items():
        outside = [link for link in (*page.loads, *page.links) if ":" in link.split("#")[0]]
        assert outside == [], path


@pytest.mark.slow
def test_no_page_is_too_large(sample: tuple[Path, dict[str, Page], Marts, set[str]]) -> None:
    folder, pages, _, _ = sample
    sizes = {path: (folder / "webb" / path).stat().st_size for path in pages}
    assert {path: size for path, size in sizes.items() if size >= 300_000} == {}


@pytest.mark.slow
def test_the_same_bytes_come_again(
    built_database: Path, sample: tuple[Path, dict[str, Page], Marts, set[str]], tmp_path: Path
) -> None:
    first, again = sample[0] / "webb", tmp_path / "again"
    with duckdb.connect(str(built_database), read_only=True) as connection:
        write_sample(connection, again)
    written = {
        path.relative_to(first): path.read_bytes() for path in first.rglob("*") if path.is_file()
    }
    second = again / "webb"
    assert written == {
        path.relative_to(second): path.read_bytes() for path in second.rglob("*") if path.is_file()
    }


@pytest.mark.attack
def test_the_whole_site(built_database: Path, tmp_path: Path) -> None:
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
