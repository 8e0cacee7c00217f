-- One row is one unit that is valid on 31 December of a year that a value file holds counts for.

with granskat as (

    select * from {{ ref("int_varde__granskat") }}

),

enhet as (

    select * from {{ ref("enhet") }}

),

enhet_typ as (

    select * from {{ ref("enhet_typ") }}

),

tal_matar as (

    select distinct matar
    from granskat
    where karantan_orsak_kod is null and not ar_tomt

),

final as (

    select
        tal_matar.matar,
        enhet.enhet_kod,
        enhet.kommun_kod,
        enhet_typ.ar_stadsdel = 1 as ar_stadsdel
    from tal_matar
    inner join enhet
        on {{ giltig_dag(
            sista_dagen("tal_matar.matar"), "enhet.giltig_fran", "enhet.giltig_till"
        ) }}
    inner join enhet_typ
        on enhet.enhet_typ = enhet_typ.enhet_typ

)

select * from final
