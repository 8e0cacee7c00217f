-- Every result that a rule judged names the branch that decided; what nobody answered has none.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

)

select
    'Regeln ' || regel_id || ' gav ingen gren för ' || indikator_id || ', enhet ' || enhet_kod
    || ', mätår ' || cast(matar as varchar) as mening
from utfall
where
    gren_id is null
    and coalesce(orsak_kod, '') not in ('enhetsbortfall', 'omradesbortfall')

union all

select
    'Enhet ' || enhet_kod || ' har en gren för ' || indikator_id || ' mätår '
    || cast(matar as varchar) || ' fast den inte svarat' as mening
from utfall
where
    gren_id is not null
    and orsak_kod in ('enhetsbortfall', 'omradesbortfall')
