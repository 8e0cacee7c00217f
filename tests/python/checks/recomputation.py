"""Every cell of the facts, recomputed from the same delivered rows by the evaluator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import duckdb

from oberoende import berakna, gruppera, svarsfrekvens
from oberoende.fragor import JA, KANDA_AR, NEJ
from oberoende.grupper import gruppvarde
from oberoende.indikatorer import indikatorer, sammansatta
from oberoende.regler import DELVIS, ENHETSBORTFALL, OMRADESBORTFALL, Domslut
from oberoende.svar import Rad
from oberoende.utfall import Cell

from . import landing
from .compare import differences
from .tree import Tree, rows

Cells = dict[tuple[Any, ...], Any]

MEMBERSHIP = "matar", "enhet_kod", "gruppindelning", "grupp_kod"
RESULT = "matar", "enhet_kod", "indikator_id"
GROUP = "matar", "gruppindelning", "grupp_kod", "indikator_id"
RESPONSE = "matar", "gruppindelning", "grupp_kod", "omrade_kod"


@dataclass(frozen=True)
class Facts:
    """The facts of a warehouse, by their keys."""

    connection: duckdb.DuckDBPyConnection
    schema: str = ""

    def cells(self, table: str, key: Iterable[str]) -> Cells:
        """Return the rows of a fact without its key and marking, by the key."""
        found: Cells = {}
        for row in rows(self.connection, f"select * from {self.schema}{table}"):
            row.pop("markning", None)
            row.pop("belagg", None)  # what it rests on is proven by tests of its own
            found[tuple(row.pop(column) for column in key)] = row
        return found

    @property
    def memberships(self) -> list[tuple[Any, ...]]:
        query = f"select {', '.join(MEMBERSHIP)} from {self.schema}bridge_enhet_grupp"
        return self.connection.execute(query).fetchall()


def result_cells(verdicts: Mapping[Cell, Domslut]) -> Cells:
    """Return the columns of fct_enhetsutfall that follow from outcomes and reasons."""
    return {
        (year, unit, indicator): {
            "regel_id": rules_of(year)[indicator],
            "har_gren": reason not in (ENHETSBORTFALL, OMRADESBORTFALL),
            "utfall": outcome,
            "orsak_kod": reason,
            "ingar_i_taljare": int(outcome == JA),
            "ingar_i_namnare": int(outcome in (JA, DELVIS, NEJ)),
        }
        for (year, unit, indicator), (outcome, reason) in verdicts.items()
    }


@cache
def rules_of(year: int) -> Mapping[str, str]:
    """Return the rule of every indicator of a year."""
    single = {indicator.indikator_id: indicator.regel_id for indicator in indikatorer(year)}
    together = {whole.indikator_id: f"sammansatt_{whole.krav}" for whole in sammansatta(year)}
    return single | together


def facts_differ(facts: Facts, delivered: list[Rad], frames: Mapping[int, list[str]]) -> list[str]:
    """Compare all facts of a warehouse, cell by cell, with those of the evaluator."""
    return _facts_differ(facts, *_expected(delivered, frames, facts.memberships))


def _expected(
    delivered: list[Rad], frames: Mapping[int, list[str]], members: list[tuple[Any, ...]]
) -> tuple[Cells, Cells, Cells]:
    verdicts = berakna(delivered, frames)
    return (
        result_cells(verdicts),
        dict(gruppera(verdicts, members)),
        dict(svarsfrekvens(delivered, frames, members)),
    )


def _facts_differ(facts: Facts, results: Cells, groups: Cells, responses: Cells) -> list[str]:
    computed = facts.cells("fct_enhetsutfall", RESULT)
    for row in computed.values():
        row["har_gren"] = row.pop("gren_id") is not None
    wrong = differences("fct_enhetsutfall", results, computed)
    wrong += differences("fct_gruppvarde", groups, facts.cells("fct_gruppvarde", GROUP))
    return wrong + differences(
        "fct_svarsfrekvens", responses, facts.cells("fct_svarsfrekvens", RESPONSE)
    )


_of_the_sample: dict[tuple[Any, ...], tuple[Cells, Cells, Cells]] = {}


def the_small_landing_gives_what_the_evaluator_gives(tree: Tree) -> list[str]:
    """Every cell of every fact, of one small random landing."""
    facts = Facts(tree.warehouse)
    members = tuple(sorted(facts.memberships))
    if members not in _of_the_sample:
        _of_the_sample[members] = _expected(landing.answers(), landing.frames(), list(members))
    return _facts_differ(facts, *_of_the_sample[members])


# Groups of these sizes, with every number of units that do not apply or are missing.
SIZES = (1, 2, 3, 4, 5, 6, 9, 10, 11, 15, 20, 24, 25)
COUNTS = (
    "enheter_antal", "ja_antal", "delvis_antal", "nej_antal", "ej_aktuellt_antal",
    "bortfall_antal", "namnare_antal",
)  # fmt: skip


@cache
def possible_groups() -> Mapping[tuple[int, int, int], Mapping[str, Any]]:
    """Return the group of every size, with what the method says of it."""
    groups = {}
    for size in SIZES:
        for ej_aktuellt, bortfall in product(range(size + 1), repeat=2):
            applicable = size - ej_aktuellt - bortfall
            if applicable >= 0:
                yes, partly = (applicable + 1) // 2, applicable // 3
                groups[size, ej_aktuellt, bortfall] = gruppvarde(
                    {
                        "ja": yes,
                        "delvis": min(partly, applicable - yes),
                        "nej": applicable - yes - min(partly, applicable - yes),
                        "ej_aktuellt": ej_aktuellt,
                        None: bortfall,
                    }
                )
    return groups


def groups_of_every_size_are_shown_or_hidden(tree: Tree) -> list[str]:
    """Share, reason and bounds of groups of many sizes, by the policy of each year."""
    values = ", ".join(
        f"({', '.join(str(group[name]) for name in COUNTS)})"
        for group in possible_groups().values()
    )
    tree.scratch.execute(
        "create or replace table antal_per_grupp as "
        "select matar::integer as matar, '' as gruppindelning, '' as grupp_kod, "
        "concat_ws('-', enheter_antal, ej_aktuellt_antal, bortfall_antal) as indikator_id, grupp.* "
        f"from range({KANDA_AR[0]}, {KANDA_AR[-1] + 1}) as ar (matar) "
        f"cross join (values {values}) as grupp ({', '.join(COUNTS)})"
    )
    tree.scratch.execute("create or replace table omarkt as select null::varchar as markning")
    tree.scratch.execute(
        "create or replace table utan_belagg as "
        "select distinct matar, indikator_id, null::varchar as belagg from antal_per_grupp"
    )
    relations = {
        "int_gruppvarde__raknat": "antal_per_grupp",
        "int_landning__markning": "omarkt",
        "int_indikator__per_ar": "utan_belagg",
    }
    tree.build(tree.scratch, ["fct_gruppvarde"], relations)
    expected = {
        (year, "", "", "-".join(map(str, counts))): group
        for year in KANDA_AR
        for counts, group in possible_groups().items()
    }
    return differences("gruppen", expected, Facts(tree.scratch).cells("fct_gruppvarde", GROUP))


CHECKS = (
    groups_of_every_size_are_shown_or_hidden,
    the_small_landing_gives_what_the_evaluator_gives,
)
