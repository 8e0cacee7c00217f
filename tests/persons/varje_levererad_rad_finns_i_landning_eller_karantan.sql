-- Nothing is lost: rows delivered = rows accepted + rows refused, and every refused row has a
-- reason that the sender can read.
-- It asks staging, which has each delivered row once, and not the source: what depends on the
-- source itself is "modified" for dbt in another landing folder.

with levererad as (

    select
        (select count(*) from {{ ref("stg_landing__svar") }})
        + (select count(*) from {{ ref("stg_landing__varde") }})
        + (select count(*) from {{ ref("stg_landing__befolkning") }}) as antal

),

granskad as (

    select
        count(*) as antal,
        count(*) filter (where karantan_orsak_kod is null) as godtagna_antal
    from (
        select karantan_orsak_kod from {{ ref("int_svar__granskat") }}
        union all
        select karantan_orsak_kod from {{ ref("int_varde__granskat") }}
        union all
        select karantan_orsak_kod from {{ ref("int_befolkning__granskat") }}
    ) as granskat

),

karantan as (

    select count(*) as antal from {{ ref("kva_karantan") }}

)

select
    cast(levererad.antal as varchar) || ' rader levererades men '
    || cast(granskad.godtagna_antal as varchar) || ' godtogs och '
    || cast(karantan.antal as varchar) || ' hamnade i karantän' as mening
from levererad
cross join granskad
cross join karantan
where
    levererad.antal <> granskad.antal
    or granskad.godtagna_antal + karantan.antal <> levererad.antal

union all

select distinct
    'Karantänsorsaken ' || orsak_kod
    || ' saknas i seeden karantan_orsak eller tal_karantan_orsak' as mening
from {{ ref("kva_karantan") }}
where orsak_text is null
