-- Every unit in the frame belongs to riket and to exactly one län, size class and SKR group.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

medlem as (

    select
        matar,
        enhet_kod,
        gruppindelning,
        count(*) as grupper_antal
    from {{ ref("bridge_enhet_grupp") }}
    group by matar, enhet_kod, gruppindelning

),

indelning as (

    select gruppindelning from {{ ref("gruppindelning") }}
    where gruppindelning in ('riket', 'lan', 'storleksgrupp', 'skr')

)

select
    'Enhet ' || ram.enhet_kod || ' har ' || coalesce(cast(medlem.grupper_antal as varchar), 'ingen')
    || ' grupp i ' || indelning.gruppindelning || ' mätår ' || cast(ram.matar as varchar) as mening
from ram
cross join indelning
left join medlem
    on
        ram.matar = medlem.matar
        and ram.enhet_kod = medlem.enhet_kod
        and indelning.gruppindelning = medlem.gruppindelning
where coalesce(medlem.grupper_antal, 0) <> 1
