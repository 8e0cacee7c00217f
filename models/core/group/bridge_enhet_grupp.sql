-- One row is one unit's membership in one group in one year of the landing: its groups are its
-- kommun's, and the city's that it is a part of.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

enhet_typ as (

    select * from {{ ref("enhet_typ") }}

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
        ram.matar,
        ram.enhet_kod,
        'storstad' as gruppindelning,
        ram.kommun_kod as grupp_kod
    from ram
    inner join enhet_typ
        on ram.enhet_typ = enhet_typ.enhet_typ
    where enhet_typ.ar_stadsdel = 1

)

select * from final
