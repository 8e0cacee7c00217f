"""The sheets that are one table of one query, or of fixed texts: each is its declaration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from oppna_jamforelser.publish.workbook import guide
from oppna_jamforelser.publish.workbook.content import Content
from oppna_jamforelser.publish.workbook.sheets import Book, Value
from oppna_jamforelser.swedish import part_and_percent, part_of


@dataclass(frozen=True)
class Plain:
    """A sheet, of which title and headers may name ``{matar}``, the year of the publication.

    *columns*: header, width in characters, name of a style; the first *frozen* stay in sight.
    *rows*: the texts, or the query that gives them; *cells* makes the cells of a row of it.
    """

    title: str
    note: str
    columns: tuple[tuple[str, float, str], ...]
    rows: str | Sequence[Sequence[Value]]
    frozen: int = 0
    cells: Callable[..., Sequence[Value]] | None = None


def write_plain(
    book: Book, connection: duckdb.DuckDBPyConnection, content: Content, *names: str
) -> None:
    """Write the sheets of these *names*."""
    year = {"matar": content.matar}
    for name in names:
        plain, rows = PLAIN[name], PLAIN[name].rows
        if isinstance(rows, str):
            rows = connection.execute(rows, year).fetchall()
        if plain.cells:
            rows = [plain.cells(*row) for row in rows]
        columns = [(header.format(**year), width, of) for header, width, of in plain.columns]
        book.add_plain(name, plain.title.format(**year), plain.note, columns, rows, plain.frozen)


def _areas(
    unit: str, code: str, county: str, family: str, yes: int, count: int, *lists: list[str] | str
) -> Sequence[Value]:
    *named, evidence = lists
    areas = (", ".join(names) or "Inget område" for names in named)
    return [unit, code, county, family, part_of(yes, count), *areas, str(evidence)]


def _worse(*row: Any) -> Sequence[Value]:
    """Return the cells of a group, which has a share, or of a unit, which has an outcome."""
    *whose, before, outcome, percent, yes, denominator, change = row[:10]
    others, words = row[10:13], row[13:]
    if percent is None:
        shown = [before, outcome, "Ja lämnades" if before == "Ja" else "Blev Nej"]
    else:
        shown = [f"{before} %", part_and_percent(yes, denominator, percent), change or 0]
    return [*whose, *shown, part_and_percent(*others), *words]


_AREAS = """
    with familj as (
        select distinct indikator_familj as familj, jamforelse_namn as namn
        from metadata.jamforbar_mellan_omraden
        where indikator_familj is not null
    ),

    omrade as (
        select map(list(omrade_kod), list(omrade_namn)) as namn
        from metadata.verksamhetsomrade
    )

    select
        enhet.enhet_namn, mart.enhet_kod, kommun.lan_namn, familj.namn, mart.ja_antal,
        mart.omraden_antal,
        coalesce(list_transform(split(mart.omraden_ja, ','), lambda kod: omrade.namn[kod]), []),
        coalesce(list_transform(split(mart.omraden_saknar, ','), lambda kod: omrade.namn[kod]), []),
        belagg.belagg_kort
    from marts.mart_omraden as mart
    cross join omrade
    inner join familj on mart.familj = familj.familj
    inner join marts.dim_enhet as enhet on mart.enhet_kod = enhet.enhet_kod
    inner join marts.dim_kommun as kommun on enhet.kommun_kod = kommun.kommun_kod
    inner join metadata.belagg as belagg on mart.belagg = belagg.belagg
    where mart.matar = $matar and mart.orsak_kod is null
    order by kommun.kommun_namn collate sv, mart.enhet_kod, familj.namn collate sv
"""
_WORSE = """
    select
        coalesce(indelning.gruppindelning_namn, 'Kommun eller stadsdel'),
        coalesce(grupp.grupp_namn, enhet.enhet_namn), hel.grupp_namn, indikator.kortnamn,
        coalesce(fore.utfall_text, cast(lista.fran_andel_procent as varchar)), utfall.utfall_text,
        lista.andel_procent, lista.ja_antal, lista.namnare_antal, lista.forandring_procentenheter,
        lista.ovriga_ja_antal, lista.ovriga_namnare_antal, lista.ovriga_andel_procent,
        klass.klass_text, hur.belagg_kort, belagg.belagg_kort
    from marts.mart_samre_och_forsamras as lista
    inner join marts.dim_indikator as indikator on lista.indikator_id = indikator.indikator_id
    inner join marts.dim_redovisningsgrupp as hel
        on lista.jamfort_med = hel.gruppindelning || ':' || hel.grupp_kod
    left join marts.dim_redovisningsgrupp as grupp
        on lista.gruppindelning = grupp.gruppindelning and lista.grupp_kod = grupp.grupp_kod
    left join (
        select distinct gruppindelning, gruppindelning_namn from marts.dim_redovisningsgrupp
    ) as indelning on lista.gruppindelning = indelning.gruppindelning
    left join marts.dim_enhet as enhet
        on lista.gruppindelning = 'enhet' and lista.grupp_kod = enhet.enhet_kod
    left join regler.utfall as fore on lista.fran_utfall = fore.utfall
    left join regler.utfall as utfall on lista.utfall = utfall.utfall
    left join regler.jamforbarhet_klass as klass on lista.jamforbarhet = klass.klass
    left join metadata.belagg as hur on lista.jamforbarhet_belagg = hur.belagg
    left join metadata.belagg as belagg on lista.belagg = belagg.belagg
    where lista.matar = $matar
    order by
        lista.gruppindelning = 'enhet', lista.gruppindelning, lista.grupp_kod,
        lista.jamfort_med <> 'riket:00', lista.jamfort_med, indikator.kortnamn collate sv,
        lista.indikator_id
"""
_CARDS = """
    select
        indikator.kortnamn,
        coalesce(indikator.kolada_id, 'Inget'),
        kort.giltig_fran_matar || '–' || coalesce(cast(kort.giltig_till_matar as varchar), ''),
        kort.falt_namn, kort.text_sv, belagg.belagg_kort, kort.kalla
    from marts.mart_indikator_kort as kort
    inner join marts.dim_indikator as indikator on kort.indikator_id = indikator.indikator_id
    inner join metadata.kort_falt as falt
        on falt.falt_kod = regexp_replace(kort.falt_kod, '_[0-9]+$', '')
    inner join metadata.belagg as belagg on kort.belagg = belagg.belagg
    where (kort.indikator_id, kort.giltig_fran_matar) in (
        select (indikator_id, max(giltig_fran_matar)) from marts.mart_indikator_kort
        where giltig_fran_matar <= $matar
        group by indikator_id
    )
    order by
        not indikator.har_utfall, indikator.kvalitetsomrade collate sv,
        indikator.indikatoromrade collate sv,
        indikator.kortnamn collate sv, indikator.indikator_id,
        falt.ordning, length(kort.falt_kod), kort.falt_kod
"""
_INDICATORS = """
    select
        indikator.kortnamn, coalesce(indikator.kolada_id, 'Inget'), indikator.namn,
        coalesce(indikator.kvalitetsomrade, 'Inget'),
        coalesce(indikator.indikatoromrade, 'Inget'),
        indikator.indikator_typ_namn, indikator.status_text,
        coalesce(cast(indikator.forsta_matar as varchar), 'Aldrig'),
        coalesce(
            cast(indikator.sista_matar as varchar),
            case when indikator.status = 'pagaende' then 'Pågår' else 'Aldrig' end
        ) as sista_matar,
        coalesce(indikator.skala, 'Ingen'),
        coalesce(indikator.malvarde_text, 'Inget önskvärt resultat är angivet.'),
        coalesce(regel.regel_text, 'Bedöms inte.'), indikator.kalla, indikator.indikator_id
    from marts.dim_indikator as indikator
    left join regler.indikator_regel as gallande
        on
            indikator.indikator_id = gallande.indikator_id
            and gallande.giltig_fran_matar <= $matar
            and (gallande.giltig_till_matar is null or gallande.giltig_till_matar >= $matar)
    left join intermediate.int_regel__text as regel
        on
            gallande.indikator_id = regel.indikator_id
            and gallande.regel_id = regel.regel_id
            and regel.gren_id is null
    order by not indikator.har_utfall, indikator.kvalitetsomrade collate sv,
        indikator.indikatoromrade collate sv,
        indikator.kortnamn collate sv, indikator.indikator_id
"""
_PAIRS = """
    select
        par.namn, par.matar, klass.klass_text, belagg.belagg_kort,
        coalesce(par.orsak_text, 'Ingen känd ändring'),
        coalesce(par.kalla, 'Ingen')
    from (
        select
            1 as ordning, indikator.kortnamn as namn, par.indikator_id as nyckel, par.orsak_text,
            par.fran_matar || '–' || par.till_matar as matar, par.klass, par.kalla,
            par.jamforbarhet_belagg as belagg
        from marts.dim_jamforbarhet as par
        inner join marts.dim_indikator as indikator on par.indikator_id = indikator.indikator_id
        where par.till_matar <= $matar and par.fran_stalld and par.till_stalld
        union all
        select
            2, grupp.gruppindelning_namn || ': ' || grupp.grupp_namn, grupp.grupp_kod,
            par.orsak_text,
            par.fran_matar || '–' || par.till_matar, par.klass, par.kalla, 'antagen'
        from regler.jamforbarhet_ram as par
        inner join marts.dim_redovisningsgrupp as grupp
            on par.gruppindelning = grupp.gruppindelning and par.grupp_kod = grupp.grupp_kod
        where par.till_matar <= $matar and par.klass <> 'direkt'
    ) as par
    inner join regler.jamforbarhet_klass as klass on par.klass = klass.klass
    left join metadata.belagg as belagg on par.belagg = belagg.belagg
    order by par.ordning, klass.styrka desc, par.matar, par.namn collate sv, par.nyckel
"""

PLAIN = {
    "Mellan områden": Plain(
        "Samma rutin mellan verksamhetsområden {matar}",
        "Vilka områden i en kommun eller stadsdel som har rutinen och vilka som saknar den. Bara "
        "områden som enligt källan får jämföras, och som har ett resultat, räknas; där färre än "
        "två finns kvar jämförs inget.",
        (
            ("Kommun eller stadsdel", 34, "strong"),
            ("Kod", 10, "middle"),
            ("Län", 22, "middle"),
            ("Rutin eller arbetssätt", 40, "middle"),
            ("Områden med Ja", 16, "centre"),
            ("Har den", 60, "middle"),
            ("Saknar den (Nej eller Delvis)", 60, "middle"),
            ("Belägg", 18, "centre"),
        ),
        _AREAS,
        frozen=1,
        cells=_areas,
    ),
    "Försämrat": Plain(
        "Sämre än övriga, och sämre än året före: {matar}",
        "Bara det som är säkert: de möjliga andelarna möts inte, och åren får jämföras. En enhet "
        "står här när den lämnat Ja och fler än hälften av de andra säkert har Ja.",
        (
            ("Slag", 20, "middle"),
            ("Grupp eller enhet", 30, "strong"),
            ("Jämfört med övriga i", 32, "middle"),
            ("Indikator", 42, "middle"),
            ("Året före", 18, "centre"),
            ("Resultat {matar}", 18, "centre"),
            ("Förändring, procentenheter", 15, "points"),
            ("Övriga", 20, "centre"),
            ("Jämförbarhet", 20, "middle"),
            ("Jämförbarheten är", 18, "centre"),
            ("Belägg för resultatet", 19, "centre"),
        ),
        _WORSE,
        cells=_worse,
    ),
    "Indikatorer": Plain(
        "Indikatorkort",
        "Filtrera på kortnamnet: då står hela kortet, fält för fält, med källa, så som det gäller "
        "de mätår som står bredvid.",
        (
            ("Kortnamn", 34, "strong"),
            ("Kolada-id", 11, "text"),
            ("Gäller mätår", 13, "text"),
            ("Fält", 24, "text"),
            ("Innehåll", 90, "text"),
            ("Belägg", 19, "text"),
            ("Källa", 40, "text"),
        ),
        _CARDS,
        frozen=1,
    ),
    "Indikatorlista": Plain(
        "Alla indikatorer",
        "En rad per indikator, de med resultat först: när den samlats in och vad som räknas som "
        "Ja. Hela kortet står på bladet Indikatorer.",
        (
            ("Kortnamn", 28, "strong"),
            ("Kolada-id", 11, "text"),
            ("Indikator", 36, "text"),
            ("Kvalitetsområde", 18, "text"),
            ("Indikatorområde", 22, "text"),
            ("Slag", 13, "text"),
            ("Läge", 20, "text"),
            ("Första år", 8, "text"),
            ("Sista år", 9, "text"),
            ("Skala", 16, "text"),
            ("Önskvärt resultat", 36, "text"),
            ("Räknas som Ja {matar}", 28, "text"),
            ("Källa", 26, "text"),
            ("Id", 40, "text"),
        ),
        _INDICATORS,
        frozen=1,
    ),
    "Läsguide": Plain(
        "Så läser du resultaten: fyra steg",
        "Läs gärna tillsammans.",
        (("Steg", 30, "strong"), ("Vad ni gör", 80, "text"), ("Var i arbetsboken", 50, "text")),
        guide.STEPS,
    ),
    "Metod": Plain(
        "Metod och källor",
        "Kortfattat; varje regel har sin källa.",
        (("Ämne", 30, "strong"), ("Beskrivning", 110, "text")),
        guide.METHOD,
    ),
    "Jämförbarhet": Plain(
        "Jämförbarhet mellan år",
        "Varje par av år i följd då frågan ställdes båda åren, och grupper vars enheter bytts. "
        "Antaget: ingen källa säger hur just de åren kan jämföras; det är vårt antagande.",
        (
            ("Indikator eller grupp", 42, "text"),
            ("Mellan år", 12, "text"),
            ("Jämförbarhet", 18, "text"),
            ("Jämförbarheten är", 18, "text"),
            ("Vad som ändrades", 70, "text"),
            ("Källa", 40, "text"),
        ),
        _PAIRS,
    ),
}
