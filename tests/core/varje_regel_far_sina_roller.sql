-- An indicator brings every role that its rule reads, in every year; and a base question that may
-- be answered with "ej aktuellt" where the rule counts on it.

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

union all

select
    'Regeln ' || regel_id || ' räknar med att grundfrågan kan besvaras med Ej aktuellt, men det '
    || 'kan den inte för ' || indikator_id || ' mätår ' || cast(matar as varchar) as mening
from regel
where
    regel_id in ('samlad_plan', 'anvant_resultat', 'uppdelat_pa_kon', 'anvant_resultat_kon')
    and bas_har_utvag = 0
