"""What each unit of a delivery lacks, and what differs from its last year: asked of the models."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from oppna_jamforelser.grouped import grouped
from oppna_jamforelser.intake.review import Review
from oppna_jamforelser.landing import LANDING_KOLUMNER, answers_in, events_in
from oppna_jamforelser.project import seed_names
from oppna_jamforelser.receipt.contents import COMMON, Change, Question, Unit, WithoutEffect
from oppna_jamforelser.sqlmotor import build_models, model_query, render_macro

_LANDED = {"landing.svar": "landad_rad", "landing.handelse": "landad_handelse"}
# of the delivery's units, in all deliveries; the country in nine years has half
MOST_ROWS = 500_000
_DELIVERED = "(matar, enhet_kod) in (select (matar, enhet_kod) from levererad_enhet)"
_Key = tuple[int, str]


@dataclass(frozen=True)
class Answers:
    """What the landing folder says of a delivery's units, this delivery and the others together.

    The tables are in the connection of *review*: ``gallande_svar``, ``forvantat_svar`` (what was
    asked), ``andrat_svar``, ``ororda_rutor``. They are empty where the units have more than
    ``MOST_ROWS`` rows (*are_read*).
    """

    review: Review
    are_read: bool

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the tables."""
        return self.review.connection.execute(query, parameters).fetchall()

    def received(self, leverans_nr: int) -> datetime | None:
        """Return when a delivery of the landing folder arrived, UTC."""
        rows = self.rows(
            "select mottagen from stg_landing__handelse where leverans_nr = ?", leverans_nr
        )
        return rows[0][0] if rows else None

    def without_effect(self, leverans_nr: int) -> WithoutEffect:
        """Return how many accepted rows of a delivery are not in force, and why."""
        if not self.are_read:
            return WithoutEffect(0, 0, [])
        earlier = self.rows(
            "select rad_nr from aldre_svar where leverans_nr = ? order by rad_nr", leverans_nr
        )
        ((empty_count,),) = self.rows(
            """
            select count(*) from granskat_svar as tom
            inner join gallande_svar as svar
                on tom.matar = svar.matar and tom.enhet_kod = svar.enhet_kod
                and tom.fraga_kod = svar.fraga_kod and tom.omrade_kod = svar.omrade_kod
                and tom.delfraga_kod = svar.delfraga_kod and tom.leverans_nr > svar.leverans_nr
            where tom.leverans_nr = ? and tom.ar_tomt and tom.fritext = ''
                and tom.karantan_orsak_kod is null
            """,
            leverans_nr,
        )
        return WithoutEffect(len(earlier), empty_count, [row for (row,) in earlier[:3]])


def read_answers(review: Review, landing: Path) -> Answers:
    """Ask the landing folder what it says of the units that *review* knows in the delivery."""
    connection = review.connection
    connection.execute(
        "create temp table levererad_enhet as "
        "select distinct matar::integer as matar, enhet_kod from granskad_rad where ar_i_ramen"
    )
    _open_landing(review, landing)
    (row_count,) = connection.execute("select count(*) from landad_rad").fetchall()[0]
    are_read = bool(row_count <= MOST_ROWS)
    if not are_read:
        connection.execute("truncate levererad_enhet")
        connection.execute("truncate levererad_stavning")
    # as tables: several questions read them
    build_models(connection, ["stg_landing__handelse"], _LANDED)
    known = {**_LANDED, **review.constant, "stg_landing__handelse": "stg_landing__handelse"}

    def keep(table: str, model: str, where: str = "true", columns: str = "*") -> None:
        query = model_query(connection, model, known)
        connection.execute(
            f"create temp table {table} as select {columns} from {query} where {where}"
        )
        known[model] = table

    # a delivery is known by its number here: its id and file name would be kept with each row
    keep(
        "granskat_svar",
        "int_svar__granskat",
        columns="* replace (null::varchar as leverans_id, null::varchar as fil)",
    )
    keep("gallande_svar", "int_svar__gallande", str(are_read))
    keep("aldre_svar", "int_svar__historik", "ersatt_orsak_kod = 'tidigare_inlamnad'")
    known["int_enhet__ram"] = "levererad_enhet"
    # "Kan inte svara" is an answer here: nobody is to be asked again
    keep(
        "forvantat_svar",
        "int_svar__vantat",
        f"ar_stalld and {_DELIVERED}",
        "*, svarsklass is not null and svarsklass <> 'ogiltigt' as har_svar",
    )
    keep("andrat_svar", "int_svar__andrat", _DELIVERED)
    keep("ororda_rutor", "kva_ororda_rutor", _DELIVERED)
    return Answers(review, are_read)


def _open_landing(review: Review, landing: Path) -> None:
    """Open the landing folder's rows of the delivery's units, however they spell their code.

    The codes that were delivered are few: they are read as the staging model does, and only the
    rows of those that mean a unit of the delivery are judged again.
    """
    connection = review.connection
    columns = ", ".join(f"null::{kind} as {name}" for name, kind in LANDING_KOLUMNER.items())
    source = answers_in(landing)
    known = review.constant["stg_referens__enhet_stavning"]
    connection.execute(
        "create temp table levererad_stavning as "
        f"with enhet_stavning as (from {known} where lases_i_leverans), "
        f"enhet_text as (select distinct coalesce(enhet_kod, '') as levererad from {source}), "
        f"{render_macro('last_enhet')} "
        "select levererad from last_enhet "
        "where enhet_kod in (select enhet_kod from levererad_enhet)"
    )
    connection.execute(
        f"create temp view landad_rad as select * from {source} "
        "where enhet_kod in (from levererad_stavning) "
        f"union all by name select {columns} where false"
    )
    connection.execute(f"create temp view landad_handelse as select * from {events_in(landing)}")


def read_units(answers: Answers) -> list[Unit]:
    """Return the delivery's units, year by year."""
    missing = _missing(answers)
    changes = _changes(answers)
    rows = answers.rows(
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
    )
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


def _missing(answers: Answers) -> dict[_Key, list[Question]]:
    rows = answers.rows(
        f"select {_QUESTION}, svar.svarsomrade_kod as omrade from forvantat_svar as svar "
        f"{_WORDS} where not svar.har_svar {_ORDER}"
    )
    return grouped(((matar, kod), _question(*words)) for matar, kod, *words in rows)


def _changes(answers: Answers) -> dict[_Key, list[Change]]:
    rows = answers.rows(
        f"select {_QUESTION}, coalesce(nullif(svar.omrade_kod, ''), fraga.oppnas_av_omrade_kod, '')"
        " as omrade, svar.fore_matar, svar.fore_svarsklass_text, svar.svarsklass_text "
        f"from andrat_svar as svar {_WORDS} {_ORDER}"
    )
    return grouped(
        ((matar, kod), Change(_question(*words), fore_matar, fore_text, text))
        for matar, kod, *words, fore_matar, fore_text, text in rows
    )


def _question(fraga_kod: str, delfraga_kod: str, fraga_text: str, omrade_kod: str) -> Question:
    return Question(
        seed_names("metadata/verksamhetsomrade", "omrade_kod", "omrade_namn").get(
            omrade_kod, COMMON
        ),
        fraga_kod,
        seed_names("metadata/delfraga", "delfraga_kod", "delfraga_namn").get(delfraga_kod, ""),
        fraga_text,
    )
