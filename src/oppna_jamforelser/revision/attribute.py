"""Which causes a changed cell has: builds with one thing exchanged tell, nothing is guessed.

A cause has a part in a cell when the old value changes with it alone, or the new value does not
come without it. A cause that alone gives the new value is the only one, unless another one alone
changes the cell too. Otherwise several act together, and all that have a part are named.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.cells import CELL, cells_fingerprint
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.inputs import Inputs
from oppna_jamforelser.revision.causes import SEED_CAUSES, Cause
from oppna_jamforelser.revision.landing import LandingChange
from oppna_jamforelser.revision.rebuild import build_cells, mix
from oppna_jamforelser.sqlmotor import SqlMotorError

# What is exchanged in one go: one cause, or several that cannot be built apart.
Factor = frozenset[Cause]
BUILT_TOGETHER = frozenset([Cause.KOD, *SEED_CAUSES])


@dataclass(frozen=True)
class Side:
    """One of the two publications: what it was built from, its last mätår, and what it holds."""

    inputs: Inputs
    matar: int
    fingerprint: str


class Attribution:
    """Makes table ``andring`` in *connection*: one row a changed cell, with values and causes."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        old: Side,
        new: Side,
        landing: LandingChange | None,
        say: Callable[[str], None],
    ) -> None:
        self.connection, self.old, self.new = connection, old, new
        self.landing, self.say = landing, say
        self.built: dict[Factor, str] = {}

    def run(self, causes: Sequence[Cause]) -> None:
        """Find the changed cells, and which of *causes* each has."""
        self._compare()
        factors = [frozenset([cause]) for cause in causes]
        try:
            self._find_parts(factors)
        except (SqlMotorError, duckdb.Error):
            # new code may need new seeds, and the other way round: then they are one thing
            together = [factor for factor in factors if factor & BUILT_TOGETHER]
            if len(together) < 2:
                raise
            factors = [factor for factor in factors if factor not in together]
            factors.append(frozenset().union(*together))
            self._find_parts(factors)
        self._name_causes(factors)

    def _compare(self) -> None:
        """Make the table ``cell`` of the changed cells."""
        for name, side in (("gammal", self.old), ("ny", self.new)):
            self.say(f"Bygger {side.inputs.root.parent}")
            build_cells(self.connection, side.inputs, side.matar, name)
            if cells_fingerprint(self.connection, name) != side.fingerprint:
                raise PublishError(
                    f"{side.inputs.root.parent} kan inte byggas om till det som publicerades: "
                    "använd de versioner av verktygen som manifest.json anger."
                )
        same = " and ".join(f"gammal.{column} is not distinct from ny.{column}" for column in CELL)
        columns = ", ".join(
            f"coalesce(gammal.{column}, ny.{column}) as {column}" for column in CELL
        )
        self.connection.execute(
            f"create table cell as select row_number() over () as nr, {columns}, "
            "gammal.varde as gammalt_varde, ny.varde as nytt_varde "
            f"from gammal full join ny on {same} "
            "where gammal.varde is distinct from ny.varde"
        )
        self.connection.execute("drop table gammal; drop table ny")

    def _find_parts(self, factors: Sequence[Factor]) -> None:
        """Make the table ``del``: the factor with this number has a part in the cell."""
        last = min(self.old.matar, self.new.matar)
        self.connection.execute(
            "create or replace table del (nr bigint, faktor integer, ar_ensam boolean); "
            "create or replace view provad as select * from cell "
            f"where matar is null or matar::integer <= {last}"
        )
        if len(factors) == 1:
            self.connection.execute("insert into del select nr, 0, true from provad")
            return
        everything = frozenset().union(*factors)
        for number, factor in enumerate(factors):
            self._add_parts(number, factor, "gammalt_varde", "true")
        unexplained = (
            "nr not in (select nr from del group by nr having count(*) = 1 and bool_and(ar_ensam))"
        )
        self.connection.execute(
            f"create or replace table oppen as select nr from provad where {unexplained}"
        )
        if self.connection.execute("select * from oppen limit 1").fetchall():
            for number, factor in enumerate(factors):
                self._add_parts(
                    number, everything - factor, "nytt_varde", "nr in (select nr from oppen)"
                )
        # no exchange of one thing moves it either way: nothing less than all of them does
        self.connection.execute(
            "insert into del select nr, unnest(range(?)), false from provad "
            "where nr not in (select nr from del)",
            [len(factors)],
        )

    def _add_parts(self, number: int, exchanged: Factor, unless: str, condition: str) -> None:
        """Factor *number* has a part where the build with *exchanged* does not give *unless*."""
        table = self._built(exchanged)
        self.connection.execute(
            f"insert into del select nr, {number}, {table}.varde is not distinct from nytt_varde "
            f"from provad left join {table} using (nr) "
            f"where {table}.varde is distinct from {unless} and {condition}"
        )

    def _built(self, exchanged: Factor) -> str:
        """Return the table with the changed cells' values, with *exchanged* taken from the new."""
        if exchanged not in self.built:
            self.say(f"Byter {words(exchanged)}")
            with tempfile.TemporaryDirectory() as folder:
                inputs = mix(
                    self.old.inputs, self.new.inputs, exchanged, self.landing, Path(folder)
                )
                build_cells(
                    self.connection, inputs, max(self.old.matar, self.new.matar), "bygge_cell"
                )
            name = f"bygge_{len(self.built)}"
            same = " and ".join(f"a.{column} is not distinct from b.{column}" for column in CELL)
            self.connection.execute(
                f"create table {name} as select a.nr, b.varde from cell as a "
                f"join bygge_cell as b on {same}; drop table bygge_cell"
            )
            self.built[exchanged] = name
        return self.built[exchanged]

    def _name_causes(self, factors: Sequence[Factor]) -> None:
        """Make ``andring`` of the cells: each set of factors that some cell has gets its words."""
        cells = (
            "left join (select nr, string_agg(distinct faktor, ' ' order by faktor) as delar "
            "from del group by nr) using (nr)"
        )
        self.connection.execute("create table orsak (delar varchar, orsak varchar, antal integer)")
        rows = self.connection.execute(
            f"select distinct delar from cell {cells} where delar is not null"
        ).fetchall()
        for (parts,) in rows:
            causes = frozenset().union(*(factors[int(part)] for part in parts.split()))
            self.connection.execute(
                "insert into orsak values (?, ?, ?)", [parts, words(causes), len(causes)]
            )
        self.connection.execute(
            f"create table andring as select cell.* exclude (nr), "
            f"coalesce(orsak, '{Cause.NYTT_MATAR.value}') as orsak, "
            f"coalesce(antal, 1) > 1 as samverkar from cell {cells} left join orsak using (delar) "
            f"order by {', '.join(f'{column} nulls first' for column in CELL)}"
        )


def words(causes: Factor) -> str:
    """Return causes in the words of the reader, always in the same order."""
    return " + ".join(cause.value for cause in Cause if cause in causes)
