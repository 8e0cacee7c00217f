"""Which Ja lapse by the next survey, against simulated units whose true dates are known.

Each unit set something up on a day and followed it up on some days. Its answers follow from these
days and the windows; so does what it would answer the next year if it did nothing more.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import duckdb
import pytest

from oppna_jamforelser.sqlmotor import build_models
from tid_hjalp import ANSWERS, KEY, answer_rows, given_tables

UNITS = 400
# indicator, survey year, months of the windows of the year before, the year and the next
PANELS = (
    ("rutin_indikation_missbruk", 2024, (12, 12, 12)),
    ("rutin_skolgang", 2023, (24, 24, 24)),
    ("samverkan_polis", 2022, (12, 12, 12)),
    ("samverkan_polis", 2023, (12, 12, 24)),
    ("samverkan_polis", 2024, (12, 24, 24)),
)


@dataclass(frozen=True)
class Unit:
    """When something was set up and followed up."""

    set_up: date
    followed_up: tuple[date, ...]

    def answers(self, year: int, months: int) -> tuple[str, str | None]:
        """Return base and follow-up as the unit answers them in a year with this window."""
        first, after = date(year - months // 12, 2, 1), date(year, 2, 1)
        if self.set_up >= after:
            return "nej", None
        if any(first <= day < after for day in self.followed_up):
            return "ja", "ja"
        return "ja", "nyligen" if self.set_up >= first else "nej"


def simulate(random: Random, year: int) -> Unit:
    """Make a unit whose days lie in the five years before the survey, and none after it."""
    last = date(year, 1, 31)
    set_up = last - timedelta(days=random.randrange(5 * 365))
    days = [set_up + timedelta(days=random.randrange(1, 900)) for _ in range(random.randrange(4))]
    return Unit(set_up, tuple(sorted(day for day in days if day <= last)))


def lapsing(
    indicator: str, year: int, answers: dict[str, dict[int, tuple[str | None, str | None]]]
) -> dict[str, tuple[str, bool, str]]:
    """Run the project's SQL on the units' answers; return ground, certainty and sentence."""
    branches = {"nyligen": "nyligen", "ja": "uppfoljd"}
    svar, bedomt = [], []
    for unit, by_year in answers.items():
        for answered, (bas, uppfoljning) in by_year.items():
            svar += answer_rows(answered, unit, indicator, bas, uppfoljning)
        bas, uppfoljning = by_year[year]
        gren = branches.get(uppfoljning, "ej_uppfoljd") if bas == "ja" else "bas_nej"
        bedomt.append([year, unit, indicator, "ja_uppfoljning", gren])
    with duckdb.connect() as connection:
        given = given_tables(
            connection,
            {
                "int_svar__per_roll": (ANSWERS, svar),
                "int_utfall__bedomt": (f"{KEY}, regel_id varchar, gren_id varchar", bedomt),
                "int_enhet__ram": (
                    "matar integer, enhet_kod varchar",
                    [[year, unit] for unit in answers],
                ),
                "enhet": (
                    "enhet_kod varchar, giltig_till date",
                    [[unit, None] for unit in answers],
                ),
                "fct_enhetsutfall": (f"{KEY}, regel_id varchar, utfall varchar", []),
                "int_landning__markning": ("markning varchar", [["påhittad"]]),
            },
        )
        build_models(connection, ["kva_upphor_nasta_ar"], given)
        rows = connection.execute(
            "select enhet_kod, grund_kod, ar_sakert, mening from kva_upphor_nasta_ar"
        ).fetchall()
    assert len({row[0] for row in rows}) == len(rows)
    return {unit: (ground, certain, sentence) for unit, ground, certain, sentence in rows}


@pytest.mark.parametrize(("indicator", "year", "months"), PANELS)
def test_simulated_units_lapse_as_their_dates_say(
    indicator: str, year: int, months: tuple[int, int, int]
):
    random = Random(f"{indicator} {year}")
    units = {f"u{number}": simulate(random, year) for number in range(UNITS)}
    before, now, then = months
    answers = {
        name: {year - 1: unit.answers(year - 1, before), year: unit.answers(year, now)}
        for name, unit in units.items()
    }
    found = lapsing(indicator, year, answers)
    open_outcomes = set()
    for name, unit in units.items():
        follow_up = answers[name][year][1]
        if follow_up not in ("ja", "nyligen"):
            assert name not in found
            continue
        falls = unit.answers(year + 1, then)[1] == "nej"
        if name not in found:
            assert not falls, unit
            continue
        ground, certain, sentence = found[name]
        assert ground == {"ja": "uppfoljning", "nyligen": "nyligen"}[follow_up]
        assert falls or not certain, unit
        assert str(year + 1) in sentence and sentence.endswith("blir utfallet Nej.")
        if not certain:
            open_outcomes.add(falls)
    # what is called open is so; only windows that overlap leave anything open
    assert open_outcomes in (set(), {True, False})
    assert bool(open_outcomes) == (now == then == 24)
    assert bool(found) == (now == then)


def test_a_ja_is_only_possibly_lapsing_where_last_year_says_nothing():
    found = lapsing(
        "rutin_skolgang",
        2023,
        {
            "utan_fjolar": {2023: ("ja", "nyligen")},
            "utan_uppfoljning": {2022: ("ja", None), 2023: ("ja", "ja")},
            "ogiltig_bas": {2022: ("ogiltigt", "ja"), 2023: ("ja", "ja")},
            "nej_utan_bas": {2022: (None, "nej"), 2023: ("ja", "ja")},
            "ny_sedan_dess": {2022: ("nej", None), 2023: ("ja", "nyligen")},
        },
    )
    assert {unit: certain for unit, (_, certain, _) in found.items()} == {
        "utan_fjolar": False,
        "utan_uppfoljning": False,
        "ogiltig_bas": False,
    }
    assert all("svar från 2022 saknas" in sentence for _, _, sentence in found.values())
