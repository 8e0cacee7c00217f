"""Followed up within 24 months, recomputed from two years with windows of 12.

The oracle knows nothing of the macro: it enumerates what the missing answers could be, and in the
simulated panels it knows the dates on which agreements were set up and followed up.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import duckdb
import pytest

from checks.windows import ALL, BASE, FOLLOW_UP, MISSING, Answers, outcome
from oppna_jamforelser.sqlmotor import build_models
from tid_hjalp import ANSWERS, KEY, answer_rows, given_tables

PARTS = ("polis", "kvinnojour", "primarvard")
COMPOSITES = ("minst_en", "alla")
YEAR = 2023
RULE_YEAR = 2024


def lay_out(
    connection: duckdb.DuckDBPyConnection, units: Mapping[tuple[str, str], Answers]
) -> dict[str, str]:
    """Create what the recomputation reads, for units × indicators; return it by name."""
    indicators = sorted({indicator for _, indicator in units})
    return given_tables(
        connection,
        {
            "int_omrakning__svar": (
                f"{KEY}, regel_matar integer, bas varchar, uppfoljning varchar, svar_kod bigint",
                [[YEAR, *unit, RULE_YEAR, a[0], a[1], 0] for unit, a in units.items()],
            ),
            # a unit with nothing the year before was not there
            "int_svar__per_roll": (
                ANSWERS,
                [
                    row
                    for unit, a in units.items()
                    for row in answer_rows(YEAR - 1, *unit, a[2], a[3])
                ],
            ),
            "int_utfall__ryggrad": (
                f"{KEY}, bortfall_kod varchar",
                [[YEAR, *unit, None] for unit in units],
            ),
            "fct_enhetsutfall": (
                f"{KEY}, orsak_kod varchar",
                [
                    [YEAR, *unit, "partiellt_bortfall" if a[0] in MISSING else None]
                    for unit, a in units.items()
                ],
            ),
            "int_indikator__roll_per_ar": (
                "matar integer, indikator_id varchar, roll varchar, fonster_manader integer",
                [[YEAR - 1, indicator, "uppfoljning", 12] for indicator in indicators],
            ),
            "int_omrakning__mojlig": (
                "matar integer, regel_matar integer, indikator_id varchar, metod varchar, "
                "regel_id varchar, regel_variant varchar, orsak_kod varchar",
                [
                    [YEAR, RULE_YEAR, name, "fonster_24", rule, variant, None]
                    for name, rule, variant in (
                        *((indicator, "ja_uppfoljning", "variant") for indicator in indicators),
                        *((rule, f"sammansatt_{rule}", None) for rule in COMPOSITES),
                    )
                ],
            ),
            "int_regel__sanningstabell": (
                "regel_variant varchar, svar_kod bigint, utfall varchar, orsak_kod varchar, "
                "kan_ja integer, kan_delvis integer, kan_nej integer, kan_ej_aktuellt integer",
                [["variant", 0, None, "partiellt_bortfall", 1, 0, 1, 1]],
            ),
        },
    )


def recompute(units: Mapping[str, Answers]) -> dict[str, tuple[str | None, str | None]]:
    """Run the project's SQL: outcome and reason of each unit."""
    connection = duckdb.connect()
    relations = lay_out(connection, {(unit, "polis"): a for unit, a in units.items()})
    build_models(connection, ["int_omrakning__bedomt"], relations)
    rows = connection.execute(
        "select enhet_kod, utfall, orsak_kod from int_omrakning__bedomt"
    ).fetchall()
    assert len(rows) == len(units)
    return {unit: (utfall, orsak) for unit, utfall, orsak in rows}


def test_every_combination_of_answers_is_judged_as_by_enumeration():
    units = {f"{number:04}": answers for number, answers in enumerate(ALL)}
    assert len(units) == 900
    judged = recompute(units)
    for unit, answers in units.items():
        expected = outcome(answers)
        utfall, orsak = judged[unit]
        assert utfall == expected, answers
        assert (orsak is None) == (expected is not None), answers


def test_twelve_months_imply_twenty_four():
    for answers in product(BASE, FOLLOW_UP, (*BASE, None), (*FOLLOW_UP, None)):
        within_12 = answers[0] == "behovs_inte" or (answers[0] == "ja" and answers[1] != "nej")
        if within_12:
            assert outcome(answers) == "ja"


def test_a_unit_that_answered_both_years_is_exact():
    both = [a for a in product(BASE, FOLLOW_UP, BASE, FOLLOW_UP)]
    assert "obestamd" not in {outcome(answers) for answers in both}
    # without a base Ja last year there was nothing to follow up, and no question about it
    assert outcome(("ja", "nej", "nej", None)) == "nej"


def composite_oracle(rule_name: str, parts: Sequence[Answers]) -> str | None:
    """Return a composite's outcome: the only one, undecided, or none when a base could change it.

    A base that is missing leaves everything open; what the undecided are is tried out both ways.
    """
    alternatives = {None: ("ja", "nej", "ej_aktuellt"), "obestamd": ("ja", "nej")}
    outcomes = [outcome(part) for part in parts]

    def possible(known: Sequence[str | None]) -> set[str]:
        return {
            composite(rule_name, complete)
            for complete in product(*(alternatives.get(one, (one,)) for one in known))
        }

    for undecided in product(
        *(alternatives["obestamd"] if found == "obestamd" else (found,) for found in outcomes)
    ):
        if len(possible(undecided)) > 1:
            return None
    found = possible(outcomes)
    return found.pop() if len(found) == 1 else "obestamd"


def composite(rule_name: str, outcomes: Sequence[str]) -> str:
    """Return a composite's outcome when every part is known."""
    counted = [outcome for outcome in outcomes if outcome != "ej_aktuellt"]
    if not counted:
        return "ej_aktuellt"
    met = [outcome == "ja" for outcome in counted]
    return "ja" if (any(met) if rule_name == "minst_en" else all(met)) else "nej"


def test_composites_are_put_together_from_recomputed_parts():
    chance = Random(6)
    scales = ((*BASE, None), (*FOLLOW_UP, None), (*BASE, None), (*FOLLOW_UP, None))
    weights = ((6, 4, 1, 2, 1), (2, 6, 1, 1), (6, 3, 1, 1, 3), (2, 6, 1, 2))
    units = {
        (f"{number:04}", part): tuple(
            chance.choices(scale, weight)[0] for scale, weight in zip(scales, weights, strict=True)
        )
        for number in range(3000)
        for part in PARTS
    }
    connection = duckdb.connect()
    relations = lay_out(connection, units)
    relations |= given_tables(
        connection,
        {
            "indikator_komponent": (
                "indikator_id varchar, komponent_indikator_id varchar",
                product(COMPOSITES, PARTS),
            )
        },
    )
    build_models(connection, ["int_omrakning__sammansatt"], relations)
    judged = connection.execute(
        "select enhet_kod, indikator_id, utfall, orsak_kod from int_omrakning__sammansatt"
    ).fetchall()
    assert len(judged) == 2 * 3000
    seen = set()
    for unit, name, utfall, orsak in judged:
        parts = [units[unit, part] for part in PARTS]
        assert utfall == composite_oracle(name, parts), (name, parts)
        assert orsak == (None if utfall else "partiellt_bortfall")
        seen.add((name, utfall))
    assert len(seen) == 2 * 5


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


def test_simulated_panels_are_reproduced_without_error(panels):
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


def test_the_interval_of_a_panel_holds_the_truth(panels):
    """Each panel is a group: its interval holds the true share, and is never below the old one."""
    connection = duckdb.connect()
    relations = lay_out(connection, {(unit, "polis"): panels[unit][1] for unit in panels})
    relations |= given_tables(
        connection,
        {
            "bridge_enhet_grupp": (
                "matar integer, enhet_kod varchar, gruppindelning varchar, grupp_kod varchar",
                [[YEAR, unit, "panel", unit[:4]] for unit in panels],
            ),
            "int_landning__markning": ("markning varchar", [["påhittad"]]),
            "int_omrakning__sammansatt": (
                f"{KEY}, regel_matar integer, utfall varchar, orsak_kod varchar",
                [],
            ),
        },
    )
    build_models(connection, ["fct_gruppvarde_omraknad"], relations)
    groups = connection.execute(
        "select grupp_kod, ja_antal, obestamda_antal, namnare_antal, lagsta_procent, hogsta_procent"
        " from fct_gruppvarde_omraknad where indikator_id = 'polis'"
    ).fetchall()
    assert len(groups) == 1000
    members: dict[str, list[str]] = {}
    for unit in panels:
        members.setdefault(unit[:4], []).append(unit)
    for panel, yes, undecided, units, lowest, highest in groups:
        drawn = [panels[unit] for unit in members[panel]]
        truth = sum(outcome == "ja" for outcome, _, _ in drawn)
        within_12 = sum(a[0] == "ja" and a[1] != "nej" for _, a, _ in drawn)
        assert units == len(drawn)
        assert within_12 <= yes <= truth <= yes + undecided
        assert 10 * lowest <= 1000 * Fraction(truth, units) + Fraction(1, 2)
        assert 10 * highest >= 1000 * Fraction(truth, units) - Fraction(1, 2)
        if not any(gone for _, _, gone in drawn):
            assert undecided == 0 and lowest == highest
    assert any(undecided for _, _, undecided, *_ in groups)
