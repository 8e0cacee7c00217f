-- One row is one unit that answered × year, in years with at least 30 such units: how its results
-- are spread over the indicators.
with enhet as (

    select
        utfall.matar,
        utfall.enhet_kod,
        count(*) as indikatorer_antal,
        count(utfall.utfall) as utfall_antal,
        count(distinct utfall.utfall) as skilda_utfall_antal,
        count(*) filter (where utfall.utfall = 'ja') as ja_antal
    from marts.fct_enhetsutfall as utfall
    inner join marts.dim_indikator as indikator
        on utfall.indikator_id = indikator.indikator_id
    where indikator.indikator_typ <> 'sammansatt'
    group by utfall.matar, utfall.enhet_kod
    having count(utfall.utfall) > 0

),

stort_ar as (

    select matar
    from enhet
    group by matar
    having count(*) >= 30

)

select
    enhet.matar,
    enhet.enhet_kod,
    enhet.skilda_utfall_antal,
    round(100.0 * enhet.ja_antal / enhet.utfall_antal, 1)::double as ja_procent,
    round(100.0 * (enhet.indikatorer_antal - enhet.utfall_antal) / enhet.indikatorer_antal, 1)
    ::double as bortfall_procent
from enhet
inner join stort_ar
    on enhet.matar = stort_ar.matar
