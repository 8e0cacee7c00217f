"""The findings for people, on a hand-made landing and recounted on the bundled one."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

import duckdb
import pytest

from answers import built, deliver_all
from conftest import as_csv
from oppna_jamforelser.project import read_seed

pytestmark = pytest.mark.slow

HEADER = ["matar", "enhet_kod", "fraga_kod", "omrade_kod", "delfraga_kod", "svar", "fritext"]
FINDINGS = (
    "kva_svarslage", "kva_saknat_svar", "kva_ensartade_svar", "kva_utfall_vaxlar",
    "kva_fritext_metod", "kva_avviker_fran_storleksgrupp", "kva_upphor_nasta_ar",
)  # fmt: skip
LIMITS = {row["fynd_kod"]: row for row in read_seed("regler/fyndpolicy")}

COPIED, ALMOST_COPIED, ALL_YES, FEW, SAID_NO, FLIPPED, NAMED = (
    "0114", "0115", "0117", "0120", "0123", "0125", "0126",
)  # fmt: skip


def questions(year: int) -> list[tuple[str, str, str]]:
    """Return the question items of a year that take a plain Ja or Nej."""
    plain = {
        skala
        for skala in {row["skala_kod"] for row in read_seed("metadata/fraga_post")}
        if {"Ja", "Nej"}
        <= {
            r["svar_text"] for r in read_seed("metadata/svarsalternativ") if r["skala_kod"] == skala
        }
    }
    return [
        (row["fraga_kod"], row["omrade_kod"], row["delfraga_kod"])
        for row in read_seed("metadata/fraga_post")
        if row["skala_kod"] in plain
        and row["ar_annat_omrade"] == "0"
        and int(row["giltig_fran_matar"]) <= year <= int(row["giltig_till_matar"] or year)
        and row["fraga_kod"] != "OMR"
    ]


def delivered() -> Iterator[list[object]]:
    """Yield what the units answer."""
    for year in (2023, 2024):
        for number, question in enumerate(questions(2024)):
            answer = "Ja" if number % 3 else "Nej"
            yield [year, COPIED, *question, answer, ""]
            if year == 2024 and question == ("V2", "", "man"):
                answer = "Nej" if answer == "Ja" else "Ja"
            yield [year, ALMOST_COPIED, *question, answer, ""]
            if year == 2024:
                yield [year, ALL_YES, *question, "Ja", "HCR-20"]
    for question in questions(2024)[: int(LIMITS["alla_ja"]["minsta_antal"]) - 1]:
        yield [2024, FEW, *question, "Ja", ""]
    yield [2024, SAID_NO, "OMR", "vinr", "", "Nej", ""]
    yield [2024, SAID_NO, "OMR", "missbruk", "", "Ja", ""]
    yield [2024, SAID_NO, "G7", "missbruk", "", "Ja", ""]
    yield [2024, SAID_NO, "V4a", "", "", "Ja", ""]
    for year, base in ((2016, "Ja"), (2017, "Nej"), (2018, "Ja"), (2023, "Nej"), (2024, "Ja")):
        yield [year, FLIPPED, "G7", "missbruk", "", base, ""]
        yield [year, FLIPPED, "G7a", "missbruk", "", base, ""]
        yield [year, FLIPPED, "G1", "", "", base, ""]  # asked until 2021
    yield [2024, NAMED, "V1", "", "annan", "Ja", "Freda (muntligt)"]
    yield [2024, NAMED, "V1", "", "patriark", "Ja", "patriark"]
    yield [2024, NAMED, "G8", "missbruk", "", "Ja, annan", "Audits"]


@pytest.fixture(scope="module")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("handgjort")
    path = folder / "svar.csv"
    path.write_text(as_csv([HEADER, *delivered()]), encoding="utf-8")
    deliver_all([path], folder / "landing")
    with built(folder / "landing", *FINDINGS) as connection:
        yield connection


def test_uniform_answers_are_found_and_near_ones_are_not(handmade):
    found = handmade.execute(
        "select matar, enhet_kod, fynd_kod, jamforda_antal from kva_ensartade_svar"
    ).fetchall()
    count = len(questions(2024))
    new_version = sum(code == "G3a" for code, *_ in questions(2024))
    assert sorted(found) == [
        (2024, COPIED, "samma_som_forra_aret", count - new_version),
        (2024, ALL_YES, "alla_ja", count),
    ]


def test_the_survey_leader_sees_who_is_missing_what(handmade):
    rows = handmade.execute(
        "select svarsomrade_kod, oppningssvar, stallda_antal, besvarade_antal, svarslage_text "
        "from kva_svarslage where matar = 2024 and enhet_kod = ?",
        [SAID_NO],
    ).fetchall()
    state = {row[0]: row[1:] for row in rows}
    # opening, six agreements, AUDIT and DUDIT; of the questions on violence the one answered
    assert state["vinr"] == ("nej", 10, 2, "Påbörjat: 8 av 10 svar saknas.")
    # opening, G7 with G7a that it opens, G8
    assert state["missbruk"] == ("ja", 4, 2, "Påbörjat: 2 av 4 svar saknas.")
    assert state["lss_barn"][3] == "Inte påbörjat."
    missing = handmade.execute(
        "select fraga_kod from kva_saknat_svar where matar = 2024 and enhet_kod = ? "
        "and svarsomrade_kod = 'missbruk' order by fraga_kod",
        [SAID_NO],
    ).fetchall()
    assert missing == [("G7a",), ("G8",)]
    silent = handmade.execute(
        "select distinct svarslage_text from kva_svarslage "
        "where matar = 2024 and enhet_kod = '2584'"
    ).fetchall()
    assert silent == [("Enheten har inte svarat.",)]


def test_outcomes_flip_over_comparable_consecutive_years_only(handmade):
    found = handmade.execute(
        "select distinct enhet_kod, indikator_id, forsta_matar, utfall, mellan_utfall "
        "from kva_utfall_vaxlar"
    ).fetchall()
    # the routine was asked anew in 2017; 2018 and 2023 are not consecutive
    assert found == [(FLIPPED, "socialjour", 2016, "ja", "nej")]


def test_methods_are_found_in_free_text(handmade):
    found = handmade.execute(
        "select enhet_kod, delfraga_kod, metod_namn, ar_angiven from kva_fritext_metod "
        "order by delfraga_kod"
    ).fetchall()
    assert found == [(NAMED, "annan", "FREDA", False), (NAMED, "patriark", "Patriark", True)]


def test_a_followed_up_routine_lapses_by_the_next_survey(handmade):
    found = handmade.execute(
        "select matar, indikator_id, grund_kod, ar_sakert from kva_upphor_nasta_ar "
        "where enhet_kod = ? order by matar, indikator_id",
        [FLIPPED],
    ).fetchall()
    # 2016: the next year asks another question. An area that was not answered may be a Ja then,
    # so "minst en" only may lapse.
    assert found == [
        (year, indicator, ground, certain)
        for year in (2018, 2024)
        for indicator, ground, certain in (
            ("rutin_indikation_minst_en", "delar", False),
            ("rutin_indikation_missbruk", "uppfoljning", True),
        )
    ]


def test_nobody_deviates_from_a_size_class_without_published_shares(handmade):
    assert not handmade.execute("from kva_avviker_fran_storleksgrupp").fetchall()


def test_every_deviation_is_listed_and_nothing_else(lager):
    outcomes = lager.execute(
        "select matar, grupp_kod, indikator_id, enhet_kod, utfall "
        "from marts.fct_enhetsutfall join marts.bridge_enhet_grupp using (matar, enhet_kod) "
        "join marts.dim_indikator using (indikator_id) "
        "where gruppindelning = 'storleksgrupp' and indikator_typ <> 'sammansatt'"
    ).fetchall()
    listed = lager.execute(
        "select matar, enhet_kod, skillnad_procentenheter "
        "from kvalitet.kva_avviker_fran_storleksgrupp"
    ).fetchall()
    cells: dict[tuple, dict[str, str | None]] = defaultdict(dict)
    for year, group, indicator, unit, outcome in outcomes:
        cells[year, group, indicator][unit] = outcome
    own, others, asked, answered = Counter(), Counter(), Counter(), Counter()
    for (year, _, _), by_unit in cells.items():
        counted = {u: o for u, o in by_unit.items() if o in ("ja", "delvis", "nej")}
        if 5 * (len(by_unit) - len(counted)) > len(by_unit) or not counted:
            continue  # the 20 percent rule hides the share
        yes = sum(outcome == "ja" for outcome in counted.values())
        for unit, outcome in counted.items():
            own[year, unit] += outcome == "ja"
            asked[year, unit] += 1
            others[year, unit] += yes - (outcome == "ja")
            answered[year, unit] += len(counted) - 1
    limit = LIMITS["avviker"]
    expected = {}
    for key, number in asked.items():
        gap = 100 * (Fraction(own[key], number) - Fraction(others[key], answered[key]))
        if number >= int(limit["minsta_antal"]) and abs(gap) >= int(limit["grans_procentenheter"]):
            expected[key] = gap
    assert {row[:2] for row in listed} == set(expected)
    assert len(listed) > 50
    for year, unit, gap in listed:
        assert abs(Fraction(gap) - expected[year, unit]) <= Fraction(1, 20)


def test_every_flip_is_listed_and_nothing_else(lager):
    outcomes = dict(
        ((unit, indicator, year), outcome)
        for unit, indicator, year, outcome in lager.execute(
            "select enhet_kod, indikator_id, matar, utfall from marts.fct_enhetsutfall "
            "where utfall is not null"
        ).fetchall()
    )
    listed = lager.execute(
        "select enhet_kod, indikator_id, forsta_matar from kvalitet.kva_utfall_vaxlar"
    ).fetchall()
    broken = {
        (row["indikator_id"], int(row["fran_matar"]))
        for row in read_seed("tid/jamforbarhet")
        if row["klass"] == "ej"
    }
    parts = defaultdict(list)
    for row in read_seed("regler/indikator_komponent"):
        parts[row["indikator_id"]].append(row["komponent_indikator_id"])
    expected = {
        (unit, indicator, year)
        for (unit, indicator, year), outcome in outcomes.items()
        if outcomes.get((unit, indicator, year + 2)) == outcome
        and outcomes.get((unit, indicator, year + 1), outcome) != outcome
        and not any(
            (part, first) in broken
            for part in (indicator, *parts[indicator])
            for first in (year, year + 1)
        )
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
