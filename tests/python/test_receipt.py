"""The sender's receipt: what was read and refused, what is missing, what differs from last year."""

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result

from answers import known_answers, quiet
from conftest import landing_rows
from oppna_jamforelser.intake.lock import LOCK_NAME
from oppna_jamforelser.intake.reception import take_in
from oppna_jamforelser.landing import landing_files
from oppna_jamforelser.receipt import contents, units
from oppna_jamforelser.receipt.contents import Receipt, Unit
from oppna_jamforelser.receipt.files import as_html
from workbooks import workbook

pytestmark = pytest.mark.slow

Oj = Callable[..., Result]
Deliver = Callable[..., Path]
HEADER = "matar,enhet_kod,fraga_kod,omrade_kod,delfraga_kod,svar,inlamnad\n"


def questionnaire(matar: int, enhet_kod: str, svar: str = "Nej") -> list[list[str]]:
    """Return an answer to every question of a year: *svar* if it can be; areas are open."""
    rows: dict[tuple[str, ...], str] = {}
    for year, *question, text in known_answers():
        if year == str(matar) and (
            text == ("Ja" if question[0] == "OMR" else svar) or tuple(question) not in rows
        ):
            rows[tuple(question)] = text
    return [[str(matar), enhet_kod, *question, text, ""] for question, text in rows.items()]


def as_file(rows: Iterable[list[str]]) -> str:
    return HEADER + "".join(",".join(f'"{value}"' for value in row) + "\n" for row in rows)


def unit_of(receipt: Receipt) -> Unit:
    (unit,) = receipt.units
    return unit


def codes(unit: Unit) -> set[str]:
    return {question.kod for question in unit.missing}


def receipts(landing: Path) -> dict[str, str]:
    folder = landing.parent / f"{landing.name}_kvitto"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.*"))}


def test_a_whole_questionnaire_lacks_nothing_and_says_so(deliver, landing):
    rows = questionnaire(2017, "2080")
    receipt = take_in(deliver(as_file(rows)), quiet(landing))
    unit = unit_of(receipt)
    assert (unit.enhet_namn, unit.missing, unit.changes) == ("Falun", [], [])
    assert (unit.accepted_count, unit.refused_count) == (len(rows), 0)
    assert 0 < unit.answered_count == unit.asked_count
    assert "Alla rader är godtagna." in as_html(receipt)


def test_what_is_missing_is_told_by_area_and_a_later_delivery_fills_it(deliver, landing):
    rows = questionnaire(2017, "2080")
    later = [row for row in rows if row[2] in ("G20", "V2") or row[3] == "missbruk"]
    first = [row for row in rows if row not in later]
    unit = unit_of(take_in(deliver(as_file(first), "a.csv"), quiet(landing)))
    missing = {area: [q.kod for q in some] for area, some in unit.missing_by_area.items()}
    assert missing["Gemensamma frågor"] == ["G20"]
    assert missing["Missbruk"] == ["G21", "G23", "G7", "G8", "OMR"]
    assert missing["Våld i nära relationer"] == ["V2 Kvinnor", "V2 Män"]
    assert set(missing) == {"Gemensamma frågor", "Missbruk", "Våld i nära relationer"}
    filled = unit_of(take_in(deliver(as_file(later), "b.csv"), quiet(landing)))
    assert (filled.missing, filled.accepted_count) == ([], len(later))


def test_a_follow_up_is_missing_only_where_its_base_asks_for_it(deliver, landing):
    rows = [row for row in questionnaire(2017, "2080", "Ja") if row[2] != "G7a"]
    rows = [[*row[:5], "Nej", ""] if row[2:4] == ["G7", "missbruk"] else row for row in rows]
    unit = unit_of(take_in(deliver(as_file(rows)), quiet(landing)))
    assert codes(unit) == {"G7a"}
    assert "Missbruk" not in unit.missing_by_area
    assert len(unit.missing) == 7


def test_a_refused_answer_is_still_missing(deliver, landing):
    rows = questionnaire(2017, "2080")
    rows = [[*row[:5], "Kanske", ""] if row[2] == "G20" else row for row in rows]
    unit = unit_of(take_in(deliver(as_file(rows)), quiet(landing)))
    assert (codes(unit), unit.refused_count) == ({"G20"}, 1)


def test_a_withdrawn_delivery_fills_nothing(oj, deliver, landing):
    take_in(deliver(HEADER + "2017,2080,G20,,,Ja,\n", "a.csv"), quiet(landing))
    oj("withdraw", 1, "--landing", landing)
    unit = unit_of(take_in(deliver(HEADER + "2017,2080,G1,,,Ja,\n", "b.csv"), quiet(landing)))
    assert "G20" in codes(unit)


def test_codes_that_other_deliveries_spell_otherwise_are_the_same_unit(deliver, landing):
    take_in(deliver(HEADER + "2017,Upplands  väsby,G20,,,Ja,\n", "a.csv"), quiet(landing))
    take_in(deliver(HEADER + "2017,114,G1,,,Nej,\n2017,115,G1,,,Ja,\n", "b.csv"), quiet(landing))
    receipt = take_in(deliver(HEADER + "2017,0114.0,G1a,,,Ja,\n", "c.csv"), quiet(landing))
    assert unit_of(receipt).answered_count == 3


def test_the_second_year_tells_what_changed_since_the_first(deliver, landing):
    take_in(
        deliver(
            HEADER + "2016,2080,G1,,,Ja,\n2016,2080,G20,,,Nej,\n"
            "2016,2080,G7,missbruk,,Ja,\n2016,0114,G1,,,Ja,\n",
            "a.csv",
        ),
        quiet(landing),
    )
    text = (
        HEADER + "2018,2080,G1,,,NEJ.,\n2018,2080,G20,,,Nej,\n"
        '2018,2080,G7,missbruk,,"Ej aktuellt, området finns inte i vår socialtjänst/kommun",\n'
    )
    receipt = take_in(deliver(text, "b.csv"), quiet(landing))
    changes = [
        (change.question.omrade_namn, change.question.kod, change.fore_text, change.text)
        for change in unit_of(receipt).changes
    ]
    assert changes == [
        ("Gemensamma frågor", "G1", "Ja", "Nej"),
        ("Missbruk", "G7", "Ja", "Området finns inte"),
    ]
    assert {change.fore_matar for change in unit_of(receipt).changes} == {2016}


def test_the_receipt_is_kept_as_text_and_as_a_page(oj, deliver, landing):
    content = HEADER + "2017,2080,G1,,,Ja,\n2017,2080,G20,,,Kanske,\n2017,9999,G1,,,Ja,\n"
    result = oj("intake", deliver(content.replace(",", ";")), "--landing", landing)
    assert result.exit_code == 3, result.output
    (page, text) = receipts(landing).values()
    assert result.stdout.startswith(text)
    assert result.stdout.splitlines()[-1].endswith(f"{next(iter(receipts(landing)))}")
    for sentence in (
        "svar.csv: mottagen som leverans 1.",
        "Läst som CSV, UTF-8, semikolon; lång form, ett svar per rad.",
        "1 rad avvisad: Enhetskoden är okänd. [okand_enhet]",
        "rad 4: enhet_kod ”9999”",
        "Falun (2080), mätår 2017",
        "Saknas, Missbruk: G21; G23; G7; G8; OMR.",
    ):
        assert sentence in text
    for words in ("Kvitto på leverans 1", "Enhetskoden är okänd.", "rad 3: fraga_kod ”G20”"):
        assert words in page


def test_the_form_the_sheet_and_what_is_left_aside_are_told(oj, deliver, landing):
    rows = [["Titel"], ["matar", "enhet_kod", "G1"], [2017, "2080", "Ja"]]
    book = workbook({"Svar": rows, "Mer": rows})
    told = oj("intake", deliver(book, "a.xlsx"), "--landing", landing).stdout
    assert "a.xlsx (blad Svar): mottagen som leverans 1." in told
    assert "Läst som Excel; bred form, en enhet per rad." in told
    assert "Rubrikraden är rad 2" in told
    assert "Blad som inte är lästa: Mer. Har de svar: läs dem med --sheet." in told


class _Tags(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attributes if name in ("src", "href")]


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "<img src=x onerror=x>", "=1+1"])
def test_whatever_was_delivered_stays_text(oj, deliver, landing, value):
    rows = [
        ["matar", "enhet_kod", "fraga_kod", "svar", value],
        ["2017", "2080", "G1", value, ""],
        ["2017", value, "G1", "Ja", ""],
    ]
    oj("intake", deliver(rows, f"{value.replace('/', '')}.csv"), "--landing", landing)
    page = next(text for name, text in receipts(landing).items() if name.endswith(".html"))
    tags = _Tags(page)
    assert not {"script", "img", "iframe", "object"} & set(tags.tags)
    assert tags.links == []
    assert value.replace("<", "&lt;").replace(">", "&gt;") in page


def test_every_heading_and_table_of_the_page_can_be_heard(oj, deliver, landing):
    oj("intake", deliver(HEADER + "2017,2080,G1,,,Kanske,\n"), "--landing", landing)
    page = next(iter(receipts(landing).values()))
    assert '<html lang="sv">' in page
    assert [tag for tag in _Tags(page).tags if re.fullmatch("h[1-6]", tag)] == [
        "h1", "h2", "h2", "h2", "h2", "h3",
    ]  # fmt: skip
    assert re.findall(r"<th(?![a-z ])", page) == []  # every heading of a table has its scope


def test_many_units_are_a_table_with_a_file_beside(oj, deliver, landing, monkeypatch):
    monkeypatch.setattr(contents, "MANY_UNITS", 1)
    content = HEADER + "2016,2080,G1,,,Ja,\n2017,2080,G1,,,Nej,\n2017,0114,G1,,,Ja,\n"
    told = " ".join(oj("intake", deliver(content), "--landing", landing).stdout.split())
    assert "3 enheter och mätår i leveransen: 0 har besvarat allt, 3 saknar svar, 1 har" in told
    (page, text, table) = receipts(landing).values()
    assert "Saknas," not in text
    assert page.count('<th scope="row">') == 3
    lines = table.splitlines()
    assert lines[0].startswith("\ufeffMätår;Enhetskod;Enhet;Vad;")
    assert sum(";ändrat;" in line for line in lines) == 1
    asked = sum(int(found) for found in re.findall(r"1 av (\d+)</td>", page))
    assert sum(";saknas;" in line for line in lines) == asked - 3


def test_a_delivery_without_a_known_unit_has_a_receipt(oj, deliver, landing):
    result = oj("intake", deliver(HEADER + "1999,9999,G1,,,Ja,\n"), "--landing", landing)
    assert result.exit_code == 3
    assert "Ingen rad har en känd enhet och ett känt mätår." in result.stdout


def test_the_units_of_a_huge_landing_are_not_gone_through(oj, deliver, landing, monkeypatch):
    monkeypatch.setattr(units, "MOST_ROWS", 1)
    path = deliver(HEADER + "2017,2080,G1,,,Ja,\n2017,2080,G20,,,Ja,\n")
    result = oj("intake", path, "--landing", landing)
    assert result.exit_code == 0, result.output
    assert "Leveransen är för stor för en genomgång enhet för enhet." in result.stdout


def test_the_same_file_again_leaves_the_receipt_and_makes_one_that_is_gone(oj, deliver, landing):
    path = deliver(HEADER + "2017,2080,G1,,,Ja,\n")
    oj("intake", path, "--landing", landing)
    first = receipts(landing)
    oj("intake", deliver(HEADER + "2017,2080,G20,,,Ja,\n", "b.csv"), "--landing", landing)
    oj("intake", path, "--landing", landing)
    assert first.items() <= receipts(landing).items()
    for name in first:
        (landing.parent / "landing_kvitto" / name).unlink()
    assert oj("intake", path, "--landing", landing).exit_code == 0
    assert receipts(landing).keys() > first.keys()
    assert "mottagen som leverans 1." in receipts(landing)[sorted(first)[1]]


def test_a_receipt_that_cannot_be_written_is_one_line_and_costs_no_row(
    oj, deliver, landing, tmp_path
):
    path = deliver(HEADER + "2017,2080,G1,,,Ja,\n")
    result = oj("intake", path, "--landing", landing, "--kvitto", path / "x")
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 1
    assert "kan inte skrivas" in result.stderr
    assert len(landing_rows(landing)) == 1
    elsewhere = tmp_path / "kvitton"
    assert oj("intake", path, "--landing", landing, "--kvitto", elsewhere).exit_code == 0
    assert len(list(elsewhere.iterdir())) == 2


def test_in_the_landing_folder_there_are_only_landing_files(oj, deliver, landing):
    oj("intake", deliver(HEADER + "2017,2080,G1,,,Ja,\n"), "--landing", landing)
    names = {path.name for path in landing.iterdir()}
    assert names == {landing_files(landing)[0].name, LOCK_NAME}
