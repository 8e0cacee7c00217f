-- One row is one kommun.

with kommun as (

    select * from {{ ref("kommun") }}

),

lan as (

    select * from {{ ref("lan") }}

),

final as (

    select
        kommun.kommun_kod,
        kommun.kommun_namn,
        kommun.lan_kod,
        lan.lan_namn,
        lan.lan_namn_en
    from kommun
    inner join lan
        on kommun.lan_kod = lan.lan_kod

)

select * from final
