-- One row is one group × indicator × year: how many units are not *ja*, by the steps left to it.

with bridge as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

forsta_forslag as (

    select * from {{ ref("mart_vagen_till_ja") }}
    where forslag_nr = 1

),

final as (

    select
        bridge.matar,
        bridge.gruppindelning,
        bridge.grupp_kod,
        utfall.indikator_id,
        cast(count(forsta_forslag.steg_antal) as integer) as inte_ja_antal,
        cast(count(case when forsta_forslag.steg_antal = 1 then 1 end) as integer)
            as ett_steg_antal,
        cast(count(case when forsta_forslag.steg_antal = 2 then 1 end) as integer)
            as tva_steg_antal,
        cast(count(case when forsta_forslag.steg_antal > 2 then 1 end) as integer)
            as fler_steg_antal,
        max(utfall.markning) as markning
    from bridge
    inner join utfall
        on
            bridge.matar = utfall.matar
            and bridge.enhet_kod = utfall.enhet_kod
    left join forsta_forslag
        on
            utfall.matar = forsta_forslag.matar
            and utfall.enhet_kod = forsta_forslag.enhet_kod
            and utfall.indikator_id = forsta_forslag.indikator_id
    group by bridge.matar, bridge.gruppindelning, bridge.grupp_kod, utfall.indikator_id

)

select * from final
