-- One row is one way to write a unit or kommun by its name, with or without its code, that means
-- that one only. Names alone are read in deliveries where `lases_i_leverans`.

with enhet as (

    select * from {{ ref("enhet") }}

),

kommun as (

    select * from {{ ref("kommun") }}

),

kommun_namn as (

    select * from {{ ref("kommun_namn") }}

),

namn as (

    select
        enhet_kod,
        enhet_namn as namn,
        enhet_typ = 'kommun' as ar_kommun,
        enhet_typ = 'kommun' as lases_i_leverans
    from enhet
    union all
    select
        kommun.kommun_kod as enhet_kod,
        kommun.kommun_namn as namn,
        true as ar_kommun,
        false as lases_i_leverans
    from kommun
    left join enhet
        on kommun.kommun_kod = enhet.enhet_kod
    where enhet.enhet_kod is null
    union all
    select
        kommun_kod as enhet_kod,
        namn,
        false as ar_kommun,
        true as lases_i_leverans
    from kommun_namn

),

stavat as (

    -- Lund, Lund kommun, Lunds kommun; Borås, Borås stad
    select
        namn.enhet_kod,
        {{ enhet_nyckel("namn.namn") }} || tillagg.tillagg as namn_nyckel,
        namn.lases_i_leverans
    from namn
    cross join (
        values (''), (' kommun'), ('s kommun'), (' stad'), ('s stad')
    ) as tillagg (tillagg)
    where namn.ar_kommun or tillagg.tillagg = ''

),

med_kod as (

    -- 0114 Upplands Väsby, Falun (2080)
    select
        enhet_kod,
        namn_nyckel,
        lases_i_leverans
    from stavat
    union all
    select
        enhet_kod,
        replace(enhet_kod, '-', ' ') || ' ' || namn_nyckel as namn_nyckel,
        true as lases_i_leverans
    from stavat
    union all
    select
        enhet_kod,
        namn_nyckel || ' ' || replace(enhet_kod, '-', ' ') as namn_nyckel,
        true as lases_i_leverans
    from stavat

),

final as (

    -- names are no keys: one that two units share is not understood
    select
        namn_nyckel,
        max(enhet_kod) as enhet_kod,
        count(*) filter (where lases_i_leverans) > 0 as lases_i_leverans
    from med_kod
    group by namn_nyckel
    having count(distinct enhet_kod) = 1

)

select * from final
