-- What is listed as worse and worsening is so in the marts that it is taken from, and all of it is.

with grupp as (

    select
        ovriga.matar,
        ovriga.gruppindelning,
        ovriga.grupp_kod,
        ovriga.jamfort_med,
        ovriga.indikator_id
    from {{ ref("fct_gruppvarde_ovriga") }} as ovriga
    inner join {{ ref("fct_gruppvarde") }} as egen
        on
            ovriga.matar = egen.matar
            and ovriga.gruppindelning = egen.gruppindelning
            and ovriga.grupp_kod = egen.grupp_kod
            and ovriga.indikator_id = egen.indikator_id
    inner join {{ ref("fct_gruppvarde") }} as fore
        on
            egen.matar - 1 = fore.matar
            and egen.gruppindelning = fore.gruppindelning
            and egen.grupp_kod = fore.grupp_kod
            and egen.indikator_id = fore.indikator_id
    inner join {{ ref("fct_tidsserie") }} as serie
        on
            egen.matar = serie.matar
            and egen.gruppindelning = serie.gruppindelning
            and egen.grupp_kod = serie.grupp_kod
            and egen.indikator_id = serie.indikator_id
    where
        egen.redovisas
        and fore.redovisas
        and ovriga.redovisas
        and serie.jamforbarhet in ('direkt', 'delvis')
        and (egen.ja_antal + egen.bortfall_antal)
        * (ovriga.namnare_antal + ovriga.bortfall_antal)
        < ovriga.ja_antal * (egen.namnare_antal + egen.bortfall_antal)
        and (egen.ja_antal + egen.bortfall_antal) * (fore.namnare_antal + fore.bortfall_antal)
        < fore.ja_antal * (egen.namnare_antal + egen.bortfall_antal)

),

listad as (

    select * from {{ ref("mart_samre_och_forsamras") }}

),

jamford as (

    select
        coalesce(grupp.matar, listad.matar) as matar,
        coalesce(grupp.gruppindelning, listad.gruppindelning) as gruppindelning,
        coalesce(grupp.grupp_kod, listad.grupp_kod) as grupp_kod,
        coalesce(grupp.indikator_id, listad.indikator_id) as indikator_id,
        grupp.matar is null and listad.gruppindelning <> 'enhet' as ar_for_mycket,
        listad.matar is null as saknas
    from grupp
    full outer join listad
        on
            grupp.matar = listad.matar
            and grupp.gruppindelning = listad.gruppindelning
            and grupp.grupp_kod = listad.grupp_kod
            and grupp.jamfort_med = listad.jamfort_med
            and grupp.indikator_id = listad.indikator_id

)

select
    gruppindelning || ':' || grupp_kod || ', ' || indikator_id || ', mätår '
    || cast(matar as varchar)
    || case when saknas then ' saknas i' else ' hör inte till' end
    || ' det som säkert är sämre och försämras' as mening
from jamford
where ar_for_mycket or saknas

union all

select
    'Enheten ' || grupp_kod || ', ' || indikator_id || ', mätår ' || cast(matar as varchar)
    || ': hälften eller färre av de andra har säkert Ja' as mening
from listad
where gruppindelning = 'enhet' and 2 * ovriga_ja_antal <= ovriga_namnare_antal
