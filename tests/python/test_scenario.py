"""What if: every cell of every scenario, recomputed from the units' results in plain integers.

The scenarios are the project's own and, added as seed rows in a copy, some that nobody has seen.
"""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest

from oberoende.grupper import hel_procent, procent_en_decimal
from oppna_jamforelser.project import project_root
from oppna_jamforelser.sqlmotor import build_models

ROOT = project_root()
MARTS = "fct_gruppvarde", "fct_enhetsutfall", "bridge_enhet_grupp"
INTERMEDIATE = "int_landning__markning", "int_enhet__ram", "int_kommun__grupp"

DALARNA = (
    *("2021", "2023", "2026", "2029", "2031", "2034", "2039", "2061", "2062"),
    *("2080", "2081", "2082", "2083", "2084", "2085"),
)
# Known kinds, other values, put together, narrowed, and with groups that come and go.
NEW_ROWS = {
    "scenario": """\
prov_grans_15,Gräns 15,Påhittat,,,,påhittad
prov_allt,Allt på en gång,Påhittat,,2017,2022,påhittad
prov_delvis_ja,Delvis är Ja,Påhittat,anvant_resultat,,2020,påhittad
prov_grans_0,Gräns 0 läsning B,Påhittat,,2018,,påhittad
prov_ny_grupp,En ny grupp,Påhittat,samverkan_polis,,,påhittad
prov_flytt,Kommuner flyttar,Påhittat,,,,påhittad
""",
    "scenario_antagande": """\
prov_grans_15,grans_procent,15
prov_allt,grans_procent,33
prov_allt,policy_lasning,B
prov_allt,gren_lasning,kolada_delvis
prov_allt,delvis_procent,70
prov_allt,storleksgrupp_matar,2024
prov_delvis_ja,delvis_procent,100
prov_grans_0,grans_procent,0
prov_grans_0,policy_lasning,B
prov_flytt,bortfall_utfall,ja
prov_flytt,gren_lasning,kon_for_fa_i_namnaren
prov_flytt,skr_matar,2016
""",
    "scenario_medlem": """\
prov_ny_grupp,egen,norden,0114,1
prov_ny_grupp,egen,norden,2480,1
prov_flytt,skr,A1,0114,1
prov_flytt,skr,A2,0114,0
"""
    + "".join(f"prov_flytt,egen,dalarna,{kommun},0\n" for kommun in DALARNA),
}
BAD_ROWS = [
    ("scenario", "prov,Prov,Påhittat,polis,,,påhittad", "indikatorn polis, som inte finns"),
    ("scenario", "prov,Prov,Påhittat,,,,påhittad", "prov antar ingenting"),
    ("scenario", "prov,Prov,Påhittat,,2020,2019,x", "slutar gälla mätår 2019, innan"),
    ("scenario_antagande", "lasning_b,grns_procent,15", "okänt slag: grns_procent"),
    ("scenario_antagande", "lasning_b,grans_procent,101", "0–100, inte 101"),
    ("scenario_antagande", "lasning_b,grans_procent,-1", "0–100, inte -1"),
    ("scenario_antagande", "lasning_b,delvis_procent,halv", "0–100, inte halv"),
    ("scenario_antagande", "grans_10,policy_lasning,C", "C finns inte i seeden redovisningspolicy"),
    ("scenario_antagande", "grans_10,gren_lasning,k", "läsningen k finns inte"),
    ("scenario_antagande", "grans_10,bortfall_utfall,kanske", "är ja eller nej, inte kanske"),
    (
        "scenario_antagande",
        "grans_10,skr_matar,1999",
        "skr har ingen känd indelning för mätår 1999",
    ),
    ("scenario_antagande", "prov,grans_procent,15", "prov antar något men saknar rad"),
    ("scenario_medlem", "grans_10,egen,norden,9999,1", "kommunen finns inte"),
    ("scenario_medlem", "grans_10,landsdel,norden,0114,1", "den indelningen har inga grupper"),
    ("scenario_medlem", "grans_10,egen,norden,0114,2", "ar_medlem är varken 0 eller 1"),
]

Cell = tuple[int, str, str, str]
Values = tuple[int | bool | str | Decimal | None, ...]


def copy_with_rows(folder: Path, rows: Mapping[str, str]) -> Path:
    """Copy what the project computes with, and add rows to the seeds of scenarios."""
    root = folder / "projekt"
    for part in ("models", "macros", "seeds"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copytree(ROOT / "tests/scenario", root / "models/data_tests")  # queries as well
    for name, added in rows.items():
        with (root / "seeds/scenario" / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(added)
    return root


def seed(root: Path, path: str) -> list[dict[str, str]]:
    with (root / "seeds" / f"{path}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Warehouse:
    """A built warehouse, with the scenarios of a copy of the project computed on it."""

    def __init__(self, database: Path, root: Path) -> None:
        self.root = root
        self.connection = duckdb.connect()
        self.connection.execute(f"attach '{database}' as lager (read_only)")
        build_models(
            self.connection,
            ["fct_scenario"],
            {name: f"lager.marts.{name}" for name in MARTS}
            | {name: f"lager.intermediate.{name}" for name in INTERMEDIATE},
            root=root,
        )
        self.memberships = set(
            self.rows(
                "select matar, enhet_kod, gruppindelning, grupp_kod"
                " from lager.marts.bridge_enhet_grupp"
            )
        )
        self.frame = {(year, unit) for year, unit, *_ in self.memberships}
        self.results: dict[tuple[int, str], list[tuple[str, str, str, str]]] = {}
        for year, unit, *result in self.rows(
            "select matar, enhet_kod, indikator_id, regel_id, gren_id, utfall"
            " from lager.marts.fct_enhetsutfall"
        ):
            self.results.setdefault((year, unit), []).append(tuple(result))

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

    @cache  # noqa: B019 - one warehouse a module
    def counts(self, year: int, units: frozenset[str], reading: str) -> Mapping[str, Counter]:
        """Return how many of these units have each outcome, by indicator."""
        others = {
            (row["regel_id"], row["gren_id"]): row["utfall"]
            for row in seed(self.root, "regler/gren_lasning")
            if row["lasning_id"] == reading
        }
        found: dict[str, Counter] = {}
        for unit in units:
            for indicator, rule, branch, outcome in self.results[year, unit]:
                read = others.get((rule, branch), outcome)
                found.setdefault(indicator, Counter())[read] += 1
        return found

    def regrouped(self, grouping: str, like: int) -> Iterator[tuple[int, str, str, str]]:
        """Group every year's units as in the year *like*."""
        if grouping == "skr":
            (revision,) = (
                row["skr_revision"]
                for row in seed(self.root, "referens/skr_revision")
                if int(row["giltig_fran_matar"]) <= like <= int(row["giltig_till_matar"] or 9999)
            )
            group_of = {
                row["kommun_kod"]: row["grupp_kod"]
                for row in seed(self.root, "referens/skr_medlem")
                if row["skr_revision"] == revision
            }
        else:
            group_of = {
                row["kommun_kod"]: str(
                    1 + sum(int(row["folkmangd_antal"]) >= n for n in (15000, 30000, 70000, 200000))
                )
                for row in seed(self.root, "referens/folkmangd")
                if row["folkmangd_datum"] == f"{like - 1}-12-31"
            }
        for year, unit in self.frame:
            yield year, unit, grouping, group_of[unit[:4]]

    def values(self, scenario: Mapping[str, str]) -> dict[Cell, Values]:
        """Return every cell of a scenario: the counts and what follows from them."""
        name = scenario["scenario_id"]
        assumed = {
            row["antagande_typ"]: row["varde"]
            for row in seed(self.root, "scenario/scenario_antagande")
            if row["scenario_id"] == name
        }
        members = set(self.memberships)
        for grouping in ("skr", "storleksgrupp"):
            if like := assumed.get(f"{grouping}_matar"):
                members = {member for member in members if member[2] != grouping}
                members |= set(self.regrouped(grouping, int(like)))
        for row in seed(self.root, "scenario/scenario_medlem"):
            if row["scenario_id"] == name:
                moved = {
                    (year, unit, row["gruppindelning"], row["grupp_kod"])
                    for year, unit in self.frame
                    if unit[:4] == row["kommun_kod"]
                }
                members = members | moved if row["ar_medlem"] == "1" else members - moved
        groups: dict[tuple[int, str, str], set[str]] = {}
        for year, unit, grouping, group in members:
            groups.setdefault((year, grouping, group), set()).add(unit)
        return {
            (year, grouping, group, indicator): cell_values(found, assumed)
            for (year, grouping, group), units in groups.items()
            if int(scenario.get("giltig_fran_matar") or 0)
            <= year
            <= int(scenario.get("giltig_till_matar") or 9999)
            for indicator, found in self.counts(
                year, frozenset(units), assumed.get("gren_lasning", "")
            ).items()
            if scenario.get("indikator_id") in (None, "", indicator)
        }


def cell_values(found: Counter, assumed: Mapping[str, str]) -> Values:
    """Return a cell's counts, whether it is shown, its share, reason and bounds."""
    yes, partly, no = found["ja"], found["delvis"], found["nej"]
    outside, missing = found["ej_aktuellt"], found[None]
    units = yes + partly + no + outside + missing
    match assumed.get("bortfall_utfall"):
        case "ja":
            yes, missing = yes + missing, 0
        case "nej":
            no, missing = no + missing, 0
    answered = yes + partly + no
    without = missing if assumed.get("policy_lasning") == "B" else missing + outside
    shown = answered > 0 and 100 * without <= int(assumed.get("grans_procent", 20)) * units
    weighed = 100 * yes + int(assumed.get("delvis_procent", 0)) * partly
    reason = "inga_tillampliga_svar" if answered + missing == 0 else "for_stort_bortfall"
    return (
        *(units, yes, partly, no, outside, missing, answered, shown),
        hel_procent(weighed, 100 * answered) if shown else None,
        None if shown else reason,
        procent_en_decimal(weighed, 100 * (answered + missing)),
        procent_en_decimal(weighed + 100 * missing, 100 * (answered + missing)),
    )


NOTHING: Values = (None,) * 12


@pytest.fixture(scope="module")
def warehouse(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    root = copy_with_rows(tmp_path_factory.mktemp("scenario"), NEW_ROWS)
    return Warehouse(built_database, root)


def test_every_cell_of_every_scenario_is_recomputed_and_only_differences_are_stored(warehouse):
    stored: dict[str, dict[Cell, Values]] = {}
    for name, year, grouping, group, indicator, *values in warehouse.rows("from fct_scenario"):
        key = year, grouping, group, indicator
        stored.setdefault(name, {})[key] = tuple(values[:24])
    scenarios = seed(warehouse.root, "scenario/scenario")
    assert {row["scenario_id"] for row in scenarios} == set(stored), "one changes nothing"
    for scenario in scenarios:
        within = {
            key: scenario[key] for key in ("indikator_id", "giltig_fran_matar", "giltig_till_matar")
        }
        published = warehouse.values({"scenario_id": "", **within})
        otherwise = warehouse.values(scenario)
        expected = {
            cell: published.get(cell, NOTHING) + otherwise.get(cell, NOTHING)
            for cell in published | otherwise
            if published.get(cell) != otherwise.get(cell)
        }
        assert stored[scenario["scenario_id"]] == expected, scenario["scenario_id"]


def test_a_scenario_of_a_known_kind_is_seed_rows_only(warehouse):
    shown = warehouse.rows(
        "select redovisas, scenario_redovisas, count(*) from fct_scenario"
        " where scenario_id = 'prov_grans_15' group by all"
    )
    ((hidden,),) = warehouse.rows(
        "select count(*) from lager.marts.fct_gruppvarde where redovisas"
        " and 100 * (ej_aktuellt_antal + bortfall_antal) > 15 * enheter_antal"
    )
    assert shown == [(True, False, hidden)] and hidden > 0


def test_a_group_can_come_and_go_in_a_scenario(warehouse):
    assert warehouse.rows(
        "select scenario_id, bool_and(enheter_antal is null),"
        " bool_and(scenario_enheter_antal is null) from fct_scenario"
        " where gruppindelning = 'egen' and scenario_id in ('prov_ny_grupp', 'prov_flytt')"
        " group by all order by all"
    ) == [("prov_flytt", False, True), ("prov_ny_grupp", True, False)]


def sentences(root: Path) -> list[str]:
    """Return what the data test says of the scenarios' rows."""
    connection = duckdb.connect()
    build_models(connection, ["scenariernas_rader_ar_giltiga"], root=root)
    return [row[0] for row in connection.execute("from scenariernas_rader_ar_giltiga").fetchall()]


def test_the_rows_of_the_scenarios_are_valid(tmp_path):
    assert sentences(copy_with_rows(tmp_path, NEW_ROWS)) == []


def test_each_bad_row_gives_a_sentence(tmp_path):
    root = copy_with_rows(tmp_path, {})
    for name, row, words in BAD_ROWS:
        path = root / "seeds/scenario" / f"{name}.csv"
        before = path.read_text("utf-8")
        path.write_text(before + row + "\n", encoding="utf-8")
        said = sentences(root)
        assert any(words in sentence for sentence in said), (row, said)
        path.write_text(before, encoding="utf-8")
