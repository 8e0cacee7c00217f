"""A page for each indicator, in Swedish and English: what it is, where it stands, who moved."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from oppna_jamforelser.publish.webb.address import address
from oppna_jamforelser.publish.webb.karta import PATTERNS, borders, map_of
from oppna_jamforelser.publish.webb.proof import Proof
from oppna_jamforelser.publish.webb.serie import draw_series
from oppna_jamforelser.publish.webb.site import Site
from oppna_jamforelser.report.scope import Scope
from oppna_jamforelser.report.subject import UNIT
from oppna_jamforelser.swedish import is_few
from oppna_jamforelser.warehouse import Row

_RIKET = ("riket", "00")
# The last year of each indicator until the publication's.
_LAST = """
    sista as (
        select indikator_id, max(matar) as matar
        from marts.fct_gruppvarde
        where gruppindelning = 'riket' and matar <= $1
        group by indikator_id
    )
"""
_QUERIES = {
    "fakta": f"""
        with {_LAST}

        select indikator.*, sista.matar, dimension.beskrivning as dimension_text
        from marts.dim_indikator as indikator
        inner join sista on indikator.indikator_id = sista.indikator_id
        left join metadata.kvalitetsdimension as dimension
            on indikator.kvalitetsdimension = dimension.kvalitetsdimension_namn
        order by indikator.indikator_id
    """,
    "riket": """
        select serie.indikator_id, serie.matar, serie.andel_procent, serie.ja_antal,
            serie.namnare_antal, serie.orsak_kod, orsak.orsak_text, orsak.orsak_text_en,
            serie.jamforbarhet, serie.segment_nr, varde.lagsta_procent, varde.hogsta_procent,
            varde.belagg, belagg.belagg_kort, belagg.belagg_text_en
        from marts.fct_tidsserie as serie
        left join marts.fct_gruppvarde as varde
            on serie.matar = varde.matar and serie.gruppindelning = varde.gruppindelning
            and serie.grupp_kod = varde.grupp_kod and serie.indikator_id = varde.indikator_id
        left join regler.orsak as orsak on serie.orsak_kod = orsak.orsak_kod
        left join metadata.belagg as belagg on varde.belagg = belagg.belagg
        where serie.gruppindelning = 'riket' and serie.matar <= $1
        order by serie.indikator_id, serie.matar
    """,
    "grupper": f"""
        with {_LAST}

        select varde.indikator_id, varde.matar, varde.gruppindelning, grupp.gruppindelning_namn,
            varde.grupp_kod, grupp.grupp_namn, varde.andel_procent, varde.ja_antal,
            varde.namnare_antal, varde.lagsta_procent, varde.hogsta_procent, orsak.orsak_text
        from marts.fct_gruppvarde as varde
        inner join sista
            on varde.indikator_id = sista.indikator_id and varde.matar = sista.matar
        inner join marts.dim_redovisningsgrupp as grupp
            on varde.gruppindelning = grupp.gruppindelning and varde.grupp_kod = grupp.grupp_kod
        left join regler.orsak as orsak on varde.orsak_kod = orsak.orsak_kod
        where varde.gruppindelning in ('lan', 'skr', 'storleksgrupp', 'egen')
        order by varde.indikator_id, varde.gruppindelning, varde.grupp_kod
    """,
    "enheter": f"""
        with {_LAST}

        select fakta.indikator_id, fakta.matar, fakta.enhet_kod, enhet.enhet_namn,
            enhet.kommun_kod, kommun.kommun_namn, kommun.lan_namn, fakta.utfall, fakta.orsak_kod,
            coalesce(utfall.utfall_text, orsak.orsak_text) as text
        from marts.fct_enhetsutfall as fakta
        inner join sista
            on fakta.indikator_id = sista.indikator_id and fakta.matar = sista.matar
        inner join marts.dim_enhet as enhet on fakta.enhet_kod = enhet.enhet_kod
        inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
        left join regler.utfall as utfall on fakta.utfall = utfall.utfall
        left join regler.orsak as orsak on fakta.orsak_kod = orsak.orsak_kod
        order by fakta.indikator_id, enhet.enhet_namn collate sv, fakta.enhet_kod
    """,
    "byten": f"""
        with {_LAST}

        select byte.indikator_id, byte.enhet_kod, enhet.enhet_namn, byte.overgang_kod
        from marts.fct_enhetsovergang as byte
        inner join sista
            on byte.indikator_id = sista.indikator_id and byte.till_matar = sista.matar
        inner join marts.dim_enhet as enhet on byte.enhet_kod = enhet.enhet_kod
        where byte.overgang_kod in ('till_ja', 'fran_ja')
        order by byte.indikator_id, enhet.enhet_namn collate sv, byte.enhet_kod
    """,
    "kort": f"""
        with {_LAST}

        select kort.indikator_id, kort.falt_kod, kort.falt_namn, kort.falt_namn_en, kort.text_sv,
            kort.text_en, kort.kalla, belagg.belagg_kort, kort.belagg
        from marts.mart_indikator_kort as kort
        inner join sista on kort.indikator_id = sista.indikator_id
        left join metadata.belagg as belagg on kort.belagg = belagg.belagg
        where kort.giltig_fran_matar <= sista.matar
            and (kort.giltig_till_matar is null or kort.giltig_till_matar >= sista.matar)
        order by kort.indikator_id, kort.falt_ordning, length(kort.falt_kod), kort.falt_kod
    """,
    "regler": """
        select per_ar.indikator_id, per_ar.giltig_fran_matar, per_ar.giltig_till_matar,
            regel.regel_id, regel.regel_namn, regel.regel_namn_en, text.regel_text,
            text.kalla as regel_kalla, per_ar.kalla, belagg.belagg_kort
        from regler.indikator_regel as per_ar
        inner join regler.regel as regel on per_ar.regel_id = regel.regel_id
        inner join intermediate.int_regel__text as text
            on per_ar.indikator_id = text.indikator_id and per_ar.regel_id = text.regel_id
            and text.gren_id is null
        inner join metadata.belagg as belagg on per_ar.belagg = belagg.belagg
        where per_ar.giltig_fran_matar <= $1
        order by per_ar.indikator_id, per_ar.giltig_fran_matar
    """,
    "grenar": """
        select distinct text.indikator_id, text.regel_id, text.gren_id, text.regel_text,
            text.kalla, coalesce(utfall.utfall_text, 'Saknas') as utfall_text
        from intermediate.int_regel__text as text
        inner join regler.regel_gren as gren
            on text.regel_id = gren.regel_id and text.gren_id = gren.gren_id
        left join regler.utfall as utfall on gren.utfall = utfall.utfall
        order by text.indikator_id, text.regel_id, utfall_text, text.gren_id
    """,
    "delar": """
        select komponent.indikator_id, del.indikator_id as del_id, del.kortnamn
        from regler.indikator_komponent as komponent
        inner join marts.dim_indikator as del
            on komponent.komponent_indikator_id = del.indikator_id
        order by komponent.indikator_id, del.kortnamn collate sv
    """,
    "par": """
        select par.indikator_id, par.fran_matar, par.till_matar, klass.klass_text,
            klass.klass_text_en, par.orsak_text, belagg.jamforbarhet_text, par.klass,
            belagg.jamforbarhet_text_en
        from marts.dim_jamforbarhet as par
        inner join regler.jamforbarhet_klass as klass on par.klass = klass.klass
        inner join metadata.belagg as belagg on par.jamforbarhet_belagg = belagg.belagg
        where par.fran_matar = par.till_matar - 1 and par.till_matar <= $1
            and par.fran_stalld and par.till_stalld
        order by par.indikator_id, par.till_matar desc
    """,
    "forandring": f"""
        with {_LAST}

        select byte.indikator_id, byte.fran_matar, byte.forandring_procentenheter,
            byte.orsak_kod, byte.ar_saker
        from marts.fct_forandring as byte
        inner join sista
            on byte.indikator_id = sista.indikator_id and byte.till_matar = sista.matar
        where byte.gruppindelning = 'riket' and byte.fran_matar = byte.till_matar - 1
        order by byte.indikator_id
    """,
}
_SHORT = {
    "ej_insamlad": "ställdes inte",
    "for_stort_bortfall": "för stort bortfall",
    "inga_tillampliga_svar": "gäller ingen",
}


def write_indicators(site: Site, scope: Scope) -> None:
    """Write the two pages of each indicator."""
    tables = {
        name: site.by_indicator(sql, *([site.matar] if "$1" in sql else []))
        for name, sql in _QUERIES.items()
    }
    reasons = {
        row["kod"]: row["text"]
        for row in site.warehouse.rows(
            "select utfall as kod, utfall_text as text from regler.utfall "
            "union all select orsak_kod, orsak_text from regler.orsak order by kod"
        )
    }
    for one in site.facts.indicators:
        rows = {name: table.get(one.indikator_id, []) for name, table in tables.items()}
        (fakta,) = rows.pop("fakta")
        for year in rows["riket"]:
            year["kort_orsak"] = _SHORT.get(year["orsak_kod"], "saknas")
        values = dict(
            fakta=fakta,
            proof=Proof(),
            riket_key=_RIKET,
            now=rows["riket"] and _year(rows["riket"], fakta["matar"]),
            known={one.kod for one in site.facts.subjects if one.typ == UNIT},
            **rows,
        )
        site.render(
            "publish/webb/mallar/indikator.html.j2",
            one.href,
            english=f"en/{one.href}",
            serie=draw_series(rows["riket"], _series_text(rows["riket"])),
            karta=map_of(rows["enheter"], reasons),
            patterns=PATTERNS,
            borders=borders(),
            spridning=_spread(rows["grupper"], bool(fakta["malvarde_text"])),
            address=address,
            **values,
        )
        site.render(
            "publish/webb/mallar/indikator_en.html.j2",
            f"en/{one.href}",
            swedish=one.href,
            **values | {"proof": Proof("../../")},
        )


def _year(rows: list[Row], matar: int) -> Row:
    return next(row for row in rows if row["matar"] == matar)


def _series_text(rows: list[Row]) -> str:
    """Return in words what the picture of the years shows."""
    said = ", ".join(
        f"{row['matar']}: {row['andel_procent']} procent"
        if row["andel_procent"] is not None
        else f"{row['matar']}: {row['kort_orsak']}"
        for row in rows
    )
    breaks = [str(row["matar"]) for row in rows if row["jamforbarhet"] == "ej"]
    cut = f" Linjen är bruten före {', '.join(breaks)}." if breaks else ""
    return f"{_finding(rows)} {said}.{cut}"


def _finding(rows: list[Row]) -> str:
    """Return how the share moved over the last years that compare, which the picture is about."""
    last = max((row["segment_nr"] or 0 for row in rows), default=0)
    shown = [
        (row["matar"], row["andel_procent"])
        for row in rows
        if row["andel_procent"] is not None and row["segment_nr"] == last
    ]
    if len(shown) < 2:
        return "Andel Ja i riket: inga år att jämföra."
    (first, before), (latest, now) = shown[0], shown[-1]
    if before == now:
        return f"Andelen Ja i riket är densamma {latest} som {first}, {now} procent."
    moved = "steg" if now > before else "sjönk"
    return f"Andelen Ja i riket {moved} från {before} procent {first} till {now} procent {latest}."


def _spread(groups: list[Row], has_direction: bool) -> list[dict[str, Any]]:
    """Return the groups of each gruppindelning, and which is lowest and highest.

    Only groups are told apart so, and of them only those of enough units; the highest is best only
    where the card says what is aimed at.
    """
    spread = []
    for indelning, members in groupby(groups, key=itemgetter("gruppindelning")):
        rows = list(members)
        ranked = [
            row
            for row in rows
            if row["andel_procent"] is not None and not is_few(row["namnare_antal"])
        ]
        shares = [row["andel_procent"] for row in ranked]
        names = {}
        if indelning != "egen" and len(ranked) > 1 and min(shares) < max(shares):
            names = {
                min(shares): "lägst",
                max(shares): "högst och bäst" if has_direction else "högst",
            }
        for row in rows:
            row["plats"] = names.get(row["andel_procent"]) if row in ranked else None
        spread.append({"namn": rows[0]["gruppindelning_namn"], "rows": rows})
    return spread
