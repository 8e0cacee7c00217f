-- One row is one reporting unit (redovisningsenhet): a kommun, or a part of a big city.

with enhet as (

    select * from {{ ref("enhet") }}

),

kommun as (

    select * from {{ ref("kommun") }}

),

final as (

    select
        enhet.enhet_kod,
        enhet.enhet_namn,
        enhet.enhet_typ,
        enhet.kommun_kod,
        kommun.lan_kod,
        enhet.giltig_fran,
        enhet.giltig_till,
        enhet.belagg
    from enhet
    inner join kommun
        on enhet.kommun_kod = kommun.kommun_kod

)

select * from final
