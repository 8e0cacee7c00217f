-- Every result is proved by as many roles as its rule has, or, a composite, by its components; and
-- nothing is proved that is no result.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

bevis as (

    select
        matar,
        enhet_kod,
        indikator_id,
        count(*) as antal
    from {{ ref("mart_bevis_svar") }}
    group by matar, enhet_kod, indikator_id

),

vantat as (

    select
        indikator.matar,
        indikator.indikator_id,
        count(*) as antal
    from {{ ref("int_indikator__per_ar") }} as indikator
    inner join {{ ref("regel_roll") }} as regel_roll
        on indikator.regel_id = regel_roll.regel_id
    group by indikator.matar, indikator.indikator_id

    union all

    select
        indikator.matar,
        indikator.indikator_id,
        count(*) as antal
    from {{ ref("int_indikator__per_ar") }} as indikator
    inner join {{ ref("indikator_komponent") }} as komponent
        on indikator.indikator_id = komponent.indikator_id
    group by indikator.matar, indikator.indikator_id

)

select
    'Beviset för ' || utfall.indikator_id || ', enhet ' || utfall.enhet_kod || ', mätår '
    || cast(utfall.matar as varchar) || ' har ' || cast(coalesce(bevis.antal, 0) as varchar)
    || ' svar; regeln ' || utfall.regel_id || ' läser '
    || cast(coalesce(vantat.antal, 0) as varchar) as mening
from utfall
left join vantat
    on
        utfall.matar = vantat.matar
        and utfall.indikator_id = vantat.indikator_id
left join bevis
    on
        utfall.matar = bevis.matar
        and utfall.enhet_kod = bevis.enhet_kod
        and utfall.indikator_id = bevis.indikator_id
where coalesce(bevis.antal, 0) <> coalesce(vantat.antal, 0)

union all

select
    'Bevis utan utfall: ' || bevis.indikator_id || ', enhet ' || bevis.enhet_kod || ', mätår '
    || cast(bevis.matar as varchar) as mening
from bevis
left join utfall
    on
        bevis.matar = utfall.matar
        and bevis.enhet_kod = utfall.enhet_kod
        and bevis.indikator_id = utfall.indikator_id
where utfall.indikator_id is null
