-- One row is one result to judge by another year's rule, with the answers that this rule needs side
-- by side, by role: matar (the answers) × regel_matar (the rule) × unit × indicator.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}
    where bortfall_kod is null

),

mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}
    where orsak_kod is null

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

underlag as (

    select
        mojlig.matar,
        mojlig.regel_matar,
        ryggrad.enhet_kod,
        mojlig.indikator_id
    from mojlig
    inner join ryggrad
        on
            mojlig.matar = ryggrad.matar
            and mojlig.indikator_id = ryggrad.indikator_id

),

{{ svar_per_roll(
    "underlag", ["matar", "regel_matar", "enhet_kod", "indikator_id"], roll_matar="regel_matar"
) }},

final as (

    select
        sida_vid_sida.matar,
        sida_vid_sida.regel_matar,
        sida_vid_sida.enhet_kod,
        sida_vid_sida.indikator_id,
        {{ rollkolumner("sida_vid_sida") }}
    from sida_vid_sida

)

select * from final
