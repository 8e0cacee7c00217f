"""The proof proves: every published figure follows again from the rows of its chain alone."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from oberoende.grupper import gruppvarde
from oberoende.indikatorer import Indikator, indikatorer
from oberoende.regler import (
    ENHETSBORTFALL,
    OMRADESBORTFALL,
    Domslut,
    mojliga_utfall,
    utvardera_regel,
)
from oberoende.utfall import Del, utvardera_sammansatt
from oppna_jamforelser.explain.run import as_json, read_chain
from oppna_jamforelser.project import project_root

Chain = dict[str, Any]
Cell = tuple[int, str, str, str]

NOTHING_JUDGED = (ENHETSBORTFALL, OMRADESBORTFALL)
COMPOSITES = (
    "indikator_id like '%\\_minst\\_en' escape '\\' or indikator_id like '%\\_alla' escape '\\'"
)


@pytest.fixture(scope="session")
def database(built_database: Path) -> Path:
    return built_database


@pytest.fixture(scope="session")
def connection(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


# --- the chain of a group ---


def drawn_cells(connection: duckdb.DuckDBPyConnection) -> list[Cell]:
    """Draw 100 cells, always the same: every kind of group in every year, composites, hidden."""
    draw = Random(2017)
    columns = "matar, gruppindelning, grupp_kod, indikator_id"
    cells: dict[Cell, None] = {}
    by_kind: dict[tuple[int, str], list[Cell]] = {}
    shown = connection.execute(
        f"select {columns} from marts.fct_gruppvarde where redovisas order by all"
    ).fetchall()
    for cell in shown:
        by_kind.setdefault(cell[:2], []).append(cell)
    for kind in sorted(by_kind):
        cells[draw.choice(by_kind[kind])] = None
    for condition, count in ((f"redovisas and ({COMPOSITES})", 20), ("not redovisas", 10)):
        found = connection.execute(
            f"select {columns} from marts.fct_gruppvarde where {condition} order by all"
        ).fetchall()
        cells.update(dict.fromkeys(draw.sample(found, count)))
    while len(cells) < 100:
        cells[draw.choice(shown)] = None
    return list(cells)


def test_100_drawn_cells_follow_again_from_their_chains(
    database: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    cells = drawn_cells(connection)
    assert len(cells) == 100
    assert {cell[1] for cell in cells} == {
        "riket", "lan", "storstad", "storleksgrupp", "skr", "egen"
    }  # fmt: skip
    assert {cell[0] for cell in cells} == set(range(2016, 2025))
    for cell in cells:
        matar, gruppindelning, grupp_kod, indikator_id = cell
        grupp = f"{gruppindelning}:{grupp_kod}"
        chain = json.loads(as_json(read_chain(database, indikator_id, matar, grupp, None)))
        derived = {enhet["enhet_kod"]: judged(enhet, chain) for enhet in chain["enheter"]}
        said = {
            enhet["enhet_kod"]: (enhet["utfall"], enhet["orsak_kod"]) for enhet in chain["enheter"]
        }
        assert derived == said, cell
        follows = gruppvarde(Counter(utfall for utfall, _ in derived.values()))
        assert follows == published(connection, cell), cell
        assert said_of_the_figure(chain) == {
            name: float(value) if name.endswith("sta_procent") and value is not None else value
            for name, value in follows.items()
        }, cell
        assert sum(gren["enheter_antal"] for gren in chain["grenar"]) == len(said), cell


def judged(enhet: Chain, chain: Chain) -> Domslut:
    """Judge a unit by the independent rules, from nothing but the classes in its row."""
    matar = chain["matar"]
    regel_id, indikator_id = chain["regel"]["regel_id"], chain["indikator"]["indikator_id"]
    if chain["delar"]:
        parts = tuple(part_of_composite(del_, matar) for del_ in enhet["delar"])
        assert len(parts) == len(chain["delar"])
        return utvardera_sammansatt(regel_id.removeprefix("sammansatt_"), parts)
    if enhet["orsak_kod"] in NOTHING_JUDGED:
        assert set(classes(enhet).values()) == {None}
        return None, enhet["orsak_kod"]
    return utvardera_regel(regel_id, classes(enhet), indikator(indikator_id, matar).skalor)


def part_of_composite(del_: Chain, matar: int) -> Del:
    skalor = indikator(del_["indikator_id"], matar).skalor
    orsak_kod = del_["orsak_kod"]
    if orsak_kod not in NOTHING_JUDGED:
        assert (del_["utfall"], orsak_kod) == utvardera_regel(
            del_["regel_id"], classes(del_), skalor
        )
    return Del(mojliga_utfall(del_["regel_id"], classes(del_), skalor), orsak_kod)


def classes(row: Chain) -> dict[str, str | None]:
    return {roll: svar["klass"] for roll, svar in row["roller"].items()}


def indikator(indikator_id: str, matar: int) -> Indikator:
    return next(i for i in indikatorer(matar) if i.indikator_id == indikator_id)


def published(connection: duckdb.DuckDBPyConnection, cell: Cell) -> dict[str, Any]:
    cursor = connection.execute(
        "select * exclude (matar, gruppindelning, grupp_kod, indikator_id, markning) "
        "from marts.fct_gruppvarde "
        "where matar = ? and gruppindelning = ? and grupp_kod = ? and indikator_id = ?",
        cell,
    )
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def said_of_the_figure(chain: Chain) -> dict[str, Any]:
    return {name: value for name, value in chain["varde"].items() if name != "orsak_text"}


# --- the rows of the mart ---


def roles(connection: duckdb.DuckDBPyConnection) -> list[str]:
    columns = connection.execute("describe marts.mart_bevis_enhet").fetchall()
    return [name.removesuffix("_klass") for name, *_ in columns if name.endswith("_klass")]


def test_the_classes_of_every_row_give_its_outcome(connection: duckdb.DuckDBPyConnection) -> None:
    names = roles(connection)
    rows = connection.execute(
        f"select distinct matar, indikator_id, regel_id, utfall, orsak_kod, "
        f"{', '.join(f'{roll}_klass' for roll in names)} from marts.mart_bevis_enhet "
        f"where delar_text is null and gren_id is not null"
    ).fetchall()
    assert len(rows) > 1000
    for matar, indikator_id, regel_id, utfall, orsak_kod, *klasser in rows:
        given = dict(zip(names, klasser, strict=True))
        skalor = indikator(indikator_id, matar).skalor
        assert utvardera_regel(regel_id, given, skalor) == (utfall, orsak_kod)


def test_every_answer_stands_where_the_proof_says(connection: duckdb.DuckDBPyConnection) -> None:
    landing = str(project_root() / "data/example/landing/leverans_*.parquet")
    for roll in roles(connection):
        wrong, shown = connection.execute(
            f"""
            with landing as (
                select 'leverans ' || leverans_nr || ', ' || fil || ' rad ' || rad_nr as plats,
                    matar, enhet_kod, lower(fraga_kod) as fraga_kod, trim(svar) as svar, fritext
                from read_parquet(?)
            )
            select
                count(*) filter (
                    where landing.plats is null
                    or bevis.{roll}_svar not in (
                        landing.svar, landing.svar || ' (fritext: ' || trim(fritext) || ')'
                    )
                    or lower(bevis.{roll}_fraga) not like landing.fraga_kod || '%'
                ),
                count(*)
            from marts.mart_bevis_enhet as bevis
            left join landing on bevis.{roll}_leverans = landing.plats
            where bevis.{roll}_leverans is not null
            """,
            [landing],
        ).fetchone()
        assert (roll, wrong) == (roll, 0)
        assert shown > 0


def test_only_boxes_left_out_have_a_class_without_an_answer(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    for roll in roles(connection):
        found = connection.execute(
            f"select distinct {roll}_klass, split_part({roll}_fraga, ' ', 1) "
            f"from marts.mart_bevis_enhet where {roll}_klass is not null and {roll}_svar is null"
        ).fetchall()
        assert set(found) <= {("nej", "G6a"), ("nej", "V1")}


def test_a_refused_answer_and_no_other_says_why(connection: duckdb.DuckDBPyConnection) -> None:
    refused = 0
    for roll in roles(connection):
        judged_rows, wrong = connection.execute(
            f"select count(*) filter (where {roll}_karantan_orsak is not null), "
            f"count(*) filter (where (coalesce({roll}_klass, '') = 'ogiltigt') "
            f"<> ({roll}_karantan_orsak is not null)) "
            f"from marts.mart_bevis_enhet where gren_id is not null"
        ).fetchone()
        assert wrong == 0
        refused += judged_rows
    assert refused > 0


def test_a_composite_names_its_components_in_the_order_of_their_keys(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    (text,) = connection.execute(
        "select delar_text from marts.mart_bevis_enhet where matar = 2017 "
        "and indikator_id = 'samverkan_alla' and utfall = 'nej' order by enhet_kod limit 1"
    ).fetchone()
    parts = [part.partition(": ")[0] for part in text.split("; ")]
    assert parts == [
        f"Överenskommelse med {aktor}"
        for aktor in (
            "akutmottagning", "kvinnojour", "polisen", "primärvård", "ungdomsmottagning",
            "vuxenpsykiatri",
        )
    ]  # fmt: skip
