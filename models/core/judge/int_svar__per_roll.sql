-- One row is one answer in force that a rule reads, by its role: matar × unit × indicator × role.
-- An option left out of an answered tick-box question is here as nej; what is missing is not.

with roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

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

{{ svar_per_roll([]) }},

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        roll,
        svarsklass,
        svar_kod,
        har_fritext,
        leverans_nr,
        rad_nr
    from roll_svar

)

select * from final
