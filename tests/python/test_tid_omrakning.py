"""Followed up within 24 months, recomputed from two years with windows of 12.

The oracle knows nothing of the macro: it enumerates what the missing answers could be, and in the
simulated panels it knows the dates on which agreements were set up and followed up.
"""

from datetime import date, timedelta
from itertools import product
from random import Random

import duckdb
import pytest

from checks.windows import ALL, BASE, FOLLOW_UP, MISSING, Answers, outcome
from oppna_jamforelser.sqlmotor import build_models
from tid_hjalp import make_table, roles

YEAR = 2023
RULE_YEAR = 2024


def recompute(units: dict[str, Answers]) -> dict[str, tuple[str | None, str | None, int]]:
    """Run the project's SQL: outcome, reason and place in the denominator of each unit."""
    connection = duckdb.connect()
    answer_columns = {
        "matar": "integer",
        "enhet_kod": "varchar",
        "indikator_id": "varchar",
        **dict.fromkeys(roles(), "varchar"),
    }
    positions = {role: roles().index(role) for role in ("bas", "uppfoljning")}

    def answer_row(year: int, unit: str, bas: str | None, uppfoljning: str | None) -> list:
        row: list[object] = [year, unit, "polis", *[None] * len(roles())]
        row[3 + positions["bas"]] = bas
        row[3 + positions["uppfoljning"]] = uppfoljning
        return row

    make_table(
        connection,
        "svar",
        answer_columns,
        [answer_row(YEAR, unit, a[0], a[1]) for unit, a in units.items()]
        # a unit with nothing the year before was not there
        + [
            answer_row(YEAR - 1, unit, a[2], a[3])
            for unit, a in units.items()
            if a[2:] != (None, None)
        ],
    )
    make_table(
        connection,
        "ryggrad",
        {"matar": "integer", "enhet_kod": "varchar", "indikator_id": "varchar"},
        [[YEAR, unit, "polis"] for unit in units],
    )
    make_table(
        connection,
        "utfall",
        {
            "matar": "integer",
            "enhet_kod": "varchar",
            "indikator_id": "varchar",
            "orsak_kod": "varchar",
        },
        [
            [YEAR, unit, "polis", "partiellt_bortfall" if a[0] in MISSING else None]
            for unit, a in units.items()
        ],
    )
    make_table(
        connection,
        "mojlig",
        {
            "matar": "integer",
            "regel_matar": "integer",
            "indikator_id": "varchar",
            "metod": "varchar",
            "regel_id": "varchar",
            "bas_har_utvag": "integer",
            "orsak_kod": "varchar",
        },
        [[YEAR, RULE_YEAR, "polis", "fonster_24", "ja_uppfoljning", 1, None]],
    )
    make_table(connection, "markning", {"markning": "varchar"}, [["påhittad"]])
    build_models(
        connection,
        ["fct_enhetsutfall_omraknat"],
        {
            "int_svar__per_roll": "svar",
            "int_utfall__ryggrad": "ryggrad",
            "fct_enhetsutfall": "utfall",
            "int_omrakning__mojlig": "mojlig",
            "int_landning__markning": "markning",
        },
    )
    rows = connection.execute(
        "select enhet_kod, utfall, orsak_kod, ingar_i_namnare from fct_enhetsutfall_omraknat"
    ).fetchall()
    assert len(rows) == len(units)
    return {unit: (utfall, orsak, namnare) for unit, utfall, orsak, namnare in rows}


def test_every_combination_of_answers_is_judged_as_by_enumeration() -> None:
    units = {f"{number:04}": answers for number, answers in enumerate(ALL)}
    assert len(units) == 900
    judged = recompute(units)
    for unit, answers in units.items():
        expected = outcome(answers)
        utfall, orsak, namnare = judged[unit]
        assert utfall == expected, answers
        assert (orsak is None) == (expected is not None), answers
        assert namnare == int(expected in ("ja", "nej", "obestamd")), answers


def test_twelve_months_imply_twenty_four() -> None:
    for answers in product(BASE, FOLLOW_UP, (*BASE, None), (*FOLLOW_UP, None)):
        within_12 = answers[0] == "behovs_inte" or (answers[0] == "ja" and answers[1] != "nej")
        if within_12:
            assert outcome(answers) == "ja"


def measured(created: date | None, followed_up: list[date], year: int) -> tuple[str, str | None]:
    """Return what an honest unit answers: has it an agreement, and was it followed up?"""
    begins, ends = date(year - 1, 2, 1), date(year, 1, 31)
    if created is None or created > ends:
        return "nej", None
    if any(begins <= day <= ends for day in followed_up):
        return "ja", "ja"
    return "ja", "nyligen" if created >= begins else "nej"


def within_24_months(created: date | None, followed_up: list[date], year: int) -> str:
    """Return the truth that a question with a window of 24 months would have measured."""
    begins, ends = date(year - 2, 2, 1), date(year, 1, 31)
    if created is None or created > ends:
        return "nej"
    return "ja" if any(begins <= day <= ends for day in (created, *followed_up)) else "nej"


@pytest.fixture(scope="module")
def panels() -> dict[str, tuple[str, Answers, bool]]:
    """Simulate 1 000 panels of three to eight units: the truth, the answers, a missing year."""
    chance = Random(20241)
    units = {}
    for panel in range(1000):
        for number in range(chance.randint(3, 8)):
            created = (
                None
                if chance.random() < 0.3
                else date(2019, 2, 1) + timedelta(days=chance.randrange(5 * 365))
            )
            followed_up = (
                []
                if created is None
                else sorted(
                    created + timedelta(days=chance.randrange(1, 1500))
                    for _ in range(chance.randint(0, 3))
                )
            )
            last_year = measured(created, followed_up, YEAR - 1)
            gone = chance.random() < 0.2
            answers = (
                *measured(created, followed_up, YEAR),
                *((None, None) if gone else last_year),
            )
            units[f"{panel:04}-{number}"] = (
                within_24_months(created, followed_up, YEAR),
                answers,
                gone,
            )
    return units


def test_simulated_panels_are_reproduced_without_error(panels) -> None:
    judged = recompute({unit: answers for unit, (_, answers, _) in panels.items()})
    undecided = 0
    for unit, (truth, answers, gone) in panels.items():
        utfall = judged[unit][0]
        if utfall == "obestamd":
            undecided += 1
            assert gone and answers[:2] == ("ja", "nej"), answers
        else:
            assert utfall == truth, answers
    assert undecided > 100


def test_the_interval_of_a_panel_holds_the_truth(panels) -> None:
    judged = recompute({unit: answers for unit, (_, answers, _) in panels.items()})
    for panel in range(1000):
        members = [unit for unit in panels if unit.startswith(f"{panel:04}-")]
        truth = sum(panels[unit][0] == "ja" for unit in members)
        lowest = sum(judged[unit][0] == "ja" for unit in members)
        highest = lowest + sum(judged[unit][0] == "obestamd" for unit in members)
        assert lowest <= truth <= highest
        if not any(panels[unit][2] for unit in members):
            assert lowest == highest
