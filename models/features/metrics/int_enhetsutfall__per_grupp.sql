-- One row is one result in one group of its unit: what the metrics count. A unit stands in several
-- groups, and a result is therefore counted once by its key, whatever groups a query takes.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

matar as (

    select * from {{ ref("matar") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}
    where ar_standard = 1

),

final as (

    select
        utfall.matar,
        matar.matdatum,
        medlem.gruppindelning,
        medlem.grupp_kod,
        utfall.enhet_kod,
        utfall.indikator_id,
        cast(utfall.matar as varchar) || ':' || utfall.enhet_kod || ':' || utfall.indikator_id
            as resultat,
        utfall.utfall,
        utfall.ingar_i_taljare,
        utfall.ingar_i_namnare,
        policy.grans_procent,
        policy.raknar_ej_aktuellt
    from utfall
    inner join medlem
        on
            utfall.matar = medlem.matar
            and utfall.enhet_kod = medlem.enhet_kod
    inner join matar
        on utfall.matar = matar.matar
    inner join policy
        on {{ giltig_matar(
            "utfall.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}

)

select * from final
