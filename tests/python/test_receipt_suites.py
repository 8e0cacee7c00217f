"""The expectations on a delivery: they follow from the seeds, each can fail, and both ways of
trying them find the same."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from answers import quiet
from oppna_jamforelser.gate.suite import Suite
from oppna_jamforelser.intake import reception, review
from oppna_jamforelser.intake.reception import take_in
from oppna_jamforelser.landing import LANDING_KOLUMNER
from oppna_jamforelser.project import read_seed
from oppna_jamforelser.receipt.contents import Judgement
from oppna_jamforelser.receipt.expectations import failures_of
from oppna_jamforelser.receipt.suites import delivery_suites
from oppna_jamforelser.receipt.words import to_look_at
from oppna_jamforelser.sqlmotor import build_models
from test_receipt import HEADER, as_file, questionnaire

pytestmark = pytest.mark.slow

Oj = Callable[..., Result]
Deliver = Callable[..., Path]
UNITS = [row["enhet_kod"] for row in read_seed("referens/enhet") if row["enhet_typ"] == "kommun"]
FETCHED_OR_RUN = r"(src|href)=\"https?:[^\"]*\.(js|css|png)|<script|<b>Kanske"
AREA_IS_NOT_THERE = "Ej aktuellt, området finns inte i vår socialtjänst/kommun"


@cache
def suites() -> list[Suite]:
    with duckdb.connect() as connection:
        build_models(connection, ["int_svarsalternativ__per_ar"])
        return delivery_suites(connection)


def strange_delivery() -> str:
    """Return a delivery that breaks every expectation that a delivery can break."""
    rows = [row for unit in UNITS[:35] for row in questionnaire(2017, unit, "Ja")]
    rows = [[*row[:5], AREA_IS_NOT_THERE, ""] if row[3] == "missbruk" else row for row in rows]
    closed = [row for row in questionnaire(2017, UNITS[35]) if row[2] != "G20"]
    rows += [[*row[:5], "Nej", ""] if row[2] == "OMR" else row for row in closed]
    rows += questionnaire(2017, UNITS[36], "Kan inte svara")
    rows += [[*row[:5], "<b>Kanske</b>", ""] for row in questionnaire(2017, UNITS[37])]
    rows += [["2017", UNITS[38], "G1", "", "", "", ""]] * len(rows)
    rows += [["2017", UNITS[39], "G6a", "vinr_barn", "a", "Nej", ""]]
    bad = [
        ["1999", UNITS[0], "G1", "", "", "Ja", ""],
        ["", UNITS[0], "G1", "", "", "Ja", ""],
        ["2017", "", "G1", "", "", "Ja", ""],
        ["2017", "9999", "G1", "", "", "Ja", ""],
        ["2017", UNITS[0], "", "", "", "Ja", ""],
        ["2017", UNITS[0], "G99", "skola", "brandkår", "Ja", ""],
    ]
    return as_file(rows + bad * (len(rows) // 50)) + "2017;x;y\n"


@pytest.fixture
def judged(deliver: Deliver, landing: Path) -> Callable[..., Judgement]:
    """Judge the strange delivery, which comes after a year of Nej, by either way."""
    first = [["2016", *row[1:]] for unit in UNITS[:35] for row in questionnaire(2017, unit)]
    take_in(deliver(as_file(first), "fore.csv"), quiet(landing))
    path = deliver(strange_delivery())

    def judge(data_docs: bool = False) -> Judgement:
        where = reception.Intake(**(vars(quiet(landing)) | {"data_docs": data_docs}))
        return take_in(path, where).judgement

    return judge


def expected(judgement: Judgement) -> set[tuple[str, str]]:
    return {(failure.suite, failure.expected) for failure in judgement.failures}


@pytest.mark.parametrize("by_row", [True, False], ids=["row by row", "counted together"])
def test_every_expectation_can_fail_and_great_expectations_finds_the_same(
    judged, landing, monkeypatch, by_row
):
    if not by_row:
        monkeypatch.setattr(review, "ROW_BY_ROW", 1)
    counted = judged()
    every = {(suite.name, one["description"]) for suite in suites() for one in suite.expectations}
    assert {(suite, text) for suite, text in every if suite != "kolumn"} == expected(counted)
    tried = judged(data_docs=True)
    assert list(tried.failures) == list(counted.failures)
    (site,) = (landing.parent / "landing_kvitto").glob("*_granskning")
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert len(pages) > len(suites())
    for page in pages:
        assert not re.search(FETCHED_OR_RUN, page)
    index = (site / "index.html").read_text(encoding="utf-8")
    assert all(f">{suite.name}</a>" in index for suite in suites())
    assert "Högst 5 procent av raderna är avvisade." in index


def test_a_delivery_of_another_shape_is_found():
    (suite,) = (suite for suite in suites() if suite.name == "kolumn")
    columns = [f"{name} {kind}" for name, kind in LANDING_KOLUMNER.items()]
    for shape, count in ((columns, 0), ([*columns, "kommentar varchar"], 2)):
        with duckdb.connect() as connection:
            connection.execute(f"create table levererat ({', '.join(shape)})")
            assert len(list(failures_of(connection, suite, by_row=True))) == count


def test_the_outcome_is_told_at_every_intake_and_is_no_exit_code(oj, deliver, landing):
    whole = oj("intake", deliver(as_file(questionnaire(2017, "2080"))), "--landing", landing)
    assert "förväntningar på leveransen är prövade rad för rad" in whole.stdout
    assert "Enheten har besvarat minst" not in whole.stdout
    part = oj("intake", deliver(HEADER + "2017,0114,G1,,,Ja,\n", "b.csv"), "--landing", landing)
    assert (whole.exit_code, part.exit_code) == (0, 0)
    told = " ".join(part.stdout.split())
    assert "Att se över: Enheten har besvarat minst 75 procent av områdets frågor." in told
    assert (
        "Så är det inte för Upplands Väsby (0114), Äldreomsorg, mätår 2017 (0 procent besvarade); "
        "Upplands Väsby (0114), Barn och unga, mätår 2017 (0 procent besvarade);"
    ) in told


def test_what_to_look_at_is_told_in_words(judged):
    sentences = [to_look_at(failure) for failure in judged().to_look_at]
    assert len(sentences) == sum(
        len(suite.expectations)
        for suite in suites()
        if not suite.name.startswith("rad") and suite.name != "kolumn"
    )
    for sentence in sentences:
        assert " Så är det inte för " in sentence
        assert "_" not in sentence


def test_data_docs_of_a_file_that_was_received_are_linked_from_its_receipt(oj, deliver, landing):
    path = deliver(HEADER + "2017,0114,G1,,,Ja,\n")
    oj("intake", path, "--landing", landing)
    result = oj("intake", path, "--landing", landing, "--data-docs")
    assert result.exit_code == 0, result.output
    (page,) = (landing.parent / "landing_kvitto").glob("*.html")
    (link,) = re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8"))
    assert (page.parent / link).is_file()
