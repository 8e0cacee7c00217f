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
        cast(count(*) as integer) as enheter_antal,
        cast(sum(utfall.ingar_i_taljare) as integer) as ja_antal,
        cast(count(*) filter (where utfall.utfall = 'delvis') as integer) as delvis_antal,
        cast(count(*) filter (where utfall.utfall = 'nej') as integer) as nej_antal,
        cast(count(*) filter (where utfall.utfall = 'ej_aktuellt') as integer) as ej_aktuellt_antal,
        cast(count(*) filter (where utfall.utfall is null) as integer) as bortfall_antal,
        cast(sum(utfall.ingar_i_namnare) as integer) as namnare_antal
    from medlem
    inner join utfall
        on
            medlem.matar = utfall.matar
            and medlem.enhet_kod = utfall.enhet_kod
    group by medlem.matar, medlem.gruppindelning, medlem.grupp_kod, utfall.indikator_id

)

select * from final
