"""Why? One page for each unit and group: every figure with its counts, branch, answers and ground.

What rules and sources say stands once, on the indicator's page. Of the answers only the class is
told, never a text that somebody wrote.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from oppna_jamforelser.publish.webb.address import address, why_page
from oppna_jamforelser.publish.webb.ended import Ended
from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.publish.webb.site import Site
from oppna_jamforelser.publish.webb.tal import grounds_of
from oppna_jamforelser.publish.webb.varfor_rad import group_row, unit_row
from oppna_jamforelser.report.persons import Persons
from oppna_jamforelser.report.scope import Scope, written
from oppna_jamforelser.report.subject import Key, Subject
from oppna_jamforelser.warehouse import Row

_UNITS = """
    with svar as (
        select bevis.matar, bevis.enhet_kod, bevis.indikator_id,
            string_agg(
                roll.roll_namn || ': ' || coalesce(klass.svarsklass_text, 'inget svar'), '; '
                order by roll.ordning, bevis.fraga_kod, bevis.omrade_kod, bevis.delfraga_kod
            ) as svar
        from marts.mart_bevis_svar as bevis
        inner join regler.roll as roll on bevis.roll = roll.roll
        left join metadata.svarsklass as klass on bevis.svarsklass = klass.svarsklass
        where bevis.matar <= $1
        group by bevis.matar, bevis.enhet_kod, bevis.indikator_id
    ),

    delar as (
        select fakta.matar, fakta.enhet_kod, komponent.indikator_id,
            count(*) || ' delar: ' || concat_ws(
                ', ',
                nullif(count(*) filter (where fakta.utfall = 'ja'), 0) || ' Ja',
                nullif(count(*) filter (where fakta.utfall = 'delvis'), 0) || ' Delvis',
                nullif(count(*) filter (where fakta.utfall = 'nej'), 0) || ' Nej',
                nullif(count(*) filter (where fakta.utfall = 'ej_aktuellt'), 0) || ' ej aktuellt',
                nullif(count(*) filter (where fakta.utfall is null), 0) || ' saknas'
            ) as svar
        from marts.fct_enhetsutfall as fakta
        inner join regler.indikator_komponent as komponent
            on fakta.indikator_id = komponent.komponent_indikator_id
        where fakta.matar <= $1
        group by fakta.matar, fakta.enhet_kod, komponent.indikator_id
    )

    select serie.grupp_kod as kod, serie.indikator_id, indikator.kortnamn, serie.matar,
        serie.utfall, utfall.utfall_text, orsak.orsak_text,
        fakta.ingar_i_taljare, fakta.ingar_i_namnare, gren.regel_text as gren_text,
        belagg.belagg_kort, coalesce(delar.svar, svar.svar) as svar
    from marts.fct_tidsserie as serie
    inner join marts.dim_indikator as indikator on serie.indikator_id = indikator.indikator_id
    left join marts.fct_enhetsutfall as fakta
        on serie.matar = fakta.matar and serie.grupp_kod = fakta.enhet_kod
        and serie.indikator_id = fakta.indikator_id
    left join svar
        on serie.matar = svar.matar and serie.grupp_kod = svar.enhet_kod
        and serie.indikator_id = svar.indikator_id
    left join delar
        on serie.matar = delar.matar and serie.grupp_kod = delar.enhet_kod
        and serie.indikator_id = delar.indikator_id
    left join intermediate.int_regel__text as gren
        on fakta.indikator_id = gren.indikator_id and fakta.regel_id = gren.regel_id
        and fakta.gren_id = gren.gren_id
    left join regler.utfall as utfall on serie.utfall = utfall.utfall
    left join regler.orsak as orsak on serie.orsak_kod = orsak.orsak_kod
    left join metadata.belagg as belagg on fakta.belagg = belagg.belagg
    where serie.gruppindelning = 'enhet' and serie.matar <= $1
        and serie.grupp_kod in (select unnest($2::varchar[]))
    order by kod, indikator.kortnamn collate sv, serie.indikator_id, serie.matar desc
"""
_GROUPS = """
    select serie.gruppindelning || ':' || serie.grupp_kod as kod, serie.indikator_id,
        indikator.kortnamn, serie.matar, varde.enheter_antal, varde.ja_antal, varde.delvis_antal,
        varde.nej_antal, varde.ej_aktuellt_antal, varde.bortfall_antal, varde.namnare_antal,
        serie.andel_procent, varde.lagsta_procent, varde.hogsta_procent, orsak.orsak_text,
        belagg.belagg_kort
    from marts.fct_tidsserie as serie
    inner join marts.dim_indikator as indikator on serie.indikator_id = indikator.indikator_id
    left join marts.fct_gruppvarde as varde
        on serie.matar = varde.matar and serie.gruppindelning = varde.gruppindelning
        and serie.grupp_kod = varde.grupp_kod and serie.indikator_id = varde.indikator_id
    left join regler.orsak as orsak on serie.orsak_kod = orsak.orsak_kod
    left join metadata.belagg as belagg on varde.belagg = belagg.belagg
    where serie.matar <= $1
        and serie.gruppindelning || ':' || serie.grupp_kod in (select unnest($2::varchar[]))
    order by kod, indikator.kortnamn collate sv, serie.indikator_id, serie.matar desc
"""
_RESTS = """
    select varde.gruppindelning || ':' || varde.grupp_kod as kod, varde.indikator_id, varde.matar,
        varde.jamfort_med, hel.grupp_namn, varde.ja_antal, varde.namnare_antal,
        varde.andel_procent, orsak.orsak_text, varde.skillnad
    from marts.fct_gruppvarde_ovriga as varde
    inner join marts.dim_redovisningsgrupp as hel
        on varde.jamfort_med = hel.gruppindelning || ':' || hel.grupp_kod
    left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
    where varde.matar <= $1
    order by kod, varde.indikator_id, varde.matar, varde.jamfort_med <> 'riket:00',
        varde.jamfort_med
"""


def write_why(
    site: Site, scope: Scope, persons: Persons, subjects: list[Subject], ended: list[Ended]
) -> None:
    """Write the page of each subject that says why each of its figures is what it is."""
    by_key: dict[str, tuple[Subject, Ended | None]] = {
        written(subject.key): (subject, None) for subject in subjects
    } | {written(one.subject.key): (one.subject, one) for one in ended}
    units = [subject.kod for subject, _ in by_key.values() if subject.is_unit]
    groups = [key for key, (subject, _) in by_key.items() if not subject.is_unit]
    for kod, rows in _by_page(site, _UNITS, units):
        _write(site, scope, persons, *by_key[f"enhet:{kod}"], rows)
    rests: dict[tuple[str, str, int], dict[str, Row]] = defaultdict(dict)
    for row in site.warehouse.rows(_RESTS, site.matar):
        rests[row["kod"], row["indikator_id"], row["matar"]][row["jamfort_med"]] = row
    for kod, rows in _by_page(site, _GROUPS, groups):
        for row in rows:
            row["rests"] = rests.get((kod, row["indikator_id"], row["matar"]), {})
        _write(site, scope, persons, *by_key[kod], rows)


def _by_page(site: Site, sql: str, koder: list[str]) -> Iterator[tuple[str, list[Row]]]:
    rows = site.warehouse.rows(sql, site.matar, koder)
    for kod, members in groupby(rows, key=itemgetter("kod")):
        yield kod, list(members)


def _write(
    site: Site,
    scope: Scope,
    persons: Persons,
    subject: Subject,
    ended: Ended | None,
    rows: list[Row],
) -> None:
    wholes = {
        kod: one["grupp_namn"].replace("Riket", "riket")
        for row in rows
        for kod, one in row.get("rests", {}).items()
    }
    proof = Proof()

    def rows_of(years: list[Row]) -> Markup:
        if subject.is_unit:
            return Markup("\n".join(unit_row(proof, subject.key, row) for row in years))
        return Markup("\n".join(group_row(proof, subject.key, row, list(wholes)) for row in years))

    site.render(
        "publish/webb/mallar/varfor.html.j2",
        why_page(subject.key),
        subject=subject,
        address=address(subject.key),
        ended=ended,
        indicators=list(_by_indicator(rows)),
        grounds=grounds_of(persons, subject),
        t=scope.texts,
        proof=proof,
        rows_of=rows_of,
        explain=_explain(subject.key),
        wholes=list(wholes.items()),
        width=6 if subject.is_unit else 9 + len(wholes),
    )


def _by_indicator(rows: list[Row]) -> Iterator[dict[str, Any]]:
    for id, members in groupby(rows, key=itemgetter("indikator_id")):
        years = list(members)
        asked = [row["matar"] for row in years if row["belagg_kort"]]
        yield {
            "indikator_id": id,
            "kortnamn": years[0]["kortnamn"],
            "rows": years,
            "last": max(asked, default=None),
        }


def _explain(key: Key) -> str:
    """Return what the command that proves a figure is told of whose it is."""
    return f"--enhet {key[1]}" if key[0] == "enhet" else f"--grupp {written(key)}"
