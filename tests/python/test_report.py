"""The reports: what they show equals the marts, and each is one file that stands alone."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from oppna_jamforelser.project import project_root
from oppna_jamforelser.report.subject import Choice
from oppna_jamforelser.report.texts import LANGUAGES, read_texts
from oppna_jamforelser.report.write_reports import Request, write_reports
from report_pages import tables_of

FALUN, STOCKHOLM, GOTLAND, DEL_AV_GOTEBORG = "2080", "0180", "0980", "1480-11"
SILENT = "a kommun without answers"
RIKET, DALARNA, EGEN, STORSTADER = "riket:00", "lan:20", "egen:dalarna", "skr:A1"
GROUPS = (RIKET, DALARNA, EGEN, STORSTADER)
UNITS = (FALUN, STOCKHOLM, GOTLAND, DEL_AV_GOTEBORG, SILENT)
MATAR = 2024
Pages = dict[str, str]
Lager = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def reports(built_database: Path, lager: Lager, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Return the pages of units, a city and groups."""
    ((silent,),) = lager.execute(
        "select min(enhet_kod) from kvalitet.kva_enhetsbortfall"
        " where matar = ? and length(enhet_kod) = 4",
        [MATAR],
    ).fetchall()
    choices = {group: Choice(grupp=group) for group in GROUPS}
    choices |= {unit: Choice(kommun=silent if unit == SILENT else unit) for unit in UNITS}
    path = tmp_path_factory.mktemp("rapport") / "en.html"
    return {name: written(built_database, choice, path) for name, choice in choices.items()}


def written(
    database: Path, choice: Choice, path: Path, matar: int | None = MATAR, sprak: str = "sv"
) -> str:
    """Write one report and return its page."""
    write_reports(database, Request(choice, path, matar, sprak))
    return path.read_text(encoding="utf-8")


def page_rows(html: str, last: str) -> list[list[str]]:
    """Return the rows of the table whose last heading is *last*, without the head."""
    return next(table for table in tables_of(html) if table[0][-1] == last)[1:]


def results(html: str) -> dict[str, list[str]]:
    """Return the first table, which is that of the results: the cells of each indicator."""
    rows = tables_of(html)[0][1:]
    return {row[0].removesuffix(" (sammansatt)"): row[1:] for row in rows if len(row) > 1}


def column(html: str, heading: str) -> dict[str, str]:
    """Return what stands under a heading of the results, by indicator."""
    place = tables_of(html)[0][0].index(heading) - 1
    return {name: cells[place] for name, cells in results(html).items()}


def shares_in(table: list[list[str]], first: int) -> Iterator[tuple[str, str, int]]:
    """Return indicator, group and percent of every share in the table, from column *first* on."""
    head, *rows = table
    for row in rows:
        for group, cell in zip(head[first:], row[first:], strict=False):
            if match := re.match(r"(\d+) %", cell):
                yield row[0].removesuffix(" (sammansatt)"), group, int(match[1])


def test_every_share_beside_a_unit_is_the_share_of_the_marts(reports, lager):
    rows = lager.execute(
        """
        select kortnamn, grupp_namn, andel_procent
        from marts.fct_gruppvarde
        inner join marts.dim_indikator using (indikator_id)
        inner join marts.dim_redovisningsgrupp using (gruppindelning, grupp_kod)
        where matar = ?
        """,
        [MATAR],
    ).fetchall()
    expected = {(name, group): share for name, group, share in rows}
    for kod in (FALUN, GOTLAND, DEL_AV_GOTEBORG):
        shown = list(shares_in(tables_of(reports[kod])[0], 2))
        assert len(shown) > 100
        assert [item for item in shown if expected[item[:2]] != item[2]] == []


class Part(NamedTuple):
    """A part of a report: of whom, how it is read from a page, and what the marts have there."""

    subjects: tuple[str, ...]
    read: Callable[[str], dict[str, object]]
    sql: str


PARTS = {
    "a group's counts, share and bounds": Part(
        (*GROUPS, f"storstad:{STOCKHOLM}"),
        lambda page: {name: tuple(cells[:2]) for name, cells in results(page).items()},
        """
        select kortnamn,
            coalesce(
                ja_antal || ' av ' || namnare_antal || ' (' || andel_procent || ' %)',
                orsak_text
            ),
            coalesce(replace(lagsta_procent || ' %–' || hogsta_procent || ' %', '.', ','), '–')
        from marts.fct_gruppvarde as varde
        inner join marts.dim_indikator using (indikator_id)
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        where matar = $matar and gruppindelning || ':' || grupp_kod = $subject
        """,
    ),
    "the rest of riket beside a group": Part(
        (DALARNA, EGEN, STORSTADER),
        lambda page: column(page, "Övriga riket"),
        """
        select kortnamn, case when redovisas then andel_procent || ' %'
            || case when namnare_antal < 5
                then ' (' || ja_antal || ' av ' || namnare_antal || ')' else '' end
            || coalesce(' ' || skillnad_text, '') else orsak_text end
        from marts.fct_gruppvarde_ovriga as varde
        inner join marts.dim_indikator using (indikator_id)
        left join regler.skillnad as skillnad on varde.skillnad = skillnad.skillnad
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        where matar = $matar and jamfort_med = 'riket:00'
            and gruppindelning || ':' || grupp_kod = $subject
        """,
    ),
    "a unit's own results": Part(
        (FALUN, GOTLAND, DEL_AV_GOTEBORG),
        lambda page: {name: cells[0] for name, cells in results(page).items()},
        """
        select kortnamn, coalesce(utfall_text, orsak_text)
        from marts.fct_enhetsutfall as utfall
        inner join marts.dim_indikator using (indikator_id)
        left join regler.utfall as ord on utfall.utfall = ord.utfall
        left join regler.orsak as orsak on utfall.orsak_kod = orsak.orsak_kod
        where matar = $matar and enhet_kod = $subject
        """,
    ),
    "the same routine between areas": Part(
        (FALUN,),
        lambda page: {row[0]: row[1] for row in page_rows(page, "Saknas i")},
        """
        select distinct jamforelse_namn, ja_antal || ' av ' || omraden_antal
        from marts.mart_omraden as mart
        inner join metadata.jamforbar_mellan_omraden as namn
            on mart.familj = namn.indikator_familj
        where matar = $matar and enhet_kod = $subject and orsak_kod is null
        """,
    ),
    "what is lacking in a group": Part(
        (RIKET,),
        lambda page: {
            row[0]: tuple(int(n) for n in row[1:5]) for row in page_rows(page, "Ett steg från Ja")
        },
        """
        select kortnamn, inte_ja_antal, ett_steg_antal, tva_steg_antal, fler_steg_antal
        from marts.mart_nara_ja inner join marts.dim_indikator using (indikator_id)
        where matar = $matar and gruppindelning || ':' || grupp_kod = $subject
            and indikator_typ <> 'sammansatt' and inte_ja_antal > 0
        """,
    ),
    "who moved in a group": Part(
        (DALARNA,),
        lambda page: {
            re.sub(r" ?Delvis jämförbar.*", "", row[0]): tuple(
                int(re.match(r"\d+", cell)[0]) for cell in row[1:]
            )
            for row in page_rows(page, "Slutade vara Ja")
        },
        """
        select kortnamn, count(*) filter (where overgang_kod = 'till_ja'),
            count(*) filter (where overgang_kod = 'fran_ja')
        from marts.fct_enhetsovergang as overgang
        inner join marts.dim_indikator using (indikator_id)
        inner join marts.bridge_enhet_grupp as bridge
            on overgang.enhet_kod = bridge.enhet_kod and overgang.till_matar = bridge.matar
        where till_matar = $matar and gruppindelning || ':' || grupp_kod = $subject
            and overgang_kod in ('till_ja', 'fran_ja') and indikator_typ <> 'sammansatt'
        group by 1
        """,
    ),
}


@pytest.mark.parametrize(
    ("part", "subject"),
    [
        pytest.param(part, subject, id=f"{name}: {subject}")
        for name, part in PARTS.items()
        for subject in part.subjects
    ],
)
def test_a_part_of_a_report_is_what_the_marts_hold(part, subject, reports, lager):
    rows = lager.execute(part.sql, {"matar": MATAR, "subject": subject}).fetchall()
    expected = {name: told[0] if len(told) == 1 else tuple(told) for name, *told in rows}
    assert part.read(reports[subject.removeprefix("storstad:")]) == expected
    assert len(set(expected.values())) > 1


@pytest.mark.parametrize("grupp", [DALARNA, EGEN, STORSTADER])
def test_a_group_stands_beside_the_rest_and_never_beside_a_whole_that_holds_it(grupp, reports):
    assert "Riket" not in tables_of(reports[grupp])[0][0]
    assert "Säkert" in " ".join(column(reports[grupp], "Övriga riket").values())


def test_the_years_of_a_group_are_those_of_the_marts_with_breaks_and_reasons(reports, lager):
    rows = page_rows(reports[DALARNA], "")
    own = {row[0]: row[1:-1] for row in rows if row[0] != "Övriga riket"}
    expected: dict[str, list[str]] = {}
    for name, *year in lager.execute(
        """
        select kortnamn,
            case
                when serie.jamforbarhet = 'direkt' and par.jamforbarhet_belagg <> 'kalla'
                    then 'antagen'
                else serie.jamforbarhet
            end,
            serie.andel_procent, serie.ja_antal, serie.namnare_antal, serie.orsak_kod
        from marts.fct_tidsserie as serie
        inner join marts.dim_indikator using (indikator_id)
        left join marts.dim_jamforbarhet as par
            on serie.indikator_id = par.indikator_id and serie.matar = par.till_matar
                and par.fran_stalld and par.till_stalld and par.klass = 'direkt'
        where gruppindelning = 'lan' and grupp_kod = '20' and indikator_typ <> 'sammansatt'
            and serie.indikator_id in (
                select indikator_id from marts.fct_enhetsutfall where matar = ?
            )
        order by kortnamn, serie.matar
        """,
        [MATAR],
    ).fetchall():
        expected.setdefault(name, []).append(_year_text(*year))
    assert own == expected
    marks = {cell[0] for cells in own.values() for cell in cells}
    assert {"‖", "°"} <= marks  # not comparable, and comparable by assumption alone


def _year_text(
    jamforbarhet: str | None, andel: int | None, ja: int, n: int, orsak_kod: str | None
) -> str:
    mark = {"ej": "‖ ", "delvis": "≈ ", "antagen": "° "}.get(jamforbarhet or "", "")
    if andel is None:
        return mark + read_texts()[f"why_{orsak_kod}"]["sv"]
    return f"{mark}{andel} % {ja} av {n}"


def test_a_group_unit_by_unit_is_its_units_outcomes(reports, lager):
    matrix = next(table for table in tables_of(reports[DALARNA]) if "Falun" in table[0])
    place = matrix[0].index("Falun")
    shown = {
        re.sub(r" U\d+$", "", row[0]): row[place]
        for row in matrix[1:]
        if len(row) == len(matrix[0])
    }
    expected = dict(
        lager.execute(
            """
            select kortnamn, replace(utfall_text, 'Ej aktuellt', 'Ej akt.')
            from marts.fct_enhetsutfall inner join marts.dim_indikator using (indikator_id)
            inner join regler.utfall using (utfall)
            where matar = ? and enhet_kod = ? and indikator_typ <> 'sammansatt'
            """,
            [MATAR, FALUN],
        ).fetchall()
    )
    assert {name: text for name, text in shown.items() if name in expected} == expected
    assert len(matrix[0]) == 16


def test_an_own_group_has_its_list_in_its_order_with_its_ids_and_reasons(reports, lager):
    matrix = next(table for table in tables_of(reports[EGEN]) if "Falun" in table[0])
    told = {row[0].rpartition(" ")[2]: row[1:] for row in matrix[1:] if len(row) > 1}
    agreed = lager.execute(
        "select kolada_id from referens.egen_grupp_indikator order by ordning"
    ).fetchall()
    assert list(told) == [kolada_id for (kolada_id,) in agreed]
    assert len(told) == 44
    assert told["U31466"] == ["Samlades in till och med det sista mätåret (2021)"]
    assert told["U30440"] == ["Kolada-id:t kan inte verifieras"]
    assert len(told["U37488"]) == 15


def test_a_way_to_ja_says_what_its_words_mean(reports):
    actions = [row[2] for row in page_rows(reports[FALUN], "Klart")]
    told = [text for text in actions if "Betyder: " in text]
    assert any("dokumenterad och daterad" in text for text in told)
    assert len(told) == len({text.partition("Betyder: ")[2] for text in told})


def test_an_own_group_that_is_a_lan_is_told_once(reports):
    assert "samma enheter som Dalarnas 15 kommuner" in reports[FALUN]
    assert tables_of(reports[FALUN])[0][0].count("Dalarnas 15 kommuner") == 0
    assert "samma enheter som Dalarnas län och jämförs därför inte" in reports[EGEN]
    # one unit is its whole län: nothing is compared with itself
    assert "Gotlands län" not in tables_of(reports[GOTLAND])[0][0]
    assert "samma enheter som Gotlands län" in reports[GOTLAND]


def test_every_figure_says_what_it_rests_on(reports, lager):
    expected = dict(
        lager.execute(
            """
            select kortnamn, belagg_kort
            from marts.fct_gruppvarde
            inner join marts.dim_indikator using (indikator_id)
            inner join metadata.belagg using (belagg)
            where matar = ? and gruppindelning = 'riket'
            """,
            [MATAR],
        ).fetchall()
    )
    assert len(set(expected.values())) > 1
    for page in reports.values():
        assert tables_of(page)[0][0][-1] == "Bygger på"
        assert column(page, "Bygger på") == expected


def test_a_figure_that_is_assumed_is_so_only_beside_that_figure(built_database, tmp_path):
    html = written(built_database, Choice(grupp=DALARNA), tmp_path / "2017.html", 2017)
    assert set(column(html, "Bygger på").values()) == {"Belagt"}
    assert "har en källa som säger hur frågan ställdes" in html


def test_a_year_is_underlined_exactly_where_it_rests_on_an_assumption(reports, lager):
    """The same evidence for the same cell as in the table of results and on every other surface."""
    marts: dict[str, list[bool]] = {}
    for name, belagg in lager.execute(
        """
        select indikator.kortnamn, fakta.belagg
        from marts.dim_indikator as indikator
        cross join (select distinct matar from marts.fct_gruppvarde where matar <= ?) as ar
        left join marts.fct_gruppvarde as fakta
            on fakta.indikator_id = indikator.indikator_id and fakta.matar = ar.matar
                and fakta.gruppindelning = 'riket'
        order by indikator.kortnamn, ar.matar
        """,
        [MATAR],
    ).fetchall():
        marts.setdefault(name, []).append(belagg not in (None, "kalla"))
    rows = re.findall(
        r'<th scope="row">(?:<[^>]*>)*([^<]+)(?:<[^>]*>)*</th>'
        r'((?:<td(?: class="antas")? data-rubrik="\d.*?</td>)+)',
        reports[DALARNA],
        re.DOTALL,
    )
    shown = {
        unescape(name): [
            bool(mark) for mark in re.findall('<td( class="antas")? data-rubrik', cells)
        ]
        for name, cells in rows
    }
    shown.pop("Övriga riket", None)
    assert len(shown) > 40
    assert shown == {name: marts[name] for name in shown}


def test_every_nej_has_a_way_to_ja_and_no_composite_has(reports, lager):
    ways = page_rows(reports[FALUN], "Klart")
    lacking = lager.execute(
        """
        select kortnamn from marts.fct_enhetsutfall
        inner join marts.dim_indikator using (indikator_id)
        where matar = ? and enhet_kod = ? and utfall in ('nej', 'delvis')
            and indikator_typ <> 'sammansatt'
        """,
        [MATAR, FALUN],
    ).fetchall()
    assert sorted(row[0] for row in ways) == sorted(name for (name,) in lacking)


def test_a_kommun_without_answers_gets_the_reason_and_no_zero(reports):
    own = {cells[0] for cells in results(reports[SILENT]).values()}
    assert own == {"Enheten har inte besvarat enkäten."}


def test_that_a_kommun_did_not_answer_is_said_once_and_not_as_a_change_of_each_indicator(reports):
    html = reports[SILENT]
    assert f"svarade inte på enkäten {MATAR}.</b>" in html
    assert [table[0][-1] for table in tables_of(html)] == ["Bygger på", "Riket 2024", ""]
    assert "Inget i de egna svaren" not in html
    assert "Inget resultat" not in html


def test_the_first_year_has_no_year_to_differ_from(built_database, tmp_path):
    html = written(built_database, Choice(kommun=FALUN), tmp_path / "2016.html", 2016)
    assert "Mätår 2015 finns inte i lagret" in html
    assert "Inget resultat som går att jämföra" not in html


def test_an_answer_in_other_letters_is_no_change(built_database, tmp_path):
    html = written(built_database, Choice(kommun=FALUN), tmp_path / "2017.html", 2017)
    reasons = " ".join(row[-1] for row in page_rows(html, "Varför"))
    assert "Ja → Nej" in reasons
    assert re.findall(r"(?i)(\b\w+\b) → \1\b", reasons) == []


def test_every_fault_that_the_answers_can_have_has_its_text():
    sql = (project_root() / "models/features/quality/kva_hopplogik.sql").read_text(encoding="utf-8")
    codes = re.findall(r"(?:then|else) '(\w+)'|'(\w+)' as fel_kod", sql)
    assert {code for pair in codes for code in pair if code} == {
        key.removeprefix("fel_") for key in read_texts() if key.startswith("fel_")
    }


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
        is_told = given.get("role") == "img" and given.get("aria-label")
        if tag == "svg" and not is_told and given.get("aria-hidden") != "true":
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


def test_a_report_is_whole_html_that_can_be_heard(reports):
    for html in reports.values():
        outline = _Outline()
        outline.feed(html)
        assert outline.faults == []
        assert outline.open == []
        assert outline.headings[0] == 1
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps)


def test_a_report_stands_alone_and_is_small(reports):
    for html in reports.values():
        assert len(html.encode()) < 500_000
        assert "<script" not in html
        assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?!#|url\(#)\w+:""", html)
        assert html.count("Syntetiska exempeldata") == 3


def test_the_same_warehouse_gives_the_same_bytes(reports, built_database, tmp_path):
    again = written(built_database, Choice(kommun="falun"), tmp_path / "igen.html", None)
    assert again == reports[FALUN]


@pytest.mark.parametrize(
    ("given", "out", "said"),
    [
        ("--kommun Fallun", "a.html", "kommunen Fallun finns inte. Närmast: 2080 Falun"),
        ("--kommun 2080 --matar 1999", "a.html", "mätår 1999 finns inte i lagret"),
        ("--kommun 0180-12", "a.html", "Älvsjö (0180-12) ingår inte i undersökningen mätår 2024"),
        ("--kommun 2080", "fil/a.html", "kan inte skrivas"),
        ("--grupp lan:99", "a.html", "gruppen lan:99 finns inte"),
        ("--grupp dalarna", "a.html", "ska skrivas INDELNING:KOD"),
        ("--enhet 0180", "a.html", "svarade i delar mätår 2024: välj --grupp storstad:0180"),
        ("", "a.html", "Give one of --kommun, --enhet, --grupp and --alla."),
        ("--alla --kommun 2080", "a.html", "Give one of"),
        ("--kommun 2080 --sprak de", "a.html", "'de' is not one of 'sv', 'en'"),
    ],
)
def test_what_cannot_be_reported_is_one_line_that_says_why(
    given, out, said, oj, built_database, tmp_path, monkeypatch
):
    monkeypatch.setenv("OJ_DATABASE", str(built_database))
    (tmp_path / "fil").touch()
    result = oj("report", *given.split(), "--out", tmp_path / out)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / out).exists()


def test_all_reports_are_written_at_once_each_as_it_is_alone(
    reports, built_database, lager, tmp_path
):
    folder = tmp_path / "alla"
    write_reports(built_database, Request(Choice(alla=True), folder))
    (units,) = lager.execute(
        "select count(distinct enhet_kod), count(distinct (gruppindelning, grupp_kod)) "
        "from marts.bridge_enhet_grupp where matar = ?",
        [MATAR],
    ).fetchall()
    assert len(list(folder.iterdir())) == sum(units) + 1
    for name, kod in {
        "kommun_2080": FALUN,
        "kommun_0180": STOCKHOLM,
        "enhet_1480-11": DEL_AV_GOTEBORG,
        "lan_20": DALARNA,
        "egen_dalarna": EGEN,
    }.items():
        assert (folder / f"{name}.html").read_text(encoding="utf-8") == reports[kod]
    index = (folder / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="([^"]+)"', index))
    assert linked == {path.name for path in folder.iterdir()} - {"index.html"}
    assert "Syntetiska exempeldata" in index


def test_every_text_has_its_place_and_both_languages_fill_in_the_same():
    texts = read_texts()
    braces = re.compile(r"\{(\w+)\}")
    for key, row in texts.items():
        assert set(row) == set(LANGUAGES), key
        if all(row.values()):
            assert set(braces.findall(row["sv"])) == set(braces.findall(row["en"])), key
    package = project_root() / "src/oppna_jamforelser/report"
    source = "".join(
        path.read_text(encoding="utf-8") for path in (*package.glob("*.py"), *package.glob("*.j2"))
    )
    composed = (
        *("fel_", "utfall_", "short_", "why_", "way_", "expiring_", "rest_of"),
        *("belagg_", "brott_", "familj_"),
    )
    unused = [
        key
        for key in texts
        if not re.search(rf"""["']{key}["']""", source) and not key.startswith(composed)
    ]
    assert unused == []


def test_a_report_in_english_has_no_swedish_heading(built_database, tmp_path):
    html = written(built_database, Choice(grupp=DALARNA), tmp_path / "en.html", sprak="en")
    assert '<html lang="en">' in html
    texts = read_texts()
    swedish = {row["sv"] for row in texts.values() if row["sv"] != row["en"] and len(row["sv"]) > 8}
    shown = {
        re.sub("<[^>]+>", "", heading).strip()
        for heading in re.findall("<(?:h[1-3]|caption|th|p)[^>]*>(.*?)</", html, flags=re.S)
    }
    assert shown & swedish == set()
    assert "Where do we stand?" in html
    assert "5 of 13" in html
