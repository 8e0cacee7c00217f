-- The composite rules can end in each of these branches; all are described in regel_gren.

with regel as (

    select regel_id from {{ ref("regel") }}
    where regel_id in ('sammansatt_minst_en', 'sammansatt_alla')

),

forvantad as (

    select 'ja' as gren_id
    union all
    select 'nej'
    union all
    select 'alla_ej_aktuella'
    union all
    -- a component that was judged and lacks an outcome; one that nobody answered has no branch
    select orsak_kod
    from {{ ref("orsak") }}
    where
        ar_bortfall = 1
        and orsak_kod not in ('enhetsbortfall', 'omradesbortfall')

),

gren as (

    select * from {{ ref("regel_gren") }}

)

select
    'Grenen ' || forvantad.gren_id || ' i regeln ' || regel.regel_id
    || ' saknar rad i seeden regel_gren' as mening
from regel
cross join forvantad
left join gren
    on
        regel.regel_id = gren.regel_id
        and forvantad.gren_id = gren.gren_id
where gren.gren_id is null
