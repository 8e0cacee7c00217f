"""What each kommun and part of a city has as its own result, and what stands between it and Ja."""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from oppna_jamforelser.publish.workbook import texts
from oppna_jamforelser.swedish import part_and_percent

Cells = dict[tuple[str, int], list[str]]


def read_results(
    connection: duckdb.DuckDBPyConnection, matar: int, indicators: Sequence[str]
) -> Cells:
    """Read own results until *matar*, each after the mark of a break with the year before."""
    rows = connection.execute(_RESULTS, [matar]).fetchall()
    return _spread(
        ((key, year, indicator, _result(*row)) for key, year, indicator, *row in rows), indicators
    )


def read_evidence(
    connection: duckdb.DuckDBPyConnection, matar: int, indicators: Sequence[str]
) -> dict[int, list[str]]:
    """Read, in words, what each indicator's results rest on, by year until *matar*."""
    cells = _spread(
        connection.execute(_EVIDENCE, [matar]).fetchall(), indicators, texts.REASONS["ej_insamlad"]
    )
    return {year: found for (_, year), found in cells.items()}


def read_pairs(
    connection: duckdb.DuckDBPyConnection, matar: int, indicators: Sequence[str]
) -> dict[int, list[str]]:
    """Read, in words, how each year compares with the year before, and whether a source says so."""
    cells = _spread(
        connection.execute(_PAIRS, [matar]).fetchall(), indicators, texts.NOT_ASKED_BOTH
    )
    return {year: found for (_, year), found in cells.items()}


def read_ways(
    connection: duckdb.DuckDBPyConnection, matar: int, indicators: Sequence[str]
) -> Cells:
    """Read what stands between each unit's result and Ja, or why there is none."""
    return _spread(
        connection.execute(_WAYS, [matar]).fetchall(), indicators, read_not_asked(connection)
    )


def read_not_asked(connection: duckdb.DuckDBPyConnection) -> str:
    """Read what is said of a question that was not asked."""
    (text,) = connection.execute(_NOT_ASKED).fetchone() or ("",)
    return text


def plain(result: str) -> str:
    """Return a result without its break mark."""
    for mark in texts.BREAK_MARKS.values():
        result = result.removeprefix(mark)
    return result


def _result(
    outcome: str | None,
    percent: int | None,
    yes: int | None,
    denominator: int | None,
    reason: str | None,
    comparability: str | None,
) -> str:
    if reason == "ej_insamlad":
        return texts.REASONS[reason]
    mark = texts.BREAK_MARKS.get(comparability or "", "")
    if reason is not None:
        return mark + texts.REASONS[reason]
    if outcome is not None:
        return mark + outcome
    assert percent is not None and yes is not None and denominator is not None
    return mark + part_and_percent(yes, denominator, percent)


def _spread(
    rows: Iterable[Sequence[Any]], indicators: Sequence[str], default: str = texts.NOT_THERE
) -> Cells:
    """Return rows of (key, year, indicator, text) as one list of texts for each key and year."""
    place = {indicator: number for number, indicator in enumerate(indicators)}
    cells: Cells = {}
    for key, year, indicator, text in rows:
        if indicator in place:
            if (key, year) not in cells:
                cells[key, year] = [default] * len(indicators)
            cells[key, year][place[indicator]] = text
    return cells


# a city goes by the code of its kommun, another group by its grouping and code
_RESULTS = """
    select
        case
            when serie.gruppindelning in ('enhet', 'storstad') then serie.grupp_kod
            else serie.gruppindelning || ':' || serie.grupp_kod
        end as nyckel,
        serie.matar, serie.indikator_id, utfall.utfall_text, serie.andel_procent,
        serie.ja_antal, serie.namnare_antal, serie.orsak_kod, serie.jamforbarhet
    from marts.fct_tidsserie as serie
    left join regler.utfall as utfall on serie.utfall = utfall.utfall
    where serie.matar <= ?
    order by nyckel, serie.matar, serie.indikator_id
"""
_EVIDENCE = """
    select 'riket', varde.matar, varde.indikator_id, belagg.belagg_kort
    from marts.fct_gruppvarde as varde
    inner join metadata.belagg as belagg on varde.belagg = belagg.belagg
    where varde.gruppindelning = 'riket' and varde.matar <= ?
    order by varde.matar, varde.indikator_id
"""
_PAIRS = """
    select 'par', par.till_matar, par.indikator_id, klass.klass_text || ': ' || belagg.belagg_kort
    from marts.dim_jamforbarhet as par
    inner join regler.jamforbarhet_klass as klass on par.klass = klass.klass
    inner join metadata.belagg as belagg on par.jamforbarhet_belagg = belagg.belagg
    where par.till_matar <= ? and par.fran_stalld and par.till_stalld
    order by par.till_matar, par.indikator_id
"""
_WAYS = f"""
    select
        utfall.enhet_kod, utfall.matar, utfall.indikator_id,
        case
            when utfall.utfall = 'ja' then '{texts.FULFILLED}'
            when indikator.indikator_typ = 'sammansatt' and vag.lage_text is not null
                then vag.lage_text || ' Minst ' || vag.steg_antal || ' steg kvar.'
            when vag.lage_text is not null
                then vag.lage_text || ' ' || vag.steg_antal || ' steg kvar: ' || vag.forslag_text
            when utfall.utfall is not null then gren.regel_text
            else orsak.orsak_text
        end as text
    from marts.fct_enhetsutfall as utfall
    inner join marts.dim_indikator as indikator on utfall.indikator_id = indikator.indikator_id
    left join marts.mart_vagen_till_ja as vag
        on
            utfall.matar = vag.matar
            and utfall.enhet_kod = vag.enhet_kod
            and utfall.indikator_id = vag.indikator_id
            and vag.forslag_nr = 1
    left join intermediate.int_regel__text as gren
        on
            utfall.indikator_id = gren.indikator_id
            and utfall.regel_id = gren.regel_id
            and utfall.gren_id = gren.gren_id
    left join regler.orsak as orsak on utfall.orsak_kod = orsak.orsak_kod
    where utfall.matar <= ?
    order by utfall.enhet_kod, utfall.matar, utfall.indikator_id
"""
_NOT_ASKED = "select orsak_text from regler.orsak where orsak_kod = 'ej_insamlad'"
