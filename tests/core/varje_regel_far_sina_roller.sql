-- An indicator brings every role that its rule reads, in every year.

with forvantad as (

    select * from {{ ref("regel_roll") }}

),

regel as (

    select * from {{ ref("int_indikator__per_ar") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

)

select
    'Regeln ' || regel.regel_id || ' behöver rollen ' || forvantad.roll || ' men indikatorn '
    || regel.indikator_id || ' saknar den mätår ' || cast(regel.matar as varchar)
    || ' (seeden indikator_roll)' as mening
from regel
inner join forvantad
    on regel.regel_id = forvantad.regel_id
left join roll
    on
        regel.indikator_id = roll.indikator_id
        and regel.matar = roll.matar
        and forvantad.roll = roll.roll
where roll.roll is null
