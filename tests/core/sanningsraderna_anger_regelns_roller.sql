-- A case of the seed sanningsrad gives an answer, or saknas, in exactly the roles that its rule
-- reads.

with sanningsrad as (

    select * from {{ ref("sanningsrad") }}

),

angiven_roll as (

    {{ per_roll(
        "select fall_id, regel_id, 'ROLL' as roll, ROLL as svar from sanningsrad", " union all "
    ) }}

)

select
    'Fallet ' || angiven_roll.fall_id || case
        when angiven_roll.svar is null then ' saknar svar i rollen '
        else ' har svar i rollen '
    end || angiven_roll.roll || case
        when angiven_roll.svar is null then ' (saknas, om det inte är besvarat)'
        else ' som regeln inte läser'
    end as mening
from angiven_roll
left join {{ ref("regel_roll") }} as regel_roll
    on
        angiven_roll.regel_id = regel_roll.regel_id
        and angiven_roll.roll = regel_roll.roll
where (angiven_roll.svar is null) <> (regel_roll.roll is null)
