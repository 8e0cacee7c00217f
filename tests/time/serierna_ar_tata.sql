-- Every unit and group has, for every indicator asked in the landing, a row for every year it
-- existed, with a value or a reason; a new segment begins at each ej and nowhere else.

with serie as (

    select
        *,
        gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ', mätår '
        || cast(matar as varchar) as cell,
        case when coalesce(orsak_kod, '') <> 'ej_insamlad' then matar end as stalld_matar
    from {{ ref("fct_tidsserie") }}

),

fore as (

    -- the year before that was asked, whatever lies between
    select
        *,
        lag(segment_nr) over ar_for_ar as forra_segment_nr,
        lag(matar) over ar_for_ar as forra_matar
    from serie
    where stalld_matar is not null
    window ar_for_ar as (
        partition by gruppindelning, grupp_kod, indikator_id
        order by matar
    )

),

ram as (

    select
        matar,
        count(*) as enheter_antal
    from {{ ref("int_enhet__ram") }}
    group by matar

),

indikator as (

    select count(distinct indikator_id) as indikator_antal
    from {{ ref("fct_enhetsutfall") }}

),

serie_per_ar as (

    select
        matar,
        count(*) as rad_antal
    from serie
    where gruppindelning = 'enhet'
    group by matar

)

select
    'Mätår ' || cast(ram.matar as varchar) || ' har '
    || cast(coalesce(serie_per_ar.rad_antal, 0) as varchar) || ' rader i enheternas serier; det är '
    || cast(ram.enheter_antal as varchar) || ' enheter och '
    || cast(indikator.indikator_antal as varchar) || ' indikatorer' as mening
from ram
cross join indikator
left join serie_per_ar
    on ram.matar = serie_per_ar.matar
where coalesce(serie_per_ar.rad_antal, 0) <> ram.enheter_antal * indikator.indikator_antal

union all

select cell || ': varken värde eller orsak, eller både och' as mening
from serie
where (utfall is null and andel_procent is null) = (orsak_kod is null)

union all

select cell || ': segment saknas eller finns fast frågan inte ställdes' as mening
from serie
where (segment_nr is null) <> (stalld_matar is null)

union all

select cell || ': nytt segment utan brott, eller brott utan nytt segment' as mening
from fore
where
    segment_nr < forra_segment_nr
    or (
        forra_matar = matar - 1
        and (jamforbarhet = 'ej') <> (segment_nr > forra_segment_nr)
    )
