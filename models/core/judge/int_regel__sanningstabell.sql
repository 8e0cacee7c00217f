-- One row is one combination of answers of a rule with the branch that decides it, its outcome or
-- reason, and the outcomes that it could still have once the missing answers are there.

with kombination as (

    select * from {{ ref("int_regel__kombination") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

bedomd as (

    select
        *,
        {{ regelgren() }} as gren_id
    from kombination

),

utfall as (

    select
        bedomd.*,
        regel_gren.utfall,
        regel_gren.orsak_kod
    from bedomd
    left join regel_gren
        on
            bedomd.regel_id = regel_gren.regel_id
            and bedomd.gren_id = regel_gren.gren_id

),

anvand_roll as (

    -- a role is used by a variant when it can be answered there
    select
        regel_variant,
        {{ per_roll("max(case when ROLL is not null then 1 else 0 end) as ROLL") }}
    from kombination
    group by regel_variant

),

fullstandig as (

    select utfall.*
    from utfall
    inner join anvand_roll
        on
            utfall.regel_variant = anvand_roll.regel_variant
            and {{ per_roll(
                "(anvand_roll.ROLL = 0 or not " ~ saknas("utfall.ROLL") ~ ")", " and "
            ) }}

),

mojliga_utfall as (

    select
        utfall.regel_variant,
        {{ rollkolumner("utfall") }},
        max(case when fullstandig.utfall = 'ja' then 1 else 0 end) as kan_ja,
        max(case when fullstandig.utfall = 'delvis' then 1 else 0 end) as kan_delvis,
        max(case when fullstandig.utfall = 'nej' then 1 else 0 end) as kan_nej,
        max(case when fullstandig.utfall = 'ej_aktuellt' then 1 else 0 end) as kan_ej_aktuellt
    from utfall
    inner join fullstandig
        on
            utfall.regel_variant = fullstandig.regel_variant
            and {{ kompletterar("fullstandig", "utfall") }}
    group by utfall.regel_variant, {{ rollkolumner("utfall") }}

),

final as (

    select
        utfall.regel_variant,
        utfall.regel_id,
        utfall.bas_har_utvag,
        {{ rollkolumner("utfall") }},
        utfall.gren_id,
        utfall.utfall,
        utfall.orsak_kod,
        mojliga_utfall.kan_ja,
        mojliga_utfall.kan_delvis,
        mojliga_utfall.kan_nej,
        mojliga_utfall.kan_ej_aktuellt
    from utfall
    left join mojliga_utfall
        on
            utfall.regel_variant = mojliga_utfall.regel_variant
            and {{ samma_svar("utfall", "mojliga_utfall") }}

)

select * from final
