-- One row is one group of one gruppindelning; a gruppindelning without groups has one row and
-- its reason.

with stadsdel as (

    select enhet.kommun_kod
    from {{ ref("enhet") }} as enhet
    inner join {{ ref("enhet_typ") }} as enhet_typ
        on enhet.enhet_typ = enhet_typ.enhet_typ
    where enhet_typ.ar_stadsdel = 1

),

grupp as (

    select
        'riket' as gruppindelning,
        '00' as grupp_kod,
        'Riket' as grupp_namn

    union all

    select
        'lan' as gruppindelning,
        lan_kod as grupp_kod,
        lan_namn as grupp_namn
    from {{ ref("lan") }}

    union all

    select
        'storstad' as gruppindelning,
        kommun_kod as grupp_kod,
        kommun_namn as grupp_namn
    from {{ ref("kommun") }}
    where kommun_kod in (select stadsdel.kommun_kod from stadsdel)

    union all

    select distinct
        'storleksgrupp' as gruppindelning,
        grupp_kod,
        grupp_namn
    from {{ ref("storleksgrupp") }}

    union all

    select distinct
        'skr' as gruppindelning,
        grupp_kod,
        grupp_namn
    from {{ ref("skr_grupp") }}

    union all

    select
        'egen' as gruppindelning,
        grupp_kod,
        grupp_namn
    from {{ ref("egen_grupp") }}

),

final as (

    select
        gruppindelning.gruppindelning,
        gruppindelning.gruppindelning_namn,
        grupp.grupp_kod,
        grupp.grupp_namn,
        gruppindelning.orsak_kod
    from {{ ref("gruppindelning") }} as gruppindelning
    left join grupp
        on gruppindelning.gruppindelning = grupp.gruppindelning

)

select * from final
