"""Make the plan of what is hidden, for every measure and year of a warehouse."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.landing import write_parquet
from oppna_jamforelser.protect.batch import Batch, Batches
from oppna_jamforelser.protect.known import beside, with_kolada
from oppna_jamforelser.protect.plan import make_plan
from oppna_jamforelser.protect.read import Measure, Rate, read_rates
from oppna_jamforelser.protect.shown import Earlier, History, earlier_publications
from oppna_jamforelser.protect.table import Atom, Key, Table
from oppna_jamforelser.warehouse import Warehouse, open_warehouse
from oppna_jamforelser.whole_file import whole_file

NAME = "skydd.parquet"
COLUMNS = {
    "matar": "integer",
    "indikator_id": "varchar",
    "gruppindelning": "varchar",
    "grupp_kod": "varchar",
    "kon": "varchar",
    "dold": "boolean",
    "omgang": "integer",
    "checksumma": "varchar",
    "leverans_nr": "integer",
}
# A cell of the plan; or a delivery of which an indicator waits, and nothing else in between.
PlanRow = tuple[
    int, str, str | None, str | None, str | None, bool | None, int, str | None, int | None
]


@dataclass(frozen=True)
class Protected:
    """What was done with one measure and year. *waits*: what does, and why."""

    matar: int
    indikator_id: str
    cells: int = 0
    protected: int = 0
    more: int = 0
    omgang: int = 1
    waits: str = ""
    given: int = 0

    def __str__(self) -> str:
        name = f"{self.matar} {self.indikator_id}"
        if self.waits:
            return f"{name}: {self.waits}"
        given = f", {self.given} röjda redan av Koladas värden" if self.given else ""
        return (
            f"{name}, omgång {self.omgang}: {self.cells} celler, {self.protected} skyddade, "
            f"{self.more} dolda därutöver{given}"
        )


@dataclass(frozen=True)
class Case:
    """One measure and year to plan: its counts now, and what has been told of it.

    *unknown*: the publication whose counts are not known any more, if there is one.
    """

    measure: Measure
    table: Table
    checksum: str
    earlier: Sequence[Earlier]
    unknown: str
    rates: Sequence[Rate]


def protect(
    database: Path, landing: Path, publications: Path | None, say: Callable[[str], None]
) -> list[Protected]:
    """Write the plan of the warehouse *database* to *landing*; *say* hears what is done.

    *publications*: the folder of the earlier publications, whose tables an attacker has.
    """
    if not landing.is_dir():
        raise OjError(f"landningsmappen {landing} finns inte. Peka ut den: --landing.")
    with open_warehouse(database) as warehouse:
        batches = Batches(warehouse)
        now = batches.of(batches.deliveries())  # with what waits by the last plan
        cases = _cases(batches, now, publications, read_rates(warehouse))
        brought = _brought(warehouse)
    done, rows = [], []
    for family in _families(now):
        one, planned = _protect([cases[measure] for measure in family], now, brought, say)
        done += one
        rows += planned
    _write(rows, landing / NAME)
    return sorted(done, key=lambda one: (one.matar, one.indikator_id))


def _cases(
    batches: Batches, now: Batch, publications: Path | None, rates: Mapping[Measure, list[Rate]]
) -> dict[Measure, Case]:
    first = min((matar for matar, _ in now.tables), default=0)
    history = History(batches, earlier_publications(publications, first) if publications else [])
    cases = {}
    for measure, table in now.tables.items():
        earlier, unknown = history.of(measure)
        cases[measure] = Case(
            measure, table, now.checksums[measure], earlier, unknown, rates.get(measure, ())
        )
    return cases


def _families(batch: Batch) -> list[tuple[Measure, ...]]:
    """Return the measures in parts that share no figure: a share joins those of its two counts."""
    joined = {measure: {measure} for measure in batch.tables}
    of_figure: dict[Measure, set[Measure]] = {}
    for place, (measure, _) in batch.places.items():
        if measure in joined:
            of_figure.setdefault((place.matar, place.indikator_id), set()).add(measure)
    for measures in of_figure.values():
        together = set().union(*(joined[measure] for measure in measures))
        joined |= dict.fromkeys(together, together)
    return sorted({tuple(sorted(family)) for family in joined.values()})


def _protect(
    cases: Sequence[Case],
    now: Batch,
    brought: Mapping[Measure, set[int]],
    say: Callable[[str], None],
) -> tuple[list[Protected], list[PlanRow]]:
    """Plan measures that share figures: all of them in a new batch, or none."""
    planned = []
    for case in cases:
        say(f"Skyddar {case.measure[1]} {case.measure[0]}")
        planned.append(_plan(case))
    if all(not one.waits for one, _ in planned):
        return [one for one, _ in planned], [row for _, rows in planned for row in rows]
    return _wait(cases, [one for one, _ in planned], now, brought)


def _plan(case: Case) -> tuple[Protected, list[PlanRow]]:
    if case.unknown:
        text = f"det som publikationen {case.unknown} visade stämmer inte med det som är levererat"
        return Protected(*case.measure, waits=text), []
    table, given = attacked(case.table, case.earlier, case.rates)
    plan = make_plan(table)
    if plan.impossible:
        names = sorted({str(table.cells[one.end.cell].key) for one in plan.impossible})
        how = " ur det som redan är publicerat" if case.earlier else ", hur än annat döljs"
        return Protected(*case.measure, waits=f"{', '.join(names)} kan räknas ut{how}"), []
    cells = case.table.cells
    protected = {i for i, cell in enumerate(cells) if cell.protected}
    hidden = {i for i in plan.hidden if i < len(cells)} | protected
    omgang = len(case.earlier) + 1
    done = Protected(
        *case.measure,
        cells=len(cells),
        protected=len(protected),
        more=len(hidden) - len(protected),
        omgang=omgang,
        given=len(given),
    )
    return done, [*_rows(case.measure, case.table, hidden, omgang, case.checksum)]


def attacked(
    table: Table, earlier: Iterable[Earlier], rates: Iterable[Rate]
) -> tuple[Table, set[Key]]:
    """Return *table* with all that is known beside what is shown, and what Kolada gives away."""
    known, given = with_kolada(beside(table, earlier), rates)
    return known, set(given)


def _wait(
    cases: Sequence[Case],
    planned: Sequence[Protected],
    now: Batch,
    brought: Mapping[Measure, set[int]],
) -> tuple[list[Protected], list[PlanRow]]:
    """Let the last publication stand: its counts and its hidden cells; what came later waits."""
    why = next(one.waits for one in planned if one.waits)
    stands = _last(cases)
    if stands is None:
        text = f"{why}. Inget av måttet visas"
        return [Protected(*case.measure, waits=text) for case in cases], []
    old = stands.batch
    done: list[Protected] = []
    rows: list[PlanRow] = []
    for case in cases:
        of = old.tables.get(case.measure)
        names = [one.name for one in case.earlier]
        if of is not None:
            shown = case.earlier[names.index(stands.name)].cells if stands.name in names else ()
            hidden = set(range(len(of.cells))) - {int(i) for i in np.flatnonzero(shown)}
            rows += _rows(case.measure, of, hidden, len(names) or 1, old.checksums[case.measure])
        units = sorted(_counts(case.table) ^ (_counts(of) if of else set()))
        late = ", ".join(dict.fromkeys(atom.enhet_kod for atom, _ in units)) or "inget nytt"
        text = f"{late} väntar: {why}. Publikationen {stands.name} gäller"
        done.append(Protected(*case.measure, waits=text))
    return done, [*rows, *_waiting(cases, old, now, brought)]


def _last(cases: Sequence[Case]) -> Earlier | None:
    """Return the last publication that showed any of the measures, if its counts are known."""
    if any(case.unknown for case in cases):
        return None
    told = {one.name: one for case in cases for one in case.earlier}
    of_all = [one for case in cases for one in case.earlier[-1:]]
    last = max(of_all, key=lambda one: one.number, default=None)
    same = last and all(one.batch is last.batch for one in of_all if one.name == last.name)
    return told[last.name] if last and same else None


def _counts(table: Table) -> set[tuple[Atom, int]]:
    return set(zip(table.atoms, table.counts, strict=True))


def _waiting(
    cases: Sequence[Case], old: Batch, now: Batch, brought: Mapping[Measure, set[int]]
) -> Iterator[PlanRow]:
    """Yield each delivery that is new or withdrawn since, by each indicator that waits of it."""
    changed = now.deliveries.delivered - old.deliveries.delivered
    changed |= (now.deliveries.withdrawn & old.deliveries.delivered) - old.deliveries.withdrawn
    measures = {case.measure for case in cases}
    figures = {
        (place.matar, place.indikator_id)
        for batch in (old, now)
        for place, (measure, _) in batch.places.items()
        if measure in measures
    }
    for figure in sorted(figures):
        for nr in sorted(brought.get(figure, set()) & changed):
            yield (*figure, None, None, None, None, 0, None, nr)


def _rows(
    measure: Measure, table: Table, hidden: set[int], omgang: int, checksum: str
) -> Iterator[PlanRow]:
    for i, cell in enumerate(table.cells):
        key = cell.key
        place = (key.gruppindelning, key.grupp_kod, key.kon)
        yield (*measure, *place, i in hidden, omgang, checksum, None)


def _brought(warehouse: Warehouse) -> dict[Measure, set[int]]:
    """Return the deliveries that have rows of each indicator and year."""
    found: dict[Measure, set[int]] = defaultdict(set)
    for row in warehouse.rows(
        "select distinct matar, indikator_id, leverans_nr from intern.int_varde__granskat"
        " where matar is not null and indikator_id is not null"
    ):
        found[row["matar"], row["indikator_id"]].add(row["leverans_nr"])
    return found


def _write(rows: Sequence[PlanRow], path: Path) -> None:
    """Write the plan; the same rows give the same bytes."""
    with (
        whole_file(path, OjError) as unfinished,
        duckdb.connect(config={"threads": 1}) as connection,
    ):
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        connection.execute(f"create table plan ({columns})")
        if rows:
            places = ", ".join("?" * len(COLUMNS))
            connection.executemany(f"insert into plan values ({places})", rows)
        write_parquet(connection, "select * from plan order by all", unfinished, {})
