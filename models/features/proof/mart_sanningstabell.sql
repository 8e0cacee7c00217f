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

roll as (

    -- the name of the role in each place
    select
        regel_id,
        {{ per_plats("max(case when plats = NR then roll_namn end) as roll_NR") }}
    from {{ ref("int_regel__roll") }}
    group by regel_id

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
            order by {{ per_plats("coalesce(sanningstabell.PLATS, 'saknas')") }}
        ) as integer) as kombination_nr,
        regel.regel_namn,
        -- concat_ws leaves out the places that the rule does not have
        concat_ws(
            '; ',
            {{ per_plats(
                "roll.roll_NR || ': ' || coalesce(klass_NR.svarsklass_text, 'Inte besvarad')"
            ) }}
        ) as svar_text,
        sanningstabell.gren_id,
        coalesce(egen_text.gren_text, regel_gren.gren_text) as gren_text,
        sanningstabell.utfall,
        utfall.utfall_text,
        sanningstabell.orsak_kod,
        orsak.orsak_text,
        coalesce(egen_text.kalla, regel_gren.kalla) as kalla
    from sanningstabell
    inner join roll
        on sanningstabell.regel_id = roll.regel_id
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
    {{ per_plats(
        "left join svarsklass as klass_NR on sanningstabell.PLATS = klass_NR.svarsklass", " "
    ) }}

)

select * from final
