-- No change, transition, split, trend, flip, example or published change goes across two years that
-- cannot be compared.

with brott as (

    select
        indikator_id,
        till_matar
    from {{ ref("dim_jamforbarhet") }}
    where klass = 'ej'

),

ram_brott as (

    select
        gruppindelning,
        grupp_kod,
        till_matar
    from {{ ref("dim_jamforbarhet_ram") }}
    where klass = 'ej'

),

forandring as (

    select
        forandring.gruppindelning,
        forandring.grupp_kod,
        forandring.indikator_id,
        forandring.till_matar,
        brott.indikator_id is not null or ram_brott.grupp_kod is not null as ar_brott,
        forandring.forandring_procentenheter is not null
        or forandring.netto_ja_antal is not null
        or forandring.blev_ja_antal is not null
        or forandring.in_med_ja_antal is not null
        or forandring.in_i_svar_antal is not null
        or forandring.ar_saker is not null
        or orsak.namnare is not null
        or orsak.forandring_procentenheter is not null as har_varde
    from {{ ref("fct_forandring") }} as forandring
    left join {{ ref("fct_forandring_orsak") }} as orsak
        on
            forandring.till_matar = orsak.till_matar
            and forandring.gruppindelning = orsak.gruppindelning
            and forandring.grupp_kod = orsak.grupp_kod
            and forandring.indikator_id = orsak.indikator_id
    left join brott
        on
            forandring.indikator_id = brott.indikator_id
            and forandring.till_matar = brott.till_matar
    left join ram_brott
        on
            forandring.gruppindelning = ram_brott.gruppindelning
            and forandring.grupp_kod = ram_brott.grupp_kod
            and forandring.till_matar = ram_brott.till_matar

),

overgang as (

    select * from {{ ref("fct_enhetsovergang") }}

),

trend as (

    select * from {{ ref("mart_trend") }}
    where lutning_procentenheter is not null

),

serie as (

    select * from {{ ref("fct_tidsserie") }}

)

select distinct
    'Förändringen ' || gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ' till mätår '
    || cast(till_matar as varchar) || ' går över år som inte är jämförbara' as mening
from forandring
where ar_brott and har_varde

union all

select
    'Övergången ' || overgang.overgang_kod || ' för enhet ' || overgang.enhet_kod || ', '
    || overgang.indikator_id || ' till mätår ' || cast(overgang.till_matar as varchar)
    || ' går över år som inte är jämförbara' as mening
from overgang
inner join brott
    on
        overgang.indikator_id = brott.indikator_id
        and overgang.till_matar = brott.till_matar
where
    overgang.ar_verklig is not null
    or overgang.overgang_kod not in (
        'ej_jamforbar', 'in_i_ramen', 'ut_ur_ramen', 'fragan_tillkom', 'fragan_upphorde'
    )

union all

select
    'Trenden ' || trend.gruppindelning || ' ' || trend.grupp_kod || ', ' || trend.indikator_id
    || case
        when max(serie.segment_nr) > min(serie.segment_nr)
            then ' går över år som inte är jämförbara'
        else ' har inte minst fem redovisade år i följd'
    end as mening
from trend
inner join serie
    on
        trend.gruppindelning = serie.gruppindelning
        and trend.grupp_kod = serie.grupp_kod
        and trend.indikator_id = serie.indikator_id
        and serie.matar between trend.fran_matar and trend.till_matar
group by
    trend.gruppindelning, trend.grupp_kod, trend.indikator_id, trend.fran_matar, trend.till_matar
having
    max(serie.segment_nr) > min(serie.segment_nr)
    or max(case when serie.matar > trend.fran_matar and serie.jamforbarhet = 'ej' then 1 else 0 end)
    = 1
    or count(serie.andel_procent) < 5
    or count(serie.andel_procent) <> trend.till_matar - trend.fran_matar + 1

union all

select
    'Bytena för ' || halsa.indikator_id || ' till mätår ' || cast(halsa.matar as varchar)
    || ' går över år som inte är jämförbara' as mening
from {{ ref("mart_indikatorhalsa") }} as halsa
inner join brott
    on
        halsa.indikator_id = brott.indikator_id
        and halsa.matar = brott.till_matar
where
    halsa.byte_antal is not null
    or halsa.netto_ja_antal is not null
    or halsa.byte_orsak_kod is null

union all

select distinct
    'Exemplet ' || exempel.enhet_kod || ', ' || exempel.indikator_id || ' till mätår '
    || cast(exempel.till_matar as varchar) || ' går över år som inte är jämförbara' as mening
from {{ ref("mart_gott_exempel") }} as exempel
inner join brott
    on
        exempel.indikator_id = brott.indikator_id
        and exempel.till_matar <= brott.till_matar
        and exempel.sista_ja_matar >= brott.till_matar

union all

select distinct
    'Den publicerade förändringen ' || publicerad.publicerad_nyckel || ' '
    || cast(publicerad.fran_matar as varchar) || ' till '
    || cast(publicerad.till_matar as varchar) || ' går över år som inte är jämförbara' as mening
from {{ ref("mart_avstamning_forandring") }} as publicerad
left join brott
    on
        publicerad.indikator_id = brott.indikator_id
        and publicerad.fran_matar < brott.till_matar
        and publicerad.till_matar >= brott.till_matar
left join ram_brott
    on
        publicerad.gruppindelning = ram_brott.gruppindelning
        and publicerad.grupp_kod = ram_brott.grupp_kod
        and publicerad.fran_matar < ram_brott.till_matar
        and publicerad.till_matar >= ram_brott.till_matar
where
    (brott.indikator_id is not null or ram_brott.grupp_kod is not null)
    and (
        publicerad.beraknad_forandring_procentenheter is not null
        or publicerad.verklig_procentenheter is not null
        or publicerad.ar_forenlig is not null
        or publicerad.ar_verklig is not null
    )
