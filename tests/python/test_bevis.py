"""The proof proves: every published figure follows again from the rows of its chain alone."""

import json
from collections import Counter
from random import Random
from typing import Any

import duckdb

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
from oppna_jamforelser.explain.figure import as_json, read_chain
from oppna_jamforelser.project import project_root

Chain = dict[str, Any]
Cell = tuple[int, str, str, str]

NOTHING_JUDGED = (ENHETSBORTFALL, OMRADESBORTFALL)
COMPOSITES = (
    "indikator_id like '%\\_minst\\_en' escape '\\' or indikator_id like '%\\_alla' escape '\\'"
)


# --- the chain of a group ---


def drawn_cells(lager: duckdb.DuckDBPyConnection) -> list[Cell]:
    """Draw 100 cells, always the same: every kind of group in every year, composites, hidden."""
    draw = Random(2017)
    columns = "matar, gruppindelning, grupp_kod, indikator_id"
    cells: dict[Cell, None] = {}
    by_kind: dict[tuple[int, str], list[Cell]] = {}
    shown = lager.execute(
        f"select {columns} from marts.fct_gruppvarde where redovisas order by all"
    ).fetchall()
    for cell in shown:
        by_kind.setdefault(cell[:2], []).append(cell)
    for kind in sorted(by_kind):
        cells[draw.choice(by_kind[kind])] = None
    for condition, count in ((f"redovisas and ({COMPOSITES})", 20), ("not redovisas", 10)):
        found = lager.execute(
            f"select {columns} from marts.fct_gruppvarde where {condition} order by all"
        ).fetchall()
        cells.update(dict.fromkeys(draw.sample(found, count)))
    while len(cells) < 100:
        cells[draw.choice(shown)] = None
    return list(cells)


def test_100_drawn_cells_follow_again_from_their_chains(built_database, lager):
    cells = drawn_cells(lager)
    assert len(cells) == 100
    assert {cell[1] for cell in cells} == {
        "riket", "lan", "storstad", "storleksgrupp", "skr", "egen"
    }  # fmt: skip
    assert {cell[0] for cell in cells} == set(range(2016, 2025))
    for cell in cells:
        matar, gruppindelning, grupp_kod, indikator_id = cell
        grupp = f"{gruppindelning}:{grupp_kod}"
        chain = json.loads(as_json(read_chain(built_database, indikator_id, matar, grupp, None)))
        derived = {enhet["enhet_kod"]: judged(enhet, chain) for enhet in chain["enheter"]}
        said = {
            enhet["enhet_kod"]: (enhet["utfall"], enhet["orsak_kod"]) for enhet in chain["enheter"]
        }
        assert derived == said, cell
        follows = gruppvarde(Counter(utfall for utfall, _ in derived.values()))
        assert follows == published(lager, cell), cell
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
        assert set(classes(enhet).values()) <= {None, "ogiltigt"}
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
    return {roll: counted(svar["klass"]) for roll, svar in row["roller"].items()}


def counted(klass: str | None) -> str | None:
    """Return the class, or none of an answer that counts as not answered."""
    return None if klass == "kan_inte_svara" else klass


def indikator(indikator_id: str, matar: int) -> Indikator:
    return next(i for i in indikatorer(matar) if i.indikator_id == indikator_id)


def published(lager: duckdb.DuckDBPyConnection, cell: Cell) -> dict[str, Any]:
    cursor = lager.execute(
        "select * exclude (matar, gruppindelning, grupp_kod, indikator_id, markning, belagg) "
        "from marts.fct_gruppvarde "
        "where matar = ? and gruppindelning = ? and grupp_kod = ? and indikator_id = ?",
        cell,
    )
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def said_of_the_figure(chain: Chain) -> dict[str, Any]:
    return {
        name: value
        for name, value in chain["varde"].items()
        if name not in {"orsak_text", "belagg"}
    }


# --- the rows of the mart ---


def test_the_classes_of_every_row_give_its_outcome(lager):
    rows = lager.execute(
        """
        with bevis as (
            select matar, enhet_kod, indikator_id,
                map_from_entries(list((roll, svarsklass) order by roll)) as svar
            from marts.mart_bevis_svar
            where fraga_kod is not null
            group by all
        )
        select distinct matar, indikator_id, regel_id, utfall, orsak_kod, svar
        from marts.fct_enhetsutfall
        inner join bevis using (matar, enhet_kod, indikator_id)
        where gren_id is not null
        """
    ).fetchall()
    assert len(rows) > 1000
    for matar, indikator_id, regel_id, utfall, orsak_kod, svar in rows:
        given = {roll: counted(klass) for roll, klass in svar.items()}
        skalor = indikator(indikator_id, matar).skalor
        assert utvardera_regel(regel_id, given, skalor) == (utfall, orsak_kod)


def test_every_answer_stands_where_the_proof_says(lager):
    landing = str(project_root() / "data/example/landing/leverans_*.parquet")
    wrong, shown = lager.execute(
        """
        select
            count(*) filter (
                where landing.rad_nr is null
                or trim(landing.svar) <> text.svar
                or (trim(coalesce(landing.fritext, '')) <> '') <> bevis.har_fritext
                or lower(landing.fraga_kod) <> lower(bevis.fraga_kod)
            ),
            count(*)
        from marts.mart_bevis_svar as bevis
        left join intern.bevis_text as text
            on bevis.matar = text.matar and bevis.enhet_kod = text.enhet_kod
            and bevis.fraga_kod = text.fraga_kod
            and coalesce(bevis.omrade_kod, '') = text.omrade_kod
            and coalesce(bevis.delfraga_kod, '') = text.delfraga_kod
        left join read_parquet(?) as landing
            on bevis.leverans_nr = landing.leverans_nr and bevis.rad_nr = landing.rad_nr
        where bevis.leverans_nr is not null
        """,
        [landing],
    ).fetchone()
    assert wrong == 0
    assert shown > 100_000


def test_only_boxes_left_out_have_a_class_without_an_answer(lager):
    found = lager.execute(
        "select distinct svarsklass, fraga_kod from marts.mart_bevis_svar "
        "where fraga_kod is not null and svarsklass is not null and leverans_nr is null"
    ).fetchall()
    assert set(found) == {("nej", "G6a"), ("nej", "V1")}


def test_a_refused_answer_and_no_other_says_why(lager):
    refused, wrong = lager.execute(
        """
        select
            count(*) filter (where text.karantan_orsak_text is not null),
            count(*) filter (
                where (bevis.svarsklass = 'ogiltigt') <> (text.karantan_orsak_text is not null)
            )
        from marts.mart_bevis_svar as bevis
        inner join intern.bevis_text as text
            on bevis.matar = text.matar and bevis.enhet_kod = text.enhet_kod
            and bevis.fraga_kod = text.fraga_kod
            and coalesce(bevis.omrade_kod, '') = text.omrade_kod
            and coalesce(bevis.delfraga_kod, '') = text.delfraga_kod
        where bevis.leverans_nr is not null
        """
    ).fetchone()
    assert wrong == 0
    assert refused > 0


def test_a_composite_rests_on_its_components(lager):
    rows = lager.execute(
        "select roll_namn, roll, svarsklass from marts.mart_bevis_svar where matar = 2017 "
        "and indikator_id = 'samverkan_alla' and enhet_kod = '2080' order by roll"
    ).fetchall()
    assert [name for name, _, _ in rows] == [
        f"Överenskommelse med {aktor}"
        for aktor in (
            "akutmottagning", "kvinnojour", "polisen", "primärvård", "ungdomsmottagning",
            "vuxenpsykiatri",
        )
    ]  # fmt: skip
    for _, component, outcome in rows:
        assert (outcome,) == lager.execute(
            "select utfall from marts.fct_enhetsutfall where matar = 2017 and enhet_kod = '2080' "
            "and indikator_id = ?",
            [component],
        ).fetchone()
