"""The numbers of a quality declaration, each read from the tables that are published with it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb


@dataclass(frozen=True)
class Facts:
    """What the data of a survey year say about their own quality.

    Counts are of the year. *response* is by area: name, answering, asked, percent. *reasons* is how
    many results are missing, by reason. *belagg* and *comparable* are how many indicators, by what
    they rest on and by how they compare with the year before; *assumed_pairs* of the latter only
    by assumption. *published* is how many published figures there are, and how many agree.
    """

    matar: int
    markning: str
    years: list[int]
    matdatum: date
    units: int
    parts: int
    units_without_source: int
    indicators: int
    composites: int
    belagg: list[tuple[str, str, int]]
    response: list[tuple[str, int, int, int]]
    results: int
    reasons: list[tuple[str, int]]
    shares: int
    hidden: int
    shown_otherwise: int
    limit_percent: int
    widest: Decimal
    refused: int
    skip_faults: int
    published: tuple[int, int]
    comparable: list[tuple[str, int]]
    assumed_pairs: int
    frame_breaks: list[str]
    breaks_in_all: int
    groups: list[tuple[str, int]]
    kolada: int


def read_facts(connection: duckdb.DuckDBPyConnection, matar: int) -> Facts:
    """Read the facts of the survey year *matar*; *connection* is only read from."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, {"matar": matar} if "$matar" in sql else None).fetchall()

    def numbers(sql: str) -> dict[str, Any]:
        """Return the one row of a query, by the facts that its columns are called as."""
        ((*found,),) = rows(sql)
        return dict(zip([column[0] for column in connection.description or ()], found, strict=True))

    singles = (_YEAR, _FRAME, _INDICATORS, _SHARES, _POLICY, _REFUSED, _PAIRS_COUNTED)
    return Facts(
        matar=matar,
        years=[year for (year,) in rows(_YEARS)],
        belagg=rows(_BELAGG),
        response=rows(_RESPONSE),
        reasons=rows(_REASONS),
        published=rows(_PUBLISHED)[0],
        comparable=rows(_COMPARABLE),
        frame_breaks=[text for (text,) in rows(_FRAME_BREAKS)],
        groups=rows(_GROUPS),
        **{name: value for sql in singles for name, value in numbers(sql).items()},
    )


_YEAR = """
    select
        (select coalesce(max(markning), '') from marts.fct_svarsfrekvens) as markning,
        (select matdatum from metadata.matar where matar = $matar) as matdatum,
        (select count(*) from marts.fct_enhetsutfall where matar = $matar) as results
"""
_YEARS = "select distinct matar from marts.fct_svarsfrekvens where matar <= $matar order by matar"
_FRAME = """
    select count(*) as units,
        count(*) filter (where enhet.enhet_kod <> enhet.kommun_kod) as parts,
        count(*) filter (where enhet.belagg <> 'kalla') as units_without_source
    from marts.bridge_enhet_grupp as bridge
    inner join marts.dim_enhet as enhet on bridge.enhet_kod = enhet.enhet_kod
    where bridge.matar = $matar and bridge.gruppindelning = 'riket'
"""
_ASKED = """
    select varde.indikator_id, varde.belagg, indikator.indikator_typ, indikator.kolada_id
    from marts.fct_gruppvarde as varde
    inner join marts.dim_indikator as indikator on varde.indikator_id = indikator.indikator_id
    where varde.matar = $matar and varde.gruppindelning = 'riket'
"""
_INDICATORS = f"""
    select count(*) filter (where indikator_typ <> 'sammansatt') as indicators,
        count(*) filter (where indikator_typ = 'sammansatt') as composites,
        count(kolada_id) as kolada
    from ({_ASKED})
"""
_BELAGG = f"""
    select belagg.belagg_kort, belagg.belagg_text, count(*)
    from ({_ASKED}) as fraga
    inner join metadata.belagg as belagg on fraga.belagg = belagg.belagg
    where fraga.indikator_typ <> 'sammansatt'
    group by belagg.belagg_kort, belagg.belagg_text, belagg.styrka
    order by belagg.styrka
"""
_RESPONSE = """
    select
        case svar.omrade_kod
            when 'alla' then 'Hela enkäten'
            when 'gemensam' then 'Den gemensamma delen'
            when 'lss' then 'LSS (barn eller vuxna)'
            else omrade.omrade_namn
        end as namn,
        svar.svarande_antal, svar.enheter_antal, svar.svarsfrekvens_procent
    from marts.fct_svarsfrekvens as svar
    left join metadata.verksamhetsomrade as omrade on svar.omrade_kod = omrade.omrade_kod
    where svar.matar = $matar and svar.gruppindelning = 'riket'
    order by svar.omrade_kod <> 'alla', svar.omrade_kod <> 'gemensam', namn collate sv
"""
_REASONS = """
    select orsak.orsak_text, count(*)
    from marts.fct_enhetsutfall as fakta
    inner join regler.orsak as orsak on fakta.orsak_kod = orsak.orsak_kod
    where fakta.matar = $matar
    group by orsak.orsak_text
    order by count(*) desc, orsak.orsak_text
"""
_SHARES = """
    select count(*) as shares, count(*) filter (where not redovisas) as hidden,
        count(*) filter (where redovisas <> redovisas_lasning_b) as shown_otherwise,
        max(hogsta_procent - lagsta_procent) filter (where gruppindelning = 'riket') as widest
    from marts.fct_gruppvarde
    where matar = $matar
"""
_POLICY = """
    select grans_procent as limit_percent
    from regler.redovisningspolicy
    where ar_standard = 1 and giltig_fran_matar <= $matar
        and (giltig_till_matar is null or giltig_till_matar >= $matar)
"""
_REFUSED = """
    select
        (
            select count(*) from kvalitet.kva_karantan
            where matar = cast($matar as varchar) and slag = 'svar'
        ) as refused,
        (select count(*) from kvalitet.kva_hopplogik where matar = $matar) as skip_faults
"""
_PUBLISHED = """
    select count(*), count(*) filter (where ar_mojlig)
    from marts.mart_avstamning
    where matar = $matar and slag = 'nationell_andel' and orsak_kod is null
"""
_PAIRS = """
    select par.klass, par.jamforbarhet_belagg, par.till_matar
    from marts.dim_jamforbarhet as par
    inner join marts.dim_indikator as indikator on par.indikator_id = indikator.indikator_id
    where par.till_matar <= $matar and par.fran_stalld and par.till_stalld
        and indikator.indikator_typ <> 'sammansatt'
"""
_COMPARABLE = f"""
    select klass.klass_text, count(*)
    from ({_PAIRS}) as par
    inner join regler.jamforbarhet_klass as klass on par.klass = klass.klass
    where par.till_matar = $matar
    group by klass.klass_text, klass.styrka
    order by klass.styrka
"""
_PAIRS_COUNTED = f"""
    select
        count(*) filter (
            where till_matar = $matar and klass = 'direkt' and jamforbarhet_belagg <> 'kalla'
        ) as assumed_pairs,
        count(*) filter (where klass = 'ej') as breaks_in_all
    from ({_PAIRS})
"""
_FRAME_BREAKS = """
    select distinct orsak_text
    from marts.dim_jamforbarhet_ram
    where till_matar = $matar and gruppindelning = 'riket' and orsak_text is not null
    order by orsak_text
"""
_GROUPS = """
    select grupp.gruppindelning_namn, count(distinct bridge.grupp_kod)
    from marts.bridge_enhet_grupp as bridge
    inner join marts.dim_redovisningsgrupp as grupp
        on bridge.gruppindelning = grupp.gruppindelning and bridge.grupp_kod = grupp.grupp_kod
    where bridge.matar = $matar
    group by grupp.gruppindelning_namn
    order by count(distinct bridge.grupp_kod), grupp.gruppindelning_namn collate sv
"""
