-- One row is one result with answers to judge by another year's rule, and their combination in that
-- rule: matar (the answers) × regel_matar (the rule) × unit × indicator.

with mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}
    where orsak_kod is null

),

roll as (

    select
        mojlig.matar,
        mojlig.regel_matar,
        roll_per_ar.indikator_id,
        roll_per_ar.roll,
        roll_per_ar.vikt,
        roll_per_ar.fraga_kod,
        roll_per_ar.omrade_kod,
        roll_per_ar.delfraga_kod
    from mojlig
    inner join {{ ref("int_indikator__roll_per_ar") }} as roll_per_ar
        on
            mojlig.regel_matar = roll_per_ar.matar
            and mojlig.indikator_id = roll_per_ar.indikator_id

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

{{ svar_per_roll(["regel_matar"]) }},

final as (

    select
        roll_svar.matar,
        roll_svar.regel_matar,
        roll_svar.enhet_kod,
        roll_svar.indikator_id,
        cast(sum(roll_svar.svar_kod) as bigint) as svar_kod,
        {{ bas_och_uppfoljning("roll_svar") }}
    from roll_svar
    group by
        roll_svar.matar, roll_svar.regel_matar, roll_svar.enhet_kod, roll_svar.indikator_id

)

select * from final
