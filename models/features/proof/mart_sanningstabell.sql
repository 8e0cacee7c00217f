-- One row is one combination of answers that a rule can meet, in words: what decides it and what it
-- gives.

with sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

regel as (

    select * from {{ ref("regel") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

egen_text as (

    -- what all the indicators of a variant say in words of their own
    select
        indikator.regel_variant,
        regel_text.gren_id,
        min(regel_text.regel_text) as gren_text,
        min(regel_text.kalla) as kalla
    from {{ ref("int_indikator__per_ar") }} as indikator
    inner join {{ ref("int_regel__text") }} as regel_text
        on
            indikator.indikator_id = regel_text.indikator_id
            and indikator.regel_id = regel_text.regel_id
    group by indikator.regel_variant, regel_text.gren_id
    having min(regel_text.regel_text) = max(regel_text.regel_text)

),

utfall as (

    select * from {{ ref("utfall") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

anvand_roll as (

    select
        regel_variant,
        {{ per_roll("max(case when ROLL is not null then 1 else 0 end) as ROLL") }}
    from sanningstabell
    group by regel_variant

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

final as (

    select
        sanningstabell.regel_id,
        sanningstabell.regel_variant,
        cast(row_number() over (
            partition by sanningstabell.regel_variant
            order by {{ per_roll("coalesce(sanningstabell.ROLL, 'saknas')") }}
        ) as integer) as kombination_nr,
        regel.regel_namn,
        {{ per_roll(
            "case when anvand_roll.ROLL = 1"
            ~ " then coalesce(svar_ROLL.svarsklass_text, 'Inte besvarad') end as ROLL_text"
        ) }},
        sanningstabell.gren_id,
        coalesce(egen_text.gren_text, regel_gren.gren_text) as gren_text,
        sanningstabell.utfall,
        utfall.utfall_text,
        sanningstabell.orsak_kod,
        orsak.orsak_text,
        coalesce(egen_text.kalla, regel_gren.kalla) as kalla
    from sanningstabell
    inner join anvand_roll
        on sanningstabell.regel_variant = anvand_roll.regel_variant
    inner join regel
        on sanningstabell.regel_id = regel.regel_id
    left join regel_gren
        on
            sanningstabell.regel_id = regel_gren.regel_id
            and sanningstabell.gren_id = regel_gren.gren_id
    left join egen_text
        on
            sanningstabell.regel_variant = egen_text.regel_variant
            and sanningstabell.gren_id = egen_text.gren_id
    left join utfall
        on sanningstabell.utfall = utfall.utfall
    left join orsak
        on sanningstabell.orsak_kod = orsak.orsak_kod
    {{ per_roll(
        "left join svarsklass as svar_ROLL on sanningstabell.ROLL = svar_ROLL.svarsklass", " "
    ) }}

)

select * from final
