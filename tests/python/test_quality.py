"""The quality declaration says what the tables say; the page of publications says what is new."""

import re
from html import unescape
from pathlib import Path

import duckdb
import openpyxl
import pytest

from oppna_jamforelser.publish.index import Entry, add_entry, next_entry, read_index
from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.listing import write_listing
from oppna_jamforelser.publish.manifest import NAME as MANIFEST
from oppna_jamforelser.publish.news import coming, forerunner_of, read_news, write_page
from oppna_jamforelser.publish.quality import read_declaration, write_declaration
from oppna_jamforelser.publish.quality.declaration import NOT_OFFICIAL, Declaration
from oppna_jamforelser.publish.workbook import write_workbook
from publications import changed_copy

HEADINGS = [
    "Relevans",
    "Tillförlitlighet",
    "Aktualitet och punktlighet",
    "Tillgänglighet och tydlighet",
    "Jämförbarhet och samanvändbarhet",
]


@pytest.fixture(scope="module")
def declarations(lager: duckdb.DuckDBPyConnection) -> dict[int, Declaration]:
    """Return the declarations of the first year, of 2017 and of the last."""
    return {matar: read_declaration(lager, matar) for matar in (2016, 2017, 2024)}


def said(declaration: Declaration, amne: str) -> str:
    """Return what is said about one subject."""
    (text,) = (text for _, subject, text in declaration.rows() if subject == amne)
    return text


def test_the_five_headings_stand_in_order_and_nothing_claims_to_be_official(declarations):
    for declaration in declarations.values():
        assert [heading for heading, _ in declaration.sections] == HEADINGS
        assert all(text for row in declaration.rows() for text in row)
    assert NOT_OFFICIAL.startswith("Detta är inte officiell statistik")


def test_the_response_of_2017_is_that_of_the_source(declarations):
    declared = declarations[2017]
    assert said(declared, "Svarsfrekvens: Hela enkäten") == "301 av 316 enheter, 95 procent."
    assert said(declared, "Svarsfrekvens: Våld i nära relationer").startswith("295 av 316")
    assert said(declared, "Svarsfrekvens: LSS (barn eller vuxna)").startswith("297 av 316")


def test_what_is_assumed_is_counted_as_in_the_facts(declarations, lager):
    assert said(declarations[2017], "Vad som är antaget").startswith("Belagt: 55 av 55 indik")
    counts = dict(
        lager.execute(
            """
            select belagg_kort, count(*) from marts.fct_gruppvarde
            inner join marts.dim_indikator using (indikator_id)
            inner join metadata.belagg using (belagg)
            where matar = 2024 and gruppindelning = 'riket' and indikator_typ <> 'sammansatt'
            group by 1
            """
        ).fetchall()
    )
    text = said(declarations[2024], "Vad som är antaget")
    for name, count in counts.items():
        assert f"{name}: {count} av {sum(counts.values())} indikatorer" in text


def test_missing_results_add_up_by_reason(declarations):
    text = said(declarations[2024], "Bortfall")
    total = int(re.match(r"\d+", text)[0])
    assert total == sum(int(count) for count in re.findall(r": (\d+)[;.]", text))


def test_the_first_year_has_no_year_before(declarations):
    assert said(declarations[2016], "Med mätår 2015") == "Mätår 2015 finns inte i publikationen."
    assert "Ändrad ram" not in [amne for _, amne, _ in declarations[2016].rows()]
    assert said(declarations[2017], "Med mätår 2016").endswith("vilka som får jämföras.")


def test_the_synthetic_answers_are_marked_in_every_form(lager, declarations, tmp_path):
    write_declaration(lager, 2024, tmp_path)
    text = (tmp_path / "kvalitetsdeklaration.txt").read_text(encoding="utf-8")
    page = (tmp_path / "kvalitetsdeklaration.html").read_text(encoding="utf-8")
    assert "Syntetiska exempeldata" in text
    assert "Syntetiska exempeldata" in page
    words = " ".join(text.split())
    shown = re.sub(r"\s+", " ", unescape(page))
    for _, amne, said_of in declarations[2024].rows():
        assert amne in words and said_of in words
        assert f"<dt>{amne}</dt><dd>{said_of}</dd>" in shown
    assert not re.search(r"""(?:src|href|url)\s*[=(]""", page)


def test_the_sheet_holds_the_same_rows(small_warehouse, tmp_path):
    with duckdb.connect(str(small_warehouse), read_only=True) as connection:
        declaration = read_declaration(connection, 2017)
        write_workbook(connection, 2017, tmp_path / "bok.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "bok.xlsx", read_only=True)["Kvalitet"]
    rows = [row[:3] for row in sheet.iter_rows(values_only=True)]
    assert [row for row in rows if row[0] in HEADINGS] == declaration.rows()


def listed(folder: Path, mapp: str, matar: int, tillstand: str, datum: str) -> None:
    """List the publication in a folder."""
    entry = Entry(sha256_of(folder / mapp / MANIFEST), mapp, matar, tillstand, datum, None)
    added = next_entry(read_index(folder), entry)
    assert added
    add_entry(folder, added)


def test_what_is_new_is_told_against_the_forerunner(small_publication, tmp_path, capsys):
    changed_copy(small_publication, tmp_path / "a", lambda _: None, 2016)
    changed_copy(small_publication, tmp_path / "b", lambda _: None)
    listed(tmp_path, "a", 2016, "preliminar", "2024-06-18")
    first = read_news(tmp_path, read_index(tmp_path))
    assert first.sentences == ("Den första publikationen för mätår 2016.",)
    listed(tmp_path, "b", 2017, "slutlig", "2025-06-17")
    write_page(tmp_path, read_index(tmp_path))
    page = (tmp_path / "publikationer.html").read_text(encoding="utf-8")
    assert "Mätår 2017 har kommit till." in page
    assert "visar: oj diff a b" in page
    assert page.count('class="nytt"') == 2
    assert [event.nar for event in coming(read_index(tmp_path))] == [
        "hösten 2017", "1 februari 2018", "juni 2018",
    ]  # fmt: skip
    write_listing(tmp_path, None, to_json=False)
    told = capsys.readouterr().out
    assert "Nytt i b: Mätår 2017 har kommit till." in told
    assert "Kommer juni 2018" in told


def test_a_correction_is_new_against_what_it_replaced(tmp_path):
    entries = [
        Entry("1", "a", 2023, "slutlig", "2024-06-01", None),
        Entry("2", "b", 2024, "preliminar", "2025-03-01", None),
        Entry("3", "c", 2023, "rattad", "2025-04-01", "1"),
        Entry("4", "d", 2025, "preliminar", "2026-03-01", None),
    ]
    assert [forerunner_of(entries, entry) for entry in entries] == [
        None, entries[0], entries[0], entries[1],
    ]  # fmt: skip
    assert read_news(tmp_path, entries[:3]).sentences == (
        "Vad som är nytt kan inte sägas: a saknas.",
    )
