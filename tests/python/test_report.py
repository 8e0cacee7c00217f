"""The report of a kommun: what it shows equals the marts, and it is one file that stands alone."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from oppna_jamforelser.project import project_root
from oppna_jamforelser.report.quality import FEL_TEXT
from oppna_jamforelser.report.run import write_report

FALUN, STOCKHOLM, GOTLAND, DEL_AV_GOTEBORG = "2080", "0180", "0980", "1480-11"
MATAR = 2024


class _Tables(HTMLParser):
    """The cells of every table as text, each with its heading in the narrow view."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            row = self.tables[-1][-1]
            row[-1] = " ".join(row[-1].split())
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def tables_of(html: str) -> list[list[list[str]]]:
    """Return the tables of a page: rows of cells."""
    parser = _Tables()
    parser.feed(html)
    return parser.tables


@pytest.fixture(scope="module")
def reports(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the page of a kommun, a city, Gotland, a city's part, and a kommun without answers."""
    with duckdb.connect(str(built_database), read_only=True) as connection:
        ((silent,),) = connection.execute(
            """
            select min(enhet_kod) from kvalitet.kva_enhetsbortfall
            where matar = ? and length(enhet_kod) = 4
            """,
            [MATAR],
        ).fetchall()
    folder = tmp_path_factory.mktemp("rapport")
    pages = {}
    for kod in (FALUN, STOCKHOLM, GOTLAND, DEL_AV_GOTEBORG, silent):
        write_report(built_database, kod, MATAR, folder / f"{kod}.html")
        pages[kod] = (folder / f"{kod}.html").read_text(encoding="utf-8")
    return pages


def shares_in(table: list[list[str]]) -> Iterator[tuple[str, str, int]]:
    """Return indicator, group and percent of every share in the table of results."""
    head, *rows = table
    for row in rows:
        for group, cell in zip(head[2:], row[2:], strict=False):
            if match := re.match(r"(\d+) %", cell):
                yield row[0].removesuffix(" (sammansatt)"), group, int(match[1])


def test_every_share_that_a_report_shows_is_the_share_of_the_marts(
    reports: dict[str, str], built_database: Path
) -> None:
    with duckdb.connect(str(built_database), read_only=True) as connection:
        expected = {
            (kortnamn, grupp_namn): andel
            for kortnamn, grupp_namn, andel in connection.execute(
                """
                select kortnamn, grupp_namn, andel_procent
                from marts.fct_gruppvarde
                inner join marts.dim_indikator using (indikator_id)
                inner join marts.dim_redovisningsgrupp using (gruppindelning, grupp_kod)
                where matar = ?
                """,
                [MATAR],
            ).fetchall()
        }
    for html in reports.values():
        shown = list(shares_in(tables_of(html)[0]))
        assert len(shown) > 100
        assert [item for item in shown if expected[item[:2]] != item[2]] == []


@pytest.mark.parametrize("kod", [FALUN, GOTLAND, DEL_AV_GOTEBORG])
def test_a_unit_s_own_results_are_those_of_the_marts(
    kod: str, reports: dict[str, str], built_database: Path
) -> None:
    shown = {
        row[0].removesuffix(" (sammansatt)"): row[1]
        for row in tables_of(reports[kod])[0][1:]
        if len(row) > 1
    }
    with duckdb.connect(str(built_database), read_only=True) as connection:
        expected = dict(
            connection.execute(
                """
                select kortnamn, coalesce(utfall_text, orsak_text)
                from marts.mart_bevis_enhet
                inner join marts.dim_indikator using (indikator_id)
                where matar = ? and enhet_kod = ?
                """,
                [MATAR, kod],
            ).fetchall()
        )
    assert shown == expected


def test_a_city_shows_how_many_of_its_parts_have_ja(
    reports: dict[str, str], built_database: Path
) -> None:
    shown = {
        row[0].removesuffix(" (sammansatt)"): row[1]
        for row in tables_of(reports[STOCKHOLM])[0][1:]
        if len(row) > 1 and " av " in row[1]
    }
    with duckdb.connect(str(built_database), read_only=True) as connection:
        expected = dict(
            connection.execute(
                """
                select kortnamn,
                    ja_antal || ' av ' || namnare_antal || ' (' || andel_procent || ' %)'
                from marts.fct_gruppvarde
                inner join marts.dim_indikator using (indikator_id)
                where matar = ? and gruppindelning = 'storstad' and grupp_kod = ? and redovisas
                """,
                [MATAR, STOCKHOLM],
            ).fetchall()
        )
    assert shown == expected


def test_every_nej_has_a_way_to_ja_and_no_composite_has(
    reports: dict[str, str], built_database: Path
) -> None:
    ways = next(table for table in tables_of(reports[FALUN]) if table[0][-1] == "Klart")
    with duckdb.connect(str(built_database), read_only=True) as connection:
        lacking = connection.execute(
            """
            select kortnamn from marts.fct_enhetsutfall
            inner join marts.dim_indikator using (indikator_id)
            where matar = ? and enhet_kod = ? and utfall in ('nej', 'delvis')
                and indikator_typ <> 'sammansatt'
            """,
            [MATAR, FALUN],
        ).fetchall()
    assert sorted(row[0] for row in ways[1:]) == sorted(name for (name,) in lacking)


def test_a_kommun_without_answers_gets_the_reason_and_no_zero(reports: dict[str, str]) -> None:
    html = list(reports.values())[-1]
    own = [row[1] for row in tables_of(html)[0][1:] if len(row) > 1]
    assert set(own) == {"Enheten har inte besvarat enkäten."}


def test_that_a_kommun_did_not_answer_is_said_once_and_not_as_a_change_of_each_indicator(
    reports: dict[str, str],
) -> None:
    html = list(reports.values())[-1]
    assert f"svarade inte på enkäten {MATAR}.</b>" in html
    assert len(tables_of(html)) == 1
    assert "Inget i de egna svaren" not in html
    assert "Inget resultat" not in html


def test_the_first_year_has_no_year_to_differ_from(built_database: Path, tmp_path: Path) -> None:
    write_report(built_database, FALUN, 2016, tmp_path / "2016.html")
    html = (tmp_path / "2016.html").read_text(encoding="utf-8")
    assert "Mätår 2015 finns inte i lagret" in html
    assert "Inget resultat som går att jämföra" not in html


def test_an_answer_in_other_letters_is_no_change(built_database: Path, tmp_path: Path) -> None:
    write_report(built_database, FALUN, 2017, tmp_path / "2017.html")
    html = (tmp_path / "2017.html").read_text(encoding="utf-8")
    (changes,) = (
        table for table in tables_of(html) if table[0][-1] == "Varför" and "2016" in table[0]
    )
    reasons = " ".join(row[-1] for row in changes[1:])
    assert "Ja → Nej" in reasons
    assert re.findall(r"(?i)(\b\w+\b) → \1\b", reasons) == []


def test_every_fault_that_the_answers_can_have_has_its_text() -> None:
    sql = (project_root() / "models/features/quality/kva_hopplogik.sql").read_text(encoding="utf-8")
    codes = re.findall(r"(?:then|else) '(\w+)'|'(\w+)' as fel_kod", sql)
    assert {code for pair in codes for code in pair if code} == set(FEL_TEXT)


class _Outline(HTMLParser):
    """The open elements, the headings, and every picture without a text."""

    VOID = ("meta", "link", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "svg" and not (given.get("role") == "img" and given.get("aria-label")):
            self.faults.append("svg without a text")
        if tag == "th" and "scope" not in given:
            self.faults.append("th without scope")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself is whole."""

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.faults.append(f"{tag} is not the open element")


def test_a_report_is_whole_html_that_can_be_heard(reports: dict[str, str]) -> None:
    for html in reports.values():
        outline = _Outline()
        outline.feed(html)
        assert outline.faults == []
        assert outline.open == []
        assert outline.headings[0] == 1
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps)


def test_a_report_stands_alone_and_is_small(reports: dict[str, str]) -> None:
    for html in reports.values():
        assert len(html.encode()) < 500_000
        assert "<script" not in html
        assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?!#|url\(#)\w+:""", html)
        assert html.count("Syntetiska exempeldata") == 3


def test_the_same_warehouse_gives_the_same_bytes(
    reports: dict[str, str], built_database: Path, tmp_path: Path
) -> None:
    write_report(built_database, "falun", None, tmp_path / "igen.html")
    assert (tmp_path / "igen.html").read_text(encoding="utf-8") == reports[FALUN]


@pytest.mark.parametrize(
    ("kommun", "matar", "said"),
    [
        ("Fallun", "2024", "kommunen Fallun finns inte. Närmast: 2080 Falun"),
        ("2080", "1999", "mätår 1999 finns inte i lagret"),
        ("0180-12", "2024", "Älvsjö (0180-12) ingår inte i undersökningen mätår 2024"),
    ],
)
def test_what_cannot_be_reported_is_one_line_that_says_why(
    kommun: str,
    matar: str,
    said: str,
    oj: Callable[..., Result],
    built_database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OJ_DATABASE", str(built_database))
    out = tmp_path / "rapport.html"
    result = oj("report", "--kommun", kommun, "--matar", matar, "--out", out)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not out.exists()


def test_a_place_that_cannot_be_written_is_one_line(
    oj: Callable[..., Result], built_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OJ_DATABASE", str(built_database))
    (tmp_path / "fil").touch()
    result = oj("report", "--kommun", FALUN, "--out", tmp_path / "fil" / "rapport.html")
    assert result.exit_code == 2
    assert "kan inte skrivas" in result.stderr
    assert len(result.stderr.splitlines()) == 1
