"""What each unit of a delivery lacks, and what differs from its last year: asked of the models."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from oppna_jamforelser.landing import LANDING_KOLUMNER, literal_path
from oppna_jamforelser.project import read_seed
from oppna_jamforelser.receipt.contents import COMMON, Change, Question, Unit
from oppna_jamforelser.sqlmotor import build_models

_LANDED = {"landing.svar": "landad_rad", "landing.handelse": "landad_handelse"}
MOST_ROWS = (
    500_000  # of the delivery's units, in all deliveries; the country in nine years has half
)
_Key = tuple[int, str]


def read_answers(connection: duckdb.DuckDBPyConnection, landing: Path) -> bool:
    """Make ``forvantat_svar``, ``andrat_svar`` and ``gallande_svar`` of the delivery's units.

    They hold what the landing folder says of them, this delivery and the others together. The
    delivery itself is ``granskad_rad`` (see ``intake.review``). Returns whether they could be read:
    they are empty where the units have more than ``MOST_ROWS`` rows.
    """
    connection.execute(
        "create or replace temp table levererad_enhet as "
        "select distinct matar::integer as matar, enhet_kod from granskad_rad where ar_i_ramen"
    )
    _open_landing(connection, landing)
    (row_count,) = connection.execute("select count(*) from landad_rad").fetchall()[0]
    is_readable = bool(row_count <= MOST_ROWS)
    if not is_readable:
        connection.execute("truncate levererad_enhet")
    build_models(connection, ["int_svar__gallande"], _LANDED, as_views=True)
    connection.execute(
        "create or replace temp table gallande_svar as select * from int_svar__gallande "
        f"where {is_readable}"
    )
    relations = {"int_svar__gallande": "gallande_svar", "int_enhet__ram": "levererad_enhet"}
    build_models(connection, ["int_svar__vantat", "int_svar__andrat"], relations, as_views=True)
    delivered = "(matar, enhet_kod) in (select (matar, enhet_kod) from levererad_enhet)"
    # "Kan inte svara" is an answer here: nobody is to be asked again
    connection.execute(
        "create or replace temp table forvantat_svar as "
        "select *, svarsklass is not null and svarsklass <> 'ogiltigt' as har_svar "
        f"from int_svar__vantat where ar_stalld and {delivered}"
    )
    connection.execute(
        f"create or replace temp table andrat_svar as from int_svar__andrat where {delivered}"
    )
    return is_readable


def _open_landing(connection: duckdb.DuckDBPyConnection, landing: Path) -> None:
    """Open the landing folder's rows of the delivery's units, however they spell their code.

    The codes that were delivered are few: the staging model reads them, and only the rows of those
    that mean a unit of the delivery are judged again.
    """
    columns = ", ".join(f"null::{kind} as {name}" for name, kind in LANDING_KOLUMNER.items())
    source = f"read_parquet({_files(landing, 'leverans_*.parquet')}, union_by_name = true)"
    connection.execute(
        "create or replace temp view levererad_kod as "
        f"select distinct enhet_kod from {source} union all by name select {columns} where false"
    )
    build_models(
        connection, ["stg_landing__svar"], {"landing.svar": "levererad_kod"}, as_views=True
    )
    connection.execute(
        "create or replace temp table levererad_stavning as select enhet_kod_levererad "
        "from stg_landing__svar where enhet_kod in (select enhet_kod from levererad_enhet)"
    )
    connection.execute(
        f"create or replace temp view landad_rad as select * from {source} "
        "where enhet_kod in (from levererad_stavning) "
        f"union all by name select {columns} where false"
    )
    connection.execute(
        "create or replace temp view landad_handelse as "
        f"select * from parquet_kv_metadata({_files(landing, '*_[0-9]*_*.parquet')})"
    )


def _files(landing: Path, pattern: str) -> str:
    return "'" + f"{literal_path(landing)}/{pattern}".replace("'", "''") + "'"


def read_received(connection: duckdb.DuckDBPyConnection, leverans_nr: int) -> datetime | None:
    """Return when a delivery of the landing folder arrived, UTC, after :func:`read_answers`."""
    rows = connection.execute(
        "select mottagen from stg_landing__handelse where leverans_nr = ?", [leverans_nr]
    ).fetchall()
    return rows[0][0] if rows else None


def read_units(connection: duckdb.DuckDBPyConnection) -> list[Unit]:
    """Return the delivery's units, year by year, after :func:`read_answers`."""
    missing = _missing(connection)
    changes = _changes(connection)
    rows = connection.execute(
        """
        select
            levererad.matar,
            levererad.enhet_kod,
            enhet.enhet_namn,
            sum(rad.rad_antal) filter (rad.karantan_orsak_kod is null)::bigint,
            sum(rad.rad_antal) filter (rad.karantan_orsak_kod is not null)::bigint,
            (
                select count(*) from forvantat_svar as stalld
                where stalld.matar = levererad.matar and stalld.enhet_kod = levererad.enhet_kod
            )
        from levererad_enhet as levererad
        inner join enhet on levererad.enhet_kod = enhet.enhet_kod
        inner join granskad_rad as rad
            on levererad.matar::varchar = rad.matar and levererad.enhet_kod = rad.enhet_kod
        group by levererad.matar, levererad.enhet_kod, enhet.enhet_namn
        order by levererad.matar, levererad.enhet_kod
        """
    ).fetchall()
    return [
        Unit(
            matar,
            enhet_kod,
            enhet_namn,
            accepted or 0,
            refused or 0,
            asked,
            missing.get((matar, enhet_kod), []),
            changes.get((matar, enhet_kod), []),
        )
        for matar, enhet_kod, enhet_namn, accepted, refused, asked in rows
    ]


_QUESTION = "svar.matar, svar.enhet_kod, svar.fraga_kod, svar.delfraga_kod, fraga.fraga_text"
_WORDS = """
    inner join int_fraga__per_ar as fraga
        on svar.matar = fraga.matar
        and svar.fraga_kod = fraga.fraga_kod
        and svar.omrade_kod = fraga.omrade_kod
        and svar.delfraga_kod = fraga.delfraga_kod
"""
_ORDER = "order by svar.matar, svar.enhet_kod, omrade, svar.fraga_kod, svar.delfraga_kod"


def _missing(connection: duckdb.DuckDBPyConnection) -> dict[_Key, list[Question]]:
    rows = connection.execute(
        f"select {_QUESTION}, svar.svarsomrade_kod as omrade from forvantat_svar as svar "
        f"{_WORDS} where not svar.har_svar {_ORDER}"
    ).fetchall()
    missing: dict[_Key, list[Question]] = {}
    for matar, enhet_kod, *words in rows:
        missing.setdefault((matar, enhet_kod), []).append(_question(*words))
    return missing


def _changes(connection: duckdb.DuckDBPyConnection) -> dict[_Key, list[Change]]:
    rows = connection.execute(
        f"select {_QUESTION}, coalesce(nullif(svar.omrade_kod, ''), fraga.oppnas_av_omrade_kod, '')"
        " as omrade, svar.fore_matar, svar.fore_svarsklass_text, svar.svarsklass_text "
        f"from andrat_svar as svar {_WORDS} {_ORDER}"
    ).fetchall()
    changes: dict[_Key, list[Change]] = {}
    for matar, enhet_kod, *words, fore_matar, fore_text, text in rows:
        change = Change(_question(*words), fore_matar, fore_text, text)
        changes.setdefault((matar, enhet_kod), []).append(change)
    return changes


def _question(fraga_kod: str, delfraga_kod: str, fraga_text: str, omrade_kod: str) -> Question:
    return Question(
        _names("metadata/verksamhetsomrade", "omrade").get(omrade_kod, COMMON),
        fraga_kod,
        _names("metadata/delfraga", "delfraga").get(delfraga_kod, ""),
        fraga_text,
    )


@lru_cache
def _names(seed: str, what: str) -> dict[str, str]:
    return {row[f"{what}_kod"]: row[f"{what}_namn"] for row in read_seed(seed)}
