"""Which rows the warehouse will refuse, and why: asked of its own model, over one delivery."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from oppna_jamforelser.landing import (
    SLAG,
    events_in,
    landing_columns,
    landing_files,
    literal_path,
)
from oppna_jamforelser.project import read_seed
from oppna_jamforelser.sqlmotor import build_models, model_query, render_macro

_MODEL = "int_svar__granskat"
# what no delivery changes, and several questions about one read
CONSTANT = (
    "icke_metod",
    "int_fraga__per_ar",
    "int_svarsalternativ__per_ar",
    "karantan_orsak",
    "stg_referens__enhet_stavning",
    "svarsklass",
)
_EVENTS = "inga_handelser"  # a delivery is reviewed for itself
_MODELS = {"varde": "int_varde__granskat", "befolkning": "int_befolkning__granskat"}
_LAST = 2**31 - 1  # the number of a delivery that has none yet: it comes after all others
_EXAMPLES = 3
ROW_BY_ROW = 200_000  # a larger delivery is told of in counts


@dataclass(frozen=True)
class RefusedRow:
    """One refused row: where it stands, and the delivered values that the reason concerns."""

    orsak_kod: str
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
    """The warehouse's judgement of the delivery in the table *landed* of *connection*.

    Its table ``granskad_rad`` has what the rows say and how they were judged, one row each.
    *constant* are the tables of what no delivery changes, by the name of their model or seed.
    """

    connection: duckdb.DuckDBPyConnection
    landed: str
    row_count: int
    accepted_count: int
    refusals: list[Refusal]
    constant: Mapping[str, str]

    @property
    def is_by_row(self) -> bool:
        """Say whether the delivery is told of row by row, and not in counts."""
        return self.row_count <= ROW_BY_ROW

    @property
    def refused_count(self) -> int:
        return sum(refusal.row_count for refusal in self.refusals)


def review_rows(connection: duckdb.DuckDBPyConnection, table: str) -> Review:
    """Judge the delivery in *table* (landing columns); every row is accepted or refused, once."""
    connection.execute(
        f"create or replace temp table {_EVENTS} (file_name varchar, key blob, value blob)"
    )
    constant = build_models(connection, CONSTANT, as_tables=True)
    relations = {"landing.svar": table, "landing.handelse": _EVENTS, **constant}
    (row_count,) = connection.execute(f"select count(*) from {table}").fetchall()[0]
    _keep_rows(
        connection,
        table,
        model_query(connection, _MODEL, relations),
        by_row=row_count <= ROW_BY_ROW,
    )
    return _reviewed(connection, table, "leverans", constant)


def _reasons() -> list[Mapping[str, str]]:
    """Return every reason of refusal in the order in which they are told."""
    return [
        row
        for seed in ("regler/karantan_orsak", "tal/tal_karantan_orsak")
        for row in sorted(read_seed(seed), key=lambda row: int(row["ordning"]))
    ]


def _reviewed(
    connection: duckdb.DuckDBPyConnection, table: str, slag: str, constant: Mapping[str, str]
) -> Review:
    """Count what ``granskad_rad`` says; every row is accepted or refused, once."""
    (row_count,) = connection.execute(f"select count(*) from {table}").fetchall()[0]
    counts = dict(
        connection.execute(
            "select karantan_orsak_kod, sum(rad_antal)::bigint from granskad_rad "
            "group by karantan_orsak_kod"
        ).fetchall()
    )
    accepted_count = counts.pop(None, 0)
    first = _first_rows(connection, table, slag) if counts else {}
    refusals = [
        Refusal(
            kod,
            orsak["orsak_text"],
            orsak["atgard"],
            counts[kod],
            [
                RefusedRow(
                    kod,
                    row["rad_nr"],
                    row["kolumn"],
                    {name: row[name] for name in orsak["kolumner"].split() if name in row},
                )
                for row in first[kod]
            ],
        )
        for orsak in _reasons()
        if (kod := orsak["orsak_kod"]) in counts
    ]
    review = Review(connection, table, row_count, accepted_count, refusals, constant)
    if review.row_count != review.accepted_count + review.refused_count:
        raise RuntimeError(
            f"{row_count} rows read, but {review.accepted_count} accepted and "
            f"{review.refused_count} refused: the model lost or doubled rows"
        )
    return review


def review_numbers(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    slag: str,
    landing: Path,
    leverans_nr: int | None,
) -> Review:
    """Judge the delivery of counts or population in *table*, with what holds before it.

    *leverans_nr* is its number where it is in the landing folder already.
    """
    nr = leverans_nr or _LAST
    columns = ", ".join(f"null::{kind} as {name}" for name, kind in landing_columns(slag).items())
    parts = [
        f"select {columns} where false",
        f"select * replace ({nr} as leverans_nr) from {table}",
    ]
    if landing_files(landing, slag):
        files = f"{literal_path(landing)}/{slag}_*.parquet".replace("'", "''")
        parts.append(
            f"select * from read_parquet('{files}', union_by_name = true, "
            f"hive_partitioning = false) where leverans_nr < {nr}"
        )
    connection.execute(f"create temp table alla_tal as {' union all by name '.join(parts)}")
    connection.execute(
        f"create or replace temp table {_EVENTS} (file_name varchar, key blob, value blob)"
    )
    if landing.is_dir():
        connection.execute(
            f"insert into {_EVENTS} select file_name, key, value from {events_in(landing)}"
        )
    relations = {f"landing.{slag}": "alla_tal", "landing.handelse": _EVENTS}
    granskat = model_query(connection, _MODELS[slag], relations)
    connection.execute(
        "create temp table granskad_rad as select rad_nr, kolumn, coalesce(kolumn, '') as plats, "
        "1::bigint as rad_antal, matar, enhet_kod, ar_i_ramen, "
        f"karantan_orsak_kod from {granskat} where leverans_nr = {nr}"
    )
    return _reviewed(connection, table, slag, {})


def _keep_rows(
    connection: duckdb.DuckDBPyConnection, table: str, granskat: str, *, by_row: bool
) -> None:
    """Make ``granskad_rad``: what each row of *granskat* says, its answer as answers are matched.

    In a delivery that is told of in counts, a row is known by its number alone. A year or question
    that could not be read is told as delivered.
    """
    delivered = f"trim({render_macro('utan_textformel', 'svar')})"
    connection.execute(
        f"""
        create temp table granskad_rad as
        with svarstext as (
            select svar, nullif({render_macro("normaliserad_text", "svar")}, '') as svar_nyckel
            from (select distinct {delivered} as svar from (select distinct svar from {table}))
        )
        select
            sagd.rad_nr,
            {"sagd.kolumn" if by_row else "null::varchar as kolumn"},
            coalesce(sagd.kolumn, '') as plats,
            1::bigint as rad_antal,
            '' as lasfel_kod,
            sagd.matar::varchar as matar,
            nullif(sagd.enhet_kod, '') as enhet_kod,
            lower(sagd.fraga_kod) as fraga,
            nullif(sagd.omrade_kod, '') as omrade_kod,
            nullif(sagd.delfraga_kod, '') as delfraga_kod,
            svarstext.svar_nyckel as svar,
            sagd.svarsklass,
            sagd.ar_tomt,
            sagd.ar_i_ramen,
            sagd.karantan_orsak_kod,
            {_post_of("lower(sagd.fraga_kod)", "sagd")} as fraga_post,
            fraga_per_ar.skala_kod
        from {granskat} as sagd
        left join svarstext on sagd.svar = svarstext.svar
        left join int_fraga__per_ar as fraga_per_ar
            on sagd.matar = fraga_per_ar.matar
            and sagd.fraga_kod = fraga_per_ar.fraga_kod
            and coalesce(sagd.omrade_kod, '') = fraga_per_ar.omrade_kod
            and coalesce(sagd.delfraga_kod, '') = fraga_per_ar.delfraga_kod
        """
    )
    fraga = "coalesce(granskad_rad.fraga, lower(nullif(trim(sagd.fraga_kod), '')))"
    connection.execute(
        f"""
        update granskad_rad
        set
            matar = coalesce(granskad_rad.matar, nullif(trim(sagd.matar), '')),
            fraga = {fraga},
            fraga_post = {_post_of(fraga, "granskad_rad")},
            lasfel_kod = case when sagd.rad is not null then karantan_orsak_kod else '' end
        from {table} as sagd
        where granskad_rad.rad_nr = sagd.rad_nr
            and granskad_rad.plats = coalesce(sagd.kolumn, '')
            and (granskad_rad.matar is null or granskad_rad.fraga is null)
        """
    )


def _post_of(fraga: str, rad: str) -> str:
    """Return the SQL of a question with its area and item, as one text."""
    return (
        f"concat_ws('/', {fraga}, coalesce({rad}.omrade_kod, ''), coalesce({rad}.delfraga_kod, ''))"
    )


def _first_rows(
    connection: duckdb.DuckDBPyConnection, table: str, slag: str
) -> dict[str, list[dict[str, Any]]]:
    """Return the first refused rows as delivered, by the reason of refusal."""
    columns = ", ".join(("rad", *SLAG[slag]))
    result = connection.execute(
        f"""
        with avvisad as (
            select karantan_orsak_kod, rad_nr, plats
            from granskad_rad
            where karantan_orsak_kod is not null
            qualify row_number() over (partition by karantan_orsak_kod order by rad_nr, plats) <= ?
        )
        select avvisad.karantan_orsak_kod, levererat.rad_nr, levererat.kolumn, {columns}
        from avvisad
        inner join {table} as levererat
            on avvisad.rad_nr = levererat.rad_nr
            and avvisad.plats = coalesce(levererat.kolumn, '')
        order by levererat.rad_nr, levererat.kolumn
        """,
        [_EXAMPLES],
    )
    names = [column[0] for column in result.description]
    first: dict[str, list[dict[str, Any]]] = {}
    for row in result.fetchall():
        first.setdefault(row[0], []).append(dict(zip(names, row, strict=True)))
    return first
