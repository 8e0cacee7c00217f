-- One row is one unit's membership in one group in a year of counts: its groups are its kommun's,
-- and the city's that it is a part of.

with ram as (

    select * from {{ ref("int_persons__ram") }}

),

kommun_grupp as (

    select * from {{ ref("int_kommun__grupp") }}

),

final as (

    select
        ram.matar,
        ram.enhet_kod,
        kommun_grupp.gruppindelning,
        kommun_grupp.grupp_kod
    from ram
    inner join kommun_grupp
        on
            ram.matar = kommun_grupp.matar
            and ram.kommun_kod = kommun_grupp.kommun_kod

    union all

    select
        matar,
        enhet_kod,
        'storstad' as gruppindelning,
        kommun_kod as grupp_kod
    from ram
    where ar_stadsdel

)

select * from final
