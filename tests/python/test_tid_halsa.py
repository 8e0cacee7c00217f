"""Agreement beyond chance between indicators, against an oracle in fractions, on random answers."""

from fractions import Fraction
from itertools import permutations
from random import Random

import duckdb
import pytest

from oppna_jamforelser.sqlmotor import build_models
from tid_hjalp import KEY, given_tables

INDICATORS = [f"i{number:02}" for number in range(12)]
UNITS = [f"e{number:02}" for number in range(40)]
YEARS = (2023, 2024)

Answers = dict[tuple[int, str, str], bool]


@pytest.fixture(scope="module")
def answers() -> Answers:
    """Whether a unit has ja, by year, indicator and unit; what does not count is left out."""
    chance = Random(20)
    found: Answers = {}
    for year in YEARS:
        common = {unit: chance.random() < 0.5 for unit in UNITS}
        for indicator in INDICATORS:
            likeness, share = chance.random(), chance.choice([0.0, 0.1, 0.5, 0.9, 1.0])
            for unit in UNITS:
                if chance.random() < 0.9:
                    own = chance.random() < share
                    found[year, indicator, unit] = (
                        common[unit] if chance.random() < likeness * (0 < share < 1) else own
                    )
    return found


@pytest.fixture(scope="module")
def agreement(answers: Answers) -> dict[tuple[int, str, str], tuple[int, int, int | None]]:
    """Run the project's SQL on the answers: units, alike, millionths beyond chance."""
    connection = duckdb.connect()
    outcomes = [
        [year, unit, name, answers.get((year, name, unit), False), (year, name, unit) in answers]
        for year in YEARS
        for name in INDICATORS
        for unit in UNITS
    ]
    columns = f"{KEY}, ingar_i_taljare integer, ingar_i_namnare integer"
    given = given_tables(connection, {"fct_enhetsutfall": (columns, outcomes)})
    build_models(connection, ["int_indikatorhalsa__samstammighet"], given)
    rows = connection.execute(
        "select matar, indikator_id, annan_indikator_id, enheter_antal, lika_antal, "
        "over_slump_miljondelar from int_indikatorhalsa__samstammighet"
    ).fetchall()
    return {row[:3]: row[3:] for row in rows}


def test_agreement_beyond_chance_is_the_fraction_of_the_oracle(answers, agreement):
    pairs = [(year, *pair) for year in YEARS for pair in permutations(INDICATORS, 2)]
    assert set(agreement) == set(pairs)
    without, negative = 0, 0
    for year, one, other in pairs:
        both = [unit for unit in UNITS if {(year, one, unit), (year, other, unit)} <= set(answers)]
        values = [(answers[year, one, unit], answers[year, other, unit]) for unit in both]
        alike = sum(a == b for a, b in values)
        share_one = Fraction(sum(a for a, _ in values), len(both))
        share_other = Fraction(sum(b for _, b in values), len(both))
        by_chance = share_one * share_other + (1 - share_one) * (1 - share_other)
        units, counted, millionths = agreement[year, one, other]
        assert (units, counted) == (len(both), alike)
        if by_chance == 1:
            without += 1
            assert millionths is None
            continue
        beyond = (Fraction(alike, len(both)) - by_chance) / (1 - by_chance)
        negative += beyond < 0
        assert 0 <= abs(beyond) * 1_000_000 - abs(millionths) < 1
        assert millionths == 0 or (millionths < 0) == (beyond < 0)
    assert without and negative


def test_the_order_of_a_pair_does_not_matter(agreement):
    for (year, one, other), found in agreement.items():
        assert agreement[year, other, one] == found
