-- Every published value is in the reconciliation once: the seeds' rows, and Kolada's values in
-- force.

with forvantad as (

    select
        'nationell_andel' as slag,
        count(*) as rader_antal
    from {{ ref("publicerad_andel") }}

    union all

    select
        'svarsfrekvens' as slag,
        count(*) as rader_antal
    from {{ ref("publicerad_svarsfrekvens") }}

    union all

    select
        'kolada_kommun' as slag,
        count(*) as rader_antal
    from (
        select distinct
            kolada_id,
            kommun_kod,
            matar,
            kon
        from {{ ref("stg_kolada__varde") }}
    ) as kolada

),

avstamd as (

    select
        slag,
        count(*) as rader_antal
    from {{ ref("mart_avstamning") }}
    group by slag

)

select
    'Avstämningen har ' || cast(coalesce(avstamd.rader_antal, 0) as varchar)
    || ' rader av slaget ' || coalesce(forvantad.slag, avstamd.slag) || ', inte '
    || cast(coalesce(forvantad.rader_antal, 0) as varchar) as mening
from forvantad
full outer join avstamd
    on forvantad.slag = avstamd.slag
where coalesce(forvantad.rader_antal, 0) <> coalesce(avstamd.rader_antal, 0)
