-- One row is one unit in the frame of one year that the landing holds answers for.

with granskat as (

    select * from {{ ref("int_svar__granskat") }}

),

matar as (

    select * from {{ ref("matar") }}

),

enhet as (

    select * from {{ ref("enhet") }}

),

kommun as (

    select * from {{ ref("kommun") }}

),

landning_matar as (

    select distinct matar
    from granskat
    where ar_i_ramen

),

final as (

    select
        matar.matar,
        enhet.enhet_kod,
        enhet.enhet_typ,
        enhet.kommun_kod,
        kommun.lan_kod
    from matar
    inner join landning_matar
        on matar.matar = landning_matar.matar
    inner join enhet
        on {{ giltig_dag("matar.matdatum", "enhet.giltig_fran", "enhet.giltig_till") }}
    inner join kommun
        on enhet.kommun_kod = kommun.kommun_kod

)

select * from final
