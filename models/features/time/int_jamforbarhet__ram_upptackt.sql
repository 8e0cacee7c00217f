-- One row is one group × pair of consecutive years of the landing whose units are not the same: how
-- many left or entered the frame, and how many only changed group.

with medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

ram as (

    select * from {{ ref("int_enhet__ram") }}

),

ram_matar as (

    select distinct matar
    from ram

),

lamnade as (

    select
        fran.gruppindelning,
        fran.grupp_kod,
        fran.matar as fran_matar,
        fran.matar + 1 as till_matar,
        count(*) as fran_enheter_antal,
        0 as till_enheter_antal,
        count(*) filter (where ram.enhet_kod is null) as rambyte_fran_antal,
        0 as rambyte_till_antal,
        count(*) filter (where ram.enhet_kod is not null and till.enhet_kod is null)
            as gruppbyte_antal
    from medlem as fran
    inner join ram_matar
        on fran.matar + 1 = ram_matar.matar
    left join medlem as till
        on
            fran.matar + 1 = till.matar
            and fran.enhet_kod = till.enhet_kod
            and fran.gruppindelning = till.gruppindelning
            and fran.grupp_kod = till.grupp_kod
    left join ram
        on
            fran.matar + 1 = ram.matar
            and fran.enhet_kod = ram.enhet_kod
    group by fran.gruppindelning, fran.grupp_kod, fran.matar

),

kom as (

    select
        till.gruppindelning,
        till.grupp_kod,
        till.matar - 1 as fran_matar,
        till.matar as till_matar,
        0 as fran_enheter_antal,
        count(*) as till_enheter_antal,
        0 as rambyte_fran_antal,
        count(*) filter (where ram.enhet_kod is null) as rambyte_till_antal,
        count(*) filter (where ram.enhet_kod is not null and fran.enhet_kod is null)
            as gruppbyte_antal
    from medlem as till
    inner join ram_matar
        on till.matar - 1 = ram_matar.matar
    left join medlem as fran
        on
            till.matar - 1 = fran.matar
            and till.enhet_kod = fran.enhet_kod
            and till.gruppindelning = fran.gruppindelning
            and till.grupp_kod = fran.grupp_kod
    left join ram
        on
            till.matar - 1 = ram.matar
            and till.enhet_kod = ram.enhet_kod
    group by till.gruppindelning, till.grupp_kod, till.matar

),

bada as (

    select * from lamnade

    union all

    select * from kom

),

raknat as (

    select
        gruppindelning,
        grupp_kod,
        fran_matar,
        till_matar,
        cast(sum(fran_enheter_antal) as integer) as fran_enheter_antal,
        cast(sum(till_enheter_antal) as integer) as till_enheter_antal,
        cast(sum(rambyte_fran_antal) as integer) as rambyte_fran_antal,
        cast(sum(rambyte_till_antal) as integer) as rambyte_till_antal,
        cast(sum(gruppbyte_antal) as integer) as gruppbyte_antal
    from bada
    group by gruppindelning, grupp_kod, fran_matar, till_matar

),

final as (

    select
        gruppindelning,
        grupp_kod,
        fran_matar,
        till_matar,
        fran_enheter_antal,
        till_enheter_antal,
        rambyte_fran_antal,
        rambyte_till_antal,
        gruppbyte_antal
    from raknat
    where rambyte_fran_antal + rambyte_till_antal + gruppbyte_antal > 0

)

select * from final
