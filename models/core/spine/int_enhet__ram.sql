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
        enhet.kommun_kod
    from matar
    inner join landning_matar
        on matar.matar = landning_matar.matar
    inner join enhet
        on {{ giltig_dag("matar.matdatum", "enhet.giltig_fran", "enhet.giltig_till") }}

)

select * from final
