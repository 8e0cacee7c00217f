"""The units of a chain: outcome, branch, and the answers behind it by role."""

from collections.abc import Iterable, Sequence

from oppna_jamforelser.warehouse import Row, Warehouse

_ENHET = (
    "enhet_kod", "enhet_namn", "kommun_namn", "utfall", "utfall_text", "orsak_kod", "orsak_text",
    "ingar_i_taljare", "ingar_i_namnare", "gren_id", "gren_text", "gren_kalla",
)  # fmt: skip
_DEL = ("indikator_id", "regel_id", *_ENHET[3:])
# The composite and its components; two parameters.
_INDIKATORER = """(
    utfall.indikator_id = ?
    or utfall.indikator_id in (
        select komponent_indikator_id from regler.indikator_komponent where indikator_id = ?
    )
)"""

Answers = dict[tuple[str, str], dict[str, Row]]


def read_units(
    warehouse: Warehouse,
    indikator: Row,
    matar: int,
    where: str,
    parameters: Sequence[object],
    with_text: bool,
) -> list[Row]:
    """Return the units with outcome, branch, answers by role and components, by Swedish name.

    *where* chooses the units, among the rows of ``utfall``. What respondents wrote in words of
    their own is there only *with_text*.
    """
    chosen = f"utfall.matar = ? and {_INDIKATORER} and {where}"
    given = (matar, indikator["indikator_id"], indikator["indikator_id"], *parameters)
    utfall = warehouse.rows(
        f"""
        select utfall.*, enhet.enhet_namn, kommun.kommun_namn, ord.utfall_text, orsak.orsak_text,
            text.regel_text as gren_text,
            case when text.kalla = regel.kalla then per_ar.kalla else text.kalla end as gren_kalla
        from marts.fct_enhetsutfall as utfall
        inner join marts.dim_enhet as enhet on utfall.enhet_kod = enhet.enhet_kod
        inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
        left join regler.utfall as ord on utfall.utfall = ord.utfall
        left join regler.orsak as orsak on utfall.orsak_kod = orsak.orsak_kod
        left join intermediate.int_regel__text as text
            on utfall.indikator_id = text.indikator_id and utfall.regel_id = text.regel_id
            and utfall.gren_id = text.gren_id
        left join regler.regel as regel on utfall.regel_id = regel.regel_id
        left join regler.indikator_regel as per_ar
            on utfall.indikator_id = per_ar.indikator_id and utfall.regel_id = per_ar.regel_id
            and utfall.matar >= per_ar.giltig_fran_matar
            and (per_ar.giltig_till_matar is null or utfall.matar <= per_ar.giltig_till_matar)
        where {chosen}
        order by enhet.enhet_namn collate sv, utfall.enhet_kod, utfall.indikator_id
        """,
        *given,
    )
    answers = _read_answers(warehouse, chosen, given, with_text)
    delar: dict[str, list[Row]] = {}
    for row in utfall:
        if row["indikator_id"] != indikator["indikator_id"]:
            roller = answers.get((row["enhet_kod"], row["indikator_id"]), {})
            delar.setdefault(row["enhet_kod"], []).append({**keep(row, _DEL), "roller": roller})
    return [
        {
            **keep(row, _ENHET),
            "roller": answers.get((row["enhet_kod"], row["indikator_id"]), {}),
            "delar": delar.get(row["enhet_kod"], []),
        }
        for row in utfall
        if row["indikator_id"] == indikator["indikator_id"]
    ]


def _read_answers(
    warehouse: Warehouse, chosen: str, given: Sequence[object], with_text: bool
) -> Answers:
    """Return by unit and indicator, and by role: what was answered, how it was read, where it
    stood."""
    # concat_ws leaves out the sheet and the column of a file that has none
    rows = warehouse.rows(
        f"""
        select utfall.enhet_kod, utfall.indikator_id, utfall.roll, utfall.svarsklass as klass,
            klass.svarsklass_text as klass_text, text.svar, text.fritext, text.svar_ar_text,
            text.karantan_orsak_text as karantan_orsak,
            case
                when text.rad_nr is not null
                    then concat_ws(
                        ' ', 'leverans ' || text.leverans_nr || ', ' || text.fil,
                        'blad ' || nullif(text.blad, ''), 'rad ' || text.rad_nr,
                        'kolumn ' || nullif(text.kolumn, '')
                    )
            end as leverans
        from marts.mart_bevis_svar as utfall
        inner join regler.roll as roll on utfall.roll = roll.roll
        left join metadata.svarsklass as klass on utfall.svarsklass = klass.svarsklass
        left join intern.bevis_text as text
            on utfall.leverans_nr is not null
            and utfall.matar = text.matar and utfall.enhet_kod = text.enhet_kod
            and utfall.fraga_kod = text.fraga_kod
            and coalesce(utfall.omrade_kod, '') = text.omrade_kod
            and coalesce(utfall.delfraga_kod, '') = text.delfraga_kod
        where {chosen}
        order by roll.ordning
        """,
        *given,
    )
    answers: Answers = {}
    for row in rows:
        key = row["enhet_kod"], row["indikator_id"]
        answers.setdefault(key, {})[row["roll"]] = {
            "svar": _answer(row, with_text),
            "text_finns": bool(row["svar_ar_text"] or row["fritext"]),
            **keep(row, ("klass", "klass_text", "leverans", "karantan_orsak")),
        }
    return answers


def _answer(row: Row, with_text: bool) -> str | None:
    """Return the alternative that was chosen; texts of the respondent's own only when asked for."""
    if row["svar_ar_text"] and not with_text:
        return None
    if row["fritext"] and with_text:
        return f"{row['svar']} (fritext: {row['fritext']})"
    return row["svar"]


def keep(row: Row, names: Iterable[str]) -> Row:
    """Return some of a row's columns."""
    return {name: row[name] for name in names}
