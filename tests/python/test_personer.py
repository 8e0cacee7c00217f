"""Counts of persons: the independent evaluator recomputes every cell from deliveries and plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random

import duckdb
import pytest

from checks.tree import rows
from oberoende.personer import ANDELAR, KON, KVOTER, UTV, A, B, Fall, berakna_personer, gallande
from oppna_jamforelser.landing import events_in, landing_columns
from oppna_jamforelser.load import read_sources
from oppna_jamforelser.project import DEFAULT_LANDING, project_root, read_seed
from oppna_jamforelser.protect.make_plan import COLUMNS as PLAN
from oppna_jamforelser.sqlmotor import build_models

pytestmark = pytest.mark.slow

ROOT = project_root()
AREN = (2023, 2024)
FACTS = ["fct_enhetsvarde", "fct_gruppvarde_tal", "int_persons__dold"]
ENHET_COLUMNS = (
    "matar, enhet_kod, indikator_id, antal, namnare_antal, varde, varde_lasning_b, ar_narmevarde, "
    "orsak_kod"
)
GRUPP_COLUMNS = (
    "matar, gruppindelning, grupp_kod, indikator_id, kon, enheter_antal, rapporterande_antal, "
    "tackning_procent, antal, namnare_antal, varde, varde_lasning_b, ar_narmevarde, orsak_kod"
)


@cache
def units(matar: int) -> dict[str, str]:
    """Return every unit of 31 December with its kommun."""
    day = f"{matar}-12-31"
    return {
        row["enhet_kod"]: row["kommun_kod"]
        for row in read_seed("referens/enhet")
        if row["giltig_fran"] <= day and (not row["giltig_till"] or day <= row["giltig_till"])
    }


@cache
def groups(matar: int) -> dict[str, set[tuple[str, str]]]:
    """Return every unit's groups: those of its kommun in that mätår."""

    def holds(row: dict[str, str]) -> bool:
        till = row["giltig_till_matar"]
        return int(row["giltig_fran_matar"]) <= matar and (not till or matar <= int(till))

    of_kommun: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in read_seed("referens/folkmangd"):
        if row["folkmangd_datum"] == f"{matar - 1}-12-31":
            for size in read_seed("referens/storleksgrupp"):
                most = size["folkmangd_till"]
                if (
                    holds(size)
                    and int(size["folkmangd_fran"]) <= int(row["folkmangd_antal"])
                    and (not most or int(row["folkmangd_antal"]) <= int(most))
                ):
                    of_kommun[row["kommun_kod"]].add(("storleksgrupp", size["grupp_kod"]))
    for row in filter(holds, read_seed("referens/skr_medlem")):
        of_kommun[row["kommun_kod"]].add(("skr", row["grupp_kod"]))
    for row in read_seed("referens/egen_grupp_medlem"):
        of_kommun[row["kommun_kod"]].add(("egen", row["grupp_kod"]))
    return {
        enhet: of_kommun[kommun]
        | {("riket", "00"), ("lan", kommun[:2])}
        | ({("storstad", kommun)} if "-" in enhet else set())
        for enhet, kommun in units(matar).items()
    }


def adults(rows: Iterable[dict]) -> dict[tuple[int, str, str], int]:
    """Return the adults of 31 December; totalt is the sum where it is not told."""
    found: dict[tuple[int, str, str], int] = defaultdict(int)
    for row in rows:
        if int(row["alder_fran"]) >= 18:
            place = row["enhet_kod"] or row["kommun_kod"]
            found[int(row["ar"]), place, row["kon"]] += int(row["antal"])
    told = dict(found)
    for (matar, place, kon), antal in told.items():
        if kon == "kvinnor" and (matar, place, "totalt") not in told:
            found[matar, place, "totalt"] = antal + told.get((matar, place, "man"), 0)
    return dict(found)


def as_fall(value_rows: list[dict], population: list[dict], hidden: Callable[..., bool]) -> Fall:
    deliveries: dict[int, list[dict]] = defaultdict(list)
    for row in value_rows:
        deliveries[row["leverans_nr"]].append(
            row
            | {
                "matar": int(row["matar"]),
                "kon": row["kon"] or "totalt",
                "taljare": int(row["taljare"]),
                "namnare": int(row["namnare"]) if row["namnare"] else None,
            }
        )
    return Fall(
        [deliveries[nr] for nr in sorted(deliveries)],
        adults(population),
        {matar: units(matar) for matar in AREN},
        {matar: groups(matar) for matar in AREN},
        hidden,
    )


def as_exact(row: tuple) -> tuple:
    return tuple(Fraction(value) if hasattr(value, "as_tuple") else value for value in row)


def differences(connection: duckdb.DuckDBPyConnection, schema: str, fall: Fall) -> list[str]:
    """Say what the warehouse's tables have otherwise than the evaluator."""
    enheter, grupper = berakna_personer(fall)
    found = []
    for table, columns, width, expected in (
        ("fct_enhetsvarde", ENHET_COLUMNS, 3, enheter),
        ("fct_gruppvarde_tal", GRUPP_COLUMNS, 5, grupper),
    ):
        cells = connection.execute(f"select {columns} from {schema}{table}").fetchall()
        actual = {row[:width]: as_exact(row[width:]) for row in cells}
        assert len(actual) == len(cells)
        found += [
            f"{table} {key}: {actual.get(key)}, evaluator {expected.get(key)}"
            for key in sorted(actual.keys() | expected.keys())
            if actual.get(key) != expected.get(key)
        ]
    return found


def hidden_cells(connection: duckdb.DuckDBPyConnection, table: str) -> Callable[..., bool]:
    """Return which cells are hidden: those that are not planned are."""
    shown = set(
        connection.execute(
            "select matar, indikator_id, gruppindelning, grupp_kod, kon "
            f"from {table} where not dold"
        ).fetchall()
    )
    return lambda cell: cell not in shown


def built(
    values: list[dict], population: list[dict], plan: list[tuple] | None = None
) -> duckdb.DuckDBPyConnection:
    """Build the facts over these rows in memory."""
    connection = duckdb.connect(config={"threads": 1})
    relations = landed(connection, values, population, plan or [])
    build_models(connection, [*FACTS, "int_persons__skydd_kontroll"], relations, as_tables=True)
    return connection


def landed(
    connection: duckdb.DuckDBPyConnection,
    values: list[dict],
    population: list[dict],
    plan: list[tuple],
    withdrawn: Iterable[int] = (),
) -> dict[str, str]:
    """Create the sources, with a plan and deliveries that were withdrawn; return their names."""
    for slag, landat in (("varde", values), ("befolkning", population)):
        columns = landing_columns(slag)
        shape = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        connection.execute(f"create table landat_{slag} ({shape})")
        fields = ", ".join(f"unnest(?::{kind}[])" for kind in columns.values())
        connection.execute(
            f"insert into landat_{slag} select {fields}",
            [[row.get(name) for row in landat] for name in columns],
        )
    shape = ", ".join(f"{name} {kind}" for name, kind in PLAN.items())
    connection.execute(f"create table plan ({shape})")
    fields = ", ".join(f"unnest(?::{kind}[])" for kind in PLAN.values())
    connection.execute(
        f"insert into plan select {fields}",
        [list(column) for column in zip(*plan, strict=True)] or [[] for _ in PLAN],
    )
    connection.execute("create table handelse (file_name varchar, key blob, value blob)")
    for nr in withdrawn:
        connection.execute(
            "insert into handelse values (?, 'tillbakadragen'::blob, '2030-01-01 10:00:00'::blob)",
            [f"tillbakadragen_{nr:05d}_a.parquet"],
        )
    return {
        "landing.varde": "landat_varde",
        "landing.befolkning": "landat_befolkning",
        "landing.handelse": "handelse",
        "skydd.plan": "plan",
    }


def planned(connection: duckdb.DuckDBPyConnection, hide: Callable[[tuple], bool]) -> list[tuple]:
    """Return a plan for the cells as they are, that hides what *hide* says and what must be."""
    return [
        (*cell, must or hide(cell), 1, checksum, None)
        for *cell, must, checksum in connection.execute(
            "select cell.matar, cell.indikator_id, gruppindelning, grupp_kod, kon, "
            "skyddad_i_sig, checksumma from int_persons__skydd_cell as cell "
            "inner join int_persons__skydd_kontroll using (matar, indikator_id) order by all"
        ).fetchall()
    ]


@cache
def bundled() -> tuple[list[dict], list[dict]]:
    with duckdb.connect() as connection:
        return tuple(
            rows(connection, f"from read_parquet('{ROOT / DEFAULT_LANDING}/{slag}_*.parquet')")
            for slag in ("varde", "befolkning")
        )


@pytest.mark.parametrize("share", [0, 0.2], ids=["protected only", "and a fifth more"])
def test_every_cell_of_the_bundled_deliveries_is_as_the_evaluator_has_it(share):
    values, population = bundled()
    chance = Random(5)
    with built(values, population) as unplanned:
        plan = planned(unplanned, lambda cell: chance.random() < share)
        hidden = hidden_cells(unplanned, "int_persons__dold")
        assert differences(unplanned, "", as_fall(values, population, hidden)) == []
    with built(values, population, plan) as connection:
        hidden = hidden_cells(connection, "plan")
        assert differences(connection, "", as_fall(values, population, hidden)) == []
        ((shown,),) = connection.execute(
            "select count(*) from fct_enhetsvarde where varde is not null"
        ).fetchall()
        assert shown > 500


def random_deliveries(chance: Random) -> tuple[list[dict], list[dict]]:
    """Return deliveries of some units: late, corrected, contradicting what holds, half by sex."""
    matar = chance.choice(AREN)
    place = chance.choice(["20", "09", "0180", "1480"])
    some = [e for e in units(matar) if e.startswith(place)]
    everywhere = list(units(matar)) if chance.random() < 0.3 else []
    values = []
    for nr in range(1, chance.randint(2, 5)):
        for enhet in sorted({*chance.sample(some, chance.randint(1, len(some))), *everywhere}):
            for indikator in (*KVOTER, *ANDELAR):
                if chance.random() < (0.3 if indikator in ANDELAR else 0.85):
                    values += unit_rows(chance, nr, matar, enhet, indikator)
    cities = sorted(k for k in set(units(matar).values()) if k not in units(matar))
    known_parts = {c for c in cities if chance.random() < 0.6}
    population = [
        {
            "leverans_nr": 99, "rad_nr": nr, "ar": str(matar), "kommun_kod": kommun,
            "enhet_kod": enhet, "kon": kon, "alder_fran": "18", "antal": str(antal),
        }
        for nr, (kommun, enhet, kon, antal) in enumerate(
            (kommun, enhet, kon, chance.choice([0, 7, 900, 12_345]))
            for enhet, kommun in [
                *((None, kommun) for kommun in sorted(set(units(matar).values()))),
                *((e, k) for e, k in units(matar).items() if k in known_parts),
            ]
            for kon in KON[1:]
        )
    ]  # fmt: skip
    return values, population if chance.random() < 0.9 else []


def unit_rows(chance: Random, nr: int, matar: int, enhet: str, indikator: str) -> Iterable[dict]:
    totalt = chance.choice([0, 1, 3, 4, 5, 6, 9, 30])
    kvinnor = chance.randint(0, totalt + 1)
    numbers = {"totalt": totalt, "kvinnor": kvinnor, "man": chance.randint(0, totalt + 1)}
    inlamnad = chance.choice([None, f"{matar + 1}-03-01", f"{matar + 1}-04-01"])
    some = chance.choice([KON, KON, KON[:1], KON[1:], KON[1:2]])
    for kon in some:
        namnare = None
        if indikator in ANDELAR or chance.random() < 0.2:
            namnare = str(chance.choice([0, 2, 10, 500]))
        yield {
            "leverans_nr": nr, "rad_nr": len(numbers), "matar": str(matar), "enhet_kod": enhet,
            "indikator_id": indikator, "kon": kon, "taljare": str(numbers[kon]),
            "namnare": namnare, "inlamnad": inlamnad,
        }  # fmt: skip


@pytest.mark.parametrize("number", range(12))
def test_every_cell_of_random_deliveries_is_as_the_evaluator_has_it(number):
    chance = Random(number)
    values, population = random_deliveries(chance)
    with built(values, population) as unplanned:
        plan = planned(unplanned, lambda cell: chance.random() < 0.3)
    with built(values, population, plan) as connection:
        fall = as_fall(values, population, hidden_cells(connection, "plan"))
        assert differences(connection, "", fall) == []


def test_a_city_known_as_a_whole_has_a_share_of_the_counts_that_it_shows():
    """All parts reported; the adults of the city are known, those of its parts are not."""
    matar, city = 2024, "1480"
    values = [
        {
            "leverans_nr": 1, "rad_nr": nr, "matar": str(matar), "enhet_kod": enhet,
            "indikator_id": indikator, "kon": "totalt", "taljare": taljare, "namnare": None,
            "inlamnad": None,
        }
        for nr, (enhet, (indikator, taljare)) in enumerate(
            ((e, one) for e, k in units(matar).items() if k == city
             for one in ((A, "9"), (B, "7"))), 2
        )
    ]  # fmt: skip
    population = [
        {
            "leverans_nr": 99, "rad_nr": nr, "ar": str(matar), "kommun_kod": kommun,
            "enhet_kod": None, "kon": kon, "alder_fran": "18", "antal": "900",
        }
        for nr, (kommun, kon) in enumerate(product(sorted({*units(matar).values()}), KON[1:]))
    ]  # fmt: skip
    with built(values, population) as unplanned:
        plan = planned(unplanned, lambda cell: False)
    with built(values, population, plan) as connection:
        fall = as_fall(values, population, hidden_cells(connection, "plan"))
        assert differences(connection, "", fall) == []
        (share,) = connection.execute(
            "select antal, namnare_antal, varde from fct_enhetsvarde "
            "where enhet_kod = ? and indikator_id = ?",
            [city, UTV],
        ).fetchall()
    assert share == (28, 36, 78)


def test_a_cell_whose_counts_have_changed_since_the_plan_is_hidden():
    values, population = bundled()
    with built(values, population) as unplanned:
        plan = planned(unplanned, lambda cell: False)
    late = next(row for row in values if row["indikator_id"] == KVOTER[0])
    changed = [*values, late | {"leverans_nr": 90, "taljare": "999", "inlamnad": "2030-01-01"}]
    with built(changed, population, plan) as connection:
        shown = connection.execute(
            "select indikator_id, matar, count(varde) from fct_enhetsvarde "
            "group by all order by all"
        ).fetchall()
    by_measure = {(indikator, matar): count for indikator, matar, count in shown}
    matar = int(late["matar"])
    assert by_measure[KVOTER[0], matar] == 0
    assert by_measure[UTV, matar] == 0
    assert by_measure[KVOTER[1], matar] > 100


def test_what_holds_after_a_delivery_that_is_refused_is_what_held_before():
    def row(kon: str, taljare: int) -> dict:
        return {
            "matar": 2023, "enhet_kod": "2080", "indikator_id": KVOTER[0], "kon": kon,
            "taljare": taljare, "namnare": None,
        }  # fmt: skip

    held = gallande([[row("totalt", 10), row("kvinnor", 4)], [row("man", 7)], [row("man", 6)]])
    assert {key[3]: value[1] for key, value in held.items()} == {
        "totalt": 10,
        "kvinnor": 4,
        "man": 6,
    }


def test_the_bundled_sources_are_read_as_the_project_says():
    relations = {f"{s.schema}.{s.table}": s.relation for s in read_sources(ROOT)}
    assert {"landing.varde", "landing.befolkning", "skydd.plan"} <= relations.keys()
    assert events_in(ROOT / DEFAULT_LANDING)
