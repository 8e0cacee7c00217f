"""Which rows the warehouse will refuse, and why: asked of its own model, over one delivery."""

from dataclasses import dataclass

import duckdb

from oppna_jamforelser.landing import SVARSKOLUMNER
from oppna_jamforelser.project import read_seed
from oppna_jamforelser.sqlmotor import build_models

_MODEL = "int_svar__granskat"
_VERDICTS = "domar"
_EVENTS = "inga_handelser"  # a delivery is reviewed for itself
_EXAMPLES = 3


@dataclass(frozen=True)
class RefusedRow:
    """One refused row: where it stands, and the delivered values that the reason concerns."""

    rad_nr: int
    kolumn: str | None
    values: dict[str, str | None]


@dataclass(frozen=True)
class Refusal:
    """One reason of refusal, with the number of rows and the first of them."""

    orsak_kod: str
    orsak_text: str
    atgard: str
    row_count: int
    examples: list[RefusedRow]


@dataclass(frozen=True)
class Review:
    """The warehouse's judgement of one delivery."""

    row_count: int
    accepted_count: int
    refusals: list[Refusal]

    @property
    def refused_count(self) -> int:
        return sum(refusal.row_count for refusal in self.refusals)


def review_rows(connection: duckdb.DuckDBPyConnection, table: str) -> Review:
    """Judge the delivery in *table* (landing columns); every row is accepted or refused, once."""
    connection.execute(
        f"create or replace temp table {_EVENTS} (file_name varchar, key blob, value blob)"
    )
    relations = {"landing.svar": table, "landing.handelse": _EVENTS}
    build_models(connection, [_MODEL], relations, as_views=True)
    connection.execute(
        f"create or replace temp table {_VERDICTS} as "
        f"select rad_nr, kolumn, karantan_orsak_kod from {_MODEL}"
    )
    (row_count,) = connection.execute(f"select count(*) from {table}").fetchall()[0]
    counts = dict(
        connection.execute(
            f"select karantan_orsak_kod, count(*) from {_VERDICTS} group by karantan_orsak_kod"
        ).fetchall()
    )
    accepted_count = counts.pop(None, 0)
    refusals = [
        Refusal(
            orsak["orsak_kod"],
            orsak["orsak_text"],
            orsak["atgard"],
            counts[orsak["orsak_kod"]],
            _first_rows(connection, table, orsak["orsak_kod"], orsak["kolumner"].split()),
        )
        for orsak in sorted(read_seed("regler/karantan_orsak"), key=lambda row: int(row["ordning"]))
        if orsak["orsak_kod"] in counts
    ]
    review = Review(row_count, accepted_count, refusals)
    if review.row_count != review.accepted_count + review.refused_count:
        raise RuntimeError(
            f"{row_count} rows read, but {review.accepted_count} accepted and "
            f"{review.refused_count} refused: {_MODEL} lost or doubled rows"
        )
    return review


def _first_rows(
    connection: duckdb.DuckDBPyConnection, table: str, orsak_kod: str, kolumner: list[str]
) -> list[RefusedRow]:
    columns = ", ".join(("rad", *SVARSKOLUMNER))
    result = connection.execute(
        f"select levererat.rad_nr, levererat.kolumn, {columns} from {table} as levererat "
        f"where (rad_nr, coalesce(kolumn, '')) in ("
        f"select (rad_nr, coalesce(kolumn, '')) from {_VERDICTS} where karantan_orsak_kod = ? "
        "order by rad_nr, kolumn limit ?) order by rad_nr, kolumn",
        [orsak_kod, _EXAMPLES],
    )
    names = [column[0] for column in result.description]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [
        RefusedRow(row["rad_nr"], row["kolumn"], {name: row[name] for name in kolumner})
        for row in rows
    ]
