-- The frame of each year has the number of units that the method gives. (Method, section 1.)

with forvantad as (

    select * from {{ ref("ram_antal") }}

),

ram as (

    select
        matar.matar,
        count(*) as enheter_antal
    from {{ ref("matar") }} as matar
    inner join {{ ref("enhet") }} as enhet
        on {{ giltig_dag("matar.matdatum", "enhet.giltig_fran", "enhet.giltig_till") }}
    group by matar.matar

)

select
    'Ramen ' || cast(forvantad.matar as varchar) || ' ska ha '
    || cast(forvantad.enheter_antal as varchar) || ' enheter men har '
    || coalesce(cast(ram.enheter_antal as varchar), 'inga') as mening
from forvantad
left join ram
    on forvantad.matar = ram.matar
where forvantad.enheter_antal is distinct from ram.enheter_antal
