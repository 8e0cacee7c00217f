-- One row is one public column of the marts, with its title and what it means: tabell × kolumn.

with kolumn as (

    select
        offentlig.tabell,
        offentlig.kolumn,
        offentlig.ordning,
        offentlig.beskrivning_en
    from (
        values
        {{ offentliga_kolumner() }}
    ) as offentlig (tabell, kolumn, ordning, beskrivning_en)

),

titel as (

    select * from {{ ref("kolumn_titel") }}

),

-- a table's own words before those that go for every table
final as (

    select
        kolumn.tabell,
        kolumn.kolumn,
        kolumn.ordning,
        coalesce(egen.titel_sv, allman.titel_sv) as titel_sv,
        coalesce(egen.beskrivning_sv, allman.beskrivning_sv) as beskrivning_sv,
        kolumn.beskrivning_en
    from kolumn
    left join titel as egen
        on kolumn.tabell = egen.tabell and kolumn.kolumn = egen.kolumn
    left join titel as allman
        on kolumn.kolumn = allman.kolumn and allman.tabell is null

)

select * from final
