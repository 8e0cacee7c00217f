-- Every public column has its row in the seed kolumn_titel, and every row there has its column; two
-- columns of a table never have the same title.

with kolumn as (

    select * from {{ ref("dim_kolumn") }}

),

titel as (

    select * from {{ ref("kolumn_titel") }}

),

final as (

    select 'kolumn_titel.csv saknar en rad för ' || kolumn || ' i ' || tabell as mening
    from kolumn
    where titel_sv is null or beskrivning_sv is null

    union all

    select
        'kolumn_titel.csv har en rad för ' || titel.kolumn || ' i '
        || coalesce(titel.tabell, 'alla') || ', men ingen sådan kolumn är offentlig' as mening
    from titel
    where
        not exists (
            select 1 from kolumn
            where
                kolumn.kolumn = titel.kolumn
                and (titel.tabell is null or kolumn.tabell = titel.tabell)
        )

    union all

    select min(kolumn) || ' och ' || max(kolumn) || ' heter båda ' || titel_sv as mening
    from kolumn
    group by tabell, titel_sv
    having count(*) > 1

)

select * from final
