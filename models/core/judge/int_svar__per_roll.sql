-- One row is one result to judge with the answers that its rule needs side by side, by role.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}
    where bortfall_kod is null

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

{{ svar_per_roll("ryggrad", ["matar", "enhet_kod", "indikator_id"]) }},

final as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        ryggrad.regel_id,
        ryggrad.regel_variant,
        ryggrad.bas_har_utvag,
        {{ rollkolumner("sida_vid_sida") }}
    from ryggrad
    inner join sida_vid_sida
        on
            ryggrad.matar = sida_vid_sida.matar
            and ryggrad.enhet_kod = sida_vid_sida.enhet_kod
            and ryggrad.indikator_id = sida_vid_sida.indikator_id

)

select * from final
