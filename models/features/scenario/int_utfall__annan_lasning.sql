-- One row is one unit's result under another reading of its rule's branches: reading × matar × unit
-- × indicator. Only indicators whose rule has such a reading.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

gren_lasning as (

    select * from {{ ref("gren_lasning") }}

),

regel_lasning as (

    select distinct
        lasning_id,
        regel_id
    from gren_lasning

),

final as (

    select
        regel_lasning.lasning_id,
        utfall.matar,
        utfall.enhet_kod,
        utfall.indikator_id,
        coalesce(gren_lasning.utfall, utfall.utfall) as utfall,
        coalesce(gren_lasning.ingar_i_taljare, utfall.ingar_i_taljare) as ingar_i_taljare,
        coalesce(gren_lasning.ingar_i_namnare, utfall.ingar_i_namnare) as ingar_i_namnare
    from utfall
    inner join regel_lasning
        on utfall.regel_id = regel_lasning.regel_id
    left join gren_lasning
        on
            regel_lasning.lasning_id = gren_lasning.lasning_id
            and utfall.regel_id = gren_lasning.regel_id
            and utfall.gren_id = gren_lasning.gren_id

)

select * from final
