-- One row is one group × indicator × year with the counts of its units.

with medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

final as (

    select
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        utfall.indikator_id,
        {{ raknade_enheter("utfall") }}
    from medlem
    inner join utfall
        on
            medlem.matar = utfall.matar
            and medlem.enhet_kod = utfall.enhet_kod
    group by medlem.matar, medlem.gruppindelning, medlem.grupp_kod, utfall.indikator_id

)

select * from final
