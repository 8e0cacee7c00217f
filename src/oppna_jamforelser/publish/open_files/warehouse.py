"""What all the formats need of the warehouse: rows in scope, codes with labels, the marking."""

from dataclasses import dataclass, field
from typing import Any

import duckdb

from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.evidence import evidence_counts, evidence_sentence
from oppna_jamforelser.publish.marts import SCHEMA, Mart, read_marts
from oppna_jamforelser.publish.open_files.codes import CODES, CODES_SQL, read_codes
from oppna_jamforelser.publish.open_files.identity import EXAMPLE_WARNING


@dataclass(frozen=True)
class Source:
    """The warehouse as seen by the publication of one survey year."""

    connection: duckdb.DuckDBPyConnection
    matar: int
    tables: tuple[Mart, ...]
    years: tuple[int, ...]
    measured: dict[int, str]
    codes: dict[str, dict[str, str]]
    marking: str | None
    codes_en: dict[str, dict[str, str]] = field(default_factory=dict)
    evidence: dict[str, int] = field(default_factory=dict)
    evidence_text: str = ""
    edition: Edition = field(default_factory=Edition)

    def select(self, mart: Mart) -> str:
        """Return the query for the table's rows up to the survey year, in their one order."""
        relation = f"({CODES_SQL})" if mart is CODES else f"{SCHEMA}.{mart.name}"
        columns = ", ".join(column.name for column in mart.columns)
        return (
            f"select {columns} from {relation} where {mart.where(self.matar)} "
            f"order by {mart.order_by}"
        )

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(sql, parameters).fetchall()

    @property
    def period(self) -> str:
        """Return the survey years in words: the only one, or the first and the last."""
        first, last = self.years[0], self.years[-1]
        return str(last) if first == last else f"{first}–{last}"

    @property
    def warning(self) -> str | None:
        """Return the sentence that goes with the marking, if there is one."""
        return EXAMPLE_WARNING if self.marking else None

    def described(self, text: str) -> str:
        """Return a description, with the warning first while the landing is marked."""
        return f"{self.warning} {text}" if self.warning else text


def open_source(
    connection: duckdb.DuckDBPyConnection, matar: int, edition: Edition | None = None
) -> Source:
    """Read what the formats share; *matar*: the publication's survey year."""
    held = [
        year
        for (year,) in connection.execute(
            f"select distinct matar from {SCHEMA}.fct_gruppvarde order by matar"
        ).fetchall()
    ]
    if matar not in held:
        raise PublishError(
            f"mätår {matar} finns inte i lagret (finns: {', '.join(map(str, held))})"
        )
    return Source(
        connection=connection,
        matar=matar,
        tables=(*read_marts(connection), CODES),
        years=tuple(year for year in held if year <= matar),
        measured=dict(
            connection.execute(
                "select matar, cast(matdatum as varchar) from metadata.matar"
            ).fetchall()
        ),
        codes=read_codes(connection),
        codes_en=read_codes(connection, "text_en"),
        evidence=evidence_counts(connection, matar),
        evidence_text=evidence_sentence(connection, matar),
        marking=connection.execute("select max(markning) from marts.fct_enhetsutfall").fetchall()[
            0
        ][0],
        edition=edition or Edition(),
    )
