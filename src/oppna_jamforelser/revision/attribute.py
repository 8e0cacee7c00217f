"""Which causes a changed cell has: builds with one thing exchanged tell, nothing is guessed.

A cause has a part in a cell when the old value changes with it alone, or the new value does not
come without it. A cause that alone gives the new value is the only one, unless another one alone
changes the cell too. Otherwise several act together, and all that have a part are named.

A cell has no cause where the inputs do not give its old value, or not its new one: then something
else than the inputs differs.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from oppna_jamforelser.publish.cells import CELL, KEYS, cells
from oppna_jamforelser.revision.causes import SEED_CAUSES, Cause
from oppna_jamforelser.revision.changed import SAME_CELL, Tables
from oppna_jamforelser.revision.code import Code
from oppna_jamforelser.revision.landing import LandingChange
from oppna_jamforelser.revision.rebuild import build_tables, mix
from oppna_jamforelser.revision.side import Side
from oppna_jamforelser.sqlmotor import SqlMotorError

# What is exchanged in one go: one cause, or several that cannot be built apart.
Factor = frozenset[Cause]
BUILT_TOGETHER = frozenset([Cause.KOD, *SEED_CAUSES])


class Attribution:
    """Finds for each row of the table ``cell`` of *connection* which causes have a part in it."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        sides: tuple[Side, Side],
        codes: tuple[Code, Code],
        tables: Tables,
        landing: LandingChange | None,
        work: Path,
        say: Callable[[str], None],
    ) -> None:
        self.connection, self.codes, self.tables = connection, codes, tables
        self.old, self.new = sides
        self.landing, self.work, self.say = landing, work, say
        self.built: dict[Factor, str] = {}
        self.tried = 0

    def run(self, causes: Sequence[Cause]) -> list[Factor]:
        """Fill the table ``del``: the factor with this number has a part in the cell."""
        factors = [frozenset([cause]) for cause in causes]
        try:
            self._find_parts(factors)
        except (SqlMotorError, duckdb.Error):
            # new code may need new seeds, and the other way round: then they are one thing
            together = [factor for factor in factors if factor & BUILT_TOGETHER]
            if len(together) < 2:
                raise
            factors = [factor for factor in factors if factor not in together]
            factors.append(frozenset[Cause]().union(*together))
            self._find_parts(factors)
        return factors

    def unexplained(self) -> int:
        """Return how many cells the inputs do not give, of the years that both go to."""
        return int(
            self.connection.execute(
                "select count(*) from jamford where nr not in (select nr from provad)"
            ).fetchall()[0][0]
        )

    def _find_parts(self, factors: Sequence[Factor]) -> None:
        everything = frozenset[Cause]().union(*factors)
        before, after = self._built(frozenset()), self._built(everything)
        last = min(self.old.matar, self.new.matar)
        self.connection.execute(
            "create or replace table del (nr bigint, faktor integer, ar_ensam boolean);"
            "create or replace table jamford as select * from cell "
            f"where matar is null or try_cast(matar as integer) <= {last};"
            "create or replace table provad as select jamford.* from jamford "
            f"left join {before} as a using (nr) left join {after} as b using (nr) "
            "where a.varde is not distinct from gammalt_varde "
            "and b.varde is not distinct from nytt_varde"
        )
        if len(factors) == 1:
            self.connection.execute("insert into del select nr, 0, true from provad")
            return
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
        if exchanged in self.built:
            return self.built[exchanged]
        self.say(f"Byter {words(exchanged)}" if exchanged else "Bygger den gamla")
        self.tried += 1  # a build that failed keeps its folder
        root = self.work / f"bygge_{self.tried}"
        landing = mix(self.old, self.new, self.codes, exchanged, self.landing, root)
        result = build_tables(root, landing, self.tables)
        name = f"bygge_{len(self.built)}"
        parts = []
        for table, columns in self.tables.items():
            file = str(result / f"{table}.parquet").replace("'", "''")
            key = ", ".join(KEYS[table])
            rows = (
                f"select * from read_parquet('{file}') semi join "
                f"(select {key} from cell where tabell = '{table}') using ({key})"
            )
            parts.append(cells(table, columns, rows))
        self.connection.execute(
            f"create or replace table {name} as select a.nr, b.varde from cell as a "
            f"join ({' union all '.join(parts)}) as b on {SAME_CELL}"
        )
        self.built[exchanged] = name
        return name


def name_causes(
    connection: duckdb.DuckDBPyConnection, factors: Sequence[Factor], last: int
) -> None:
    """Make ``andring`` of the cells: each set of factors that some cell has gets its words.

    *last* is the last mätår that both publications go to.
    """
    connection.execute(
        "create table if not exists del (nr bigint, faktor integer, ar_ensam boolean);"
        "create table orsak (delar varchar, orsak varchar, antal integer)"
    )
    numbers = "string_agg(distinct faktor, ' ' order by faktor)"
    parts = f"(select nr, {numbers} as delar from del group by nr)"
    for (found,) in connection.execute(f"select distinct delar from {parts}").fetchall():
        causes = frozenset[Cause]().union(*(factors[int(number)] for number in found.split()))
        connection.execute(
            "insert into orsak values (?, ?, ?)", [found, words(causes), len(causes)]
        )
    order = ", ".join(f"{column} nulls first" for column in CELL)
    connection.execute(
        "create table andring as select cell.* exclude (nr), coalesce(orsak, case when "
        f"try_cast(matar as integer) > {last} then '{Cause.NYTT_MATAR.value}' end) as orsak, "
        f"coalesce(antal > 1, false) as samverkar from cell left join {parts} using (nr) "
        f"left join orsak using (delar) order by {order}"
    )


def words(causes: Factor) -> str:
    """Return causes in the words of the reader, always in the same order."""
    return " + ".join(cause.value for cause in Cause if cause in causes)
