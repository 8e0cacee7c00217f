"""The split of a change into rule, frame, response and real change, against an oracle in fractions.

Random panels: units come and go, answer or not, change group, and are judged anew by a rule that
leaves some of them undecided.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from random import Random

import duckdb
import pytest

from checks.tree import rows
from oppna_jamforelser.sqlmotor import build_models
from tid_hjalp import KEY, given_tables

OUTCOMES = ("ja", "ja", "nej", "nej", "delvis", "ej_aktuellt", None)
NEW_RULE = ("ja", "nej", "obestamd", "ej_aktuellt", None)
PARTS = ("regel", "ram", "svar", "verklig")
FROM, TO = 2023, 2024
PANELS = 400


def counts(outcome: str | None) -> tuple[int, int]:
    """Return numerator and denominator of one outcome."""
    return int(outcome == "ja"), int(outcome in ("ja", "nej", "delvis", "obestamd"))


def half_up(value: Fraction, places: str = "0.1") -> Decimal:
    """Round half up on the size, as Decimal does, but from the exact fraction."""
    tenths = abs(value) / Fraction(places)
    rounded = floor(tenths + Fraction(1, 2))
    sign = -1 if value < 0 else 1
    return (sign * rounded * Decimal(places)).quantize(Decimal(places), ROUND_HALF_UP)


class Panel:
    """One group: its members each year, and their outcomes."""

    def __init__(self, chance: Random, code: str) -> None:
        self.code = code
        units = [f"{code}-{number}" for number in range(chance.randint(2, 9))]
        self.member = {
            year: {unit for unit in units if chance.random() < 0.85} or {units[0]}
            for year in (FROM, TO)
        }
        # units that are in the frame of a year; the others of them belong to another group
        self.frame = {
            year: self.member[year] | {unit for unit in units if chance.random() < 0.5}
            for year in (FROM, TO)
        }
        self.outcome = {
            (year, unit): chance.choice(OUTCOMES)
            for year in (FROM, TO)
            for unit in sorted(self.frame[year])
        }
        self.new = {unit: chance.choice(NEW_RULE) for unit in sorted(self.frame[FROM])}

    def share(self, units: set[str], outcome: dict, undecided: str) -> Fraction | None:
        judged = [undecided if outcome[unit] == "obestamd" else outcome[unit] for unit in units]
        numerator = sum(counts(value)[0] for value in judged)
        denominator = sum(counts(value)[1] for value in judged)
        return Fraction(numerator, denominator) if denominator else None

    def split(self, undecided: str, recomputed: bool) -> dict[str, Fraction] | None:
        """Return the parts, or None when a step has no denominator."""
        earlier, later = self.member[FROM], self.member[TO]
        old = {unit: self.outcome[FROM, unit] for unit in self.frame[FROM]}
        new = self.new if recomputed else old
        now = {unit: self.outcome[TO, unit] for unit in self.frame[TO]}
        stayed = earlier & later
        both = {unit for unit in stayed if counts(new[unit])[1] and counts(now[unit])[1]}
        steps = [
            self.share(earlier, old, undecided),
            self.share(earlier, new, undecided),
            self.share(stayed, new, undecided),
            self.share(both, new, undecided),
            self.share(both, now, undecided),
            self.share(stayed, now, undecided),
            self.share(later, now, undecided),
        ]
        if any(step is None for step in steps):
            return None
        change = [after - before for before, after in pairwise(steps)]
        return {
            "regel": change[0],
            "ram": change[1] + change[5],
            "svar": change[2] + change[4],
            "verklig": change[3],
        }

    def undecided(self) -> bool:
        return any(self.new[unit] == "obestamd" for unit in self.member[FROM])


def spread(parts: dict[str, Fraction]) -> dict[str, Decimal]:
    """Round the parts to tenths so that they add up to the rounded whole (largest remainder)."""
    tenths = {name: value * 1000 for name, value in parts.items()}
    down = {name: floor(value) for name, value in tenths.items()}
    whole = int(half_up(sum(parts.values()) * 100) * 10)
    order = sorted(PARTS, key=lambda name: (down[name] - tenths[name], PARTS.index(name)))
    for name in order[: whole - sum(down.values())]:
        down[name] += 1
    return {name: Decimal(value) / 10 for name, value in down.items()}


@pytest.fixture(scope="module")
def panels() -> dict[str, Panel]:
    chance = Random(4711)
    return {f"p{number:03}": Panel(chance, f"p{number:03}") for number in range(PANELS)}


@pytest.fixture(scope="module")
def warehouse(panels: dict[str, Panel]) -> duckdb.DuckDBPyConnection:
    """Run the project's SQL on the panels: `omraknad` is judged anew, `samma` has the same rule."""
    connection = duckdb.connect()
    indicators = ("omraknad", "samma")
    outcome = f"{KEY}, utfall varchar, orsak_kod varchar, ingar_i_taljare int, ingar_i_namnare int"
    each_year = [(panel, year) for panel in panels.values() for year in (FROM, TO)]
    given = given_tables(
        connection,
        {
            "bridge_enhet_grupp": (
                "matar integer, gruppindelning varchar, grupp_kod varchar, enhet_kod varchar",
                [
                    [year, "egen", panel.code, unit]
                    for panel, year in each_year
                    for unit in sorted(panel.member[year])
                ],
            ),
            "int_enhet__ram": (
                "matar integer, enhet_kod varchar",
                [[year, unit] for panel, year in each_year for unit in sorted(panel.frame[year])],
            ),
            "fct_enhetsutfall": (
                outcome,
                [
                    [year, unit, name, value, None if value else "enhetsbortfall", *counts(value)]
                    for panel in panels.values()
                    for (year, unit), value in panel.outcome.items()
                    for name in indicators
                ],
            ),
            "fct_enhetsutfall_omraknat": (
                f"{outcome}, regel_matar integer",
                [
                    [FROM, unit, "omraknad", value, None, *counts(value), TO]
                    for panel in panels.values()
                    for unit, value in panel.new.items()
                ],
            ),
            "int_omrakning__mojlig": (
                "matar integer, regel_matar integer, indikator_id varchar, orsak_kod varchar",
                [[FROM, TO, "omraknad", None]],
            ),
            "dim_jamforbarhet": (
                "indikator_id varchar, fran_matar integer, till_matar integer, klass varchar, "
                "fran_stalld boolean, till_stalld boolean, jamforbarhet_belagg varchar",
                [
                    ["omraknad", FROM, TO, "delvis", True, True, "kalla"],
                    ["samma", FROM, TO, "direkt", True, True, "kalla"],
                ],
            ),
            "dim_jamforbarhet_ram": (
                "gruppindelning varchar, grupp_kod varchar, till_matar integer, klass varchar",
                [],
            ),
            "redovisningspolicy": (
                "lasning varchar, grans_procent integer, raknar_ej_aktuellt integer, "
                "ar_standard integer, giltig_fran_matar integer, giltig_till_matar integer",
                [["A", 100, 1, 1, 2016, None], ["B", 100, 0, 0, 2016, None]],
            ),
            "int_indikator__per_ar": (
                "matar integer, indikator_id varchar, belagg varchar",
                [[year, name, "kalla"] for year in (FROM, TO) for name in indicators],
            ),
            "int_landning__markning": ("markning varchar", [[None]]),
        },
    )
    build_models(
        connection, ["fct_forandring", "fct_forandring_orsak", "int_gruppvarde__parat"], given
    )
    return connection


def test_the_parts_are_those_of_the_oracle(panels, warehouse):
    seen = {"inga": 0, "nej": 0, "ja": 0}
    impossible = 0
    for row in rows(warehouse, "from fct_forandring_orsak"):
        panel = panels[row["grupp_kod"]]
        recomputed = row["indikator_id"] == "omraknad"
        assert (row["obestamda_som"] != "inga") == (recomputed and panel.undecided())
        undecided = "nej" if row["obestamda_som"] == "inga" else row["obestamda_som"]
        expected = panel.split(undecided, recomputed)
        if expected is None:
            impossible += 1
            assert row["orsak_kod"] == "inga_gemensamma_svar"
            assert row["namnare"] is None and row["verklig_procentenheter"] is None
            continue
        seen[row["obestamda_som"]] += 1
        for part in PARTS:
            assert Fraction(int(row[f"{part}_taljare"]), int(row["namnare"])) == expected[part]
        assert {part: row[f"{part}_procentenheter"] for part in PARTS} == spread(expected)
    assert min(seen.values()) > 50
    assert impossible > 10


def test_the_parts_add_up_in_integers_and_when_rounded(warehouse):
    for row in rows(warehouse, "from fct_forandring_orsak"):
        if row["orsak_kod"] is None:
            assert sum(row[f"{part}_taljare"] for part in PARTS) == row["forandring_taljare"]
            assert (
                sum(row[f"{part}_procentenheter"] for part in PARTS)
                == row["forandring_procentenheter"]
            )


def test_the_rule_s_part_is_an_interval_of_the_two_ways_to_count(panels, warehouse):
    for row in rows(warehouse, "from fct_forandring_orsak"):
        if row["orsak_kod"] is None:
            ways = [Decimal("0.0")] * 2
            if row["indikator_id"] == "omraknad":
                panel = panels[row["grupp_kod"]]
                ways = [half_up(100 * panel.split(way, True)["regel"]) for way in ("nej", "ja")]
            assert row["regel_lagsta_procentenheter"] == ways[0]
            assert row["regel_hogsta_procentenheter"] == ways[1]


def test_the_change_is_the_exact_fraction_rounded_once(panels, warehouse):
    changes = warehouse.execute(
        "select grupp_kod, fran_ja_antal, fran_namnare_antal, till_ja_antal, till_namnare_antal, "
        "forandring_procentenheter, orsak_kod from fct_forandring"
    ).fetchall()
    assert len(changes) == 2 * PANELS
    for _, j_from, n_from, j_to, n_to, change, reason in changes:
        if n_from and n_to:
            assert change == half_up(100 * (Fraction(j_to, n_to) - Fraction(j_from, n_from)))
            assert reason is None
        else:
            assert change is None and reason


def test_a_change_is_certain_only_when_the_ranges_do_not_meet(panels, warehouse):
    certain = dict(
        warehouse.execute(
            "select grupp_kod, ar_saker from fct_forandring where indikator_id = 'samma'"
        ).fetchall()
    )
    for code, panel in panels.items():
        if certain[code] is None:
            continue
        ranges = []
        for year in (FROM, TO):
            outcomes = [panel.outcome[year, unit] for unit in panel.member[year]]
            yes, missing = outcomes.count("ja"), outcomes.count(None)
            most = sum(counts(outcome)[1] for outcome in outcomes) + missing
            ranges.append((Fraction(yes, most), Fraction(yes + missing, most)))
        apart = ranges[0][1] < ranges[1][0] or ranges[1][1] < ranges[0][0]
        assert certain[code] == apart
    assert {True, False} <= set(certain.values())
