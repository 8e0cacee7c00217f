-- One row is one unit in a rate that Kolada has published: of the unit itself, or of a city, which
-- is the mean of its parts' rates. What an attacker knows besides what is shown here.
{{ config(schema="intern") }}

with kolada as (

    select * from {{ ref("stg_kolada__varde") }}
    where vardeklass = 'varde'

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

ram as (

    select * from {{ ref("int_persons__ram") }}

),

underlag as (

    select * from {{ ref("int_persons__underlag") }}
    where namnare_tabell is null

),

final as (

    select distinct
        underlag.matar,
        underlag.indikator_id,
        ram.kommun_kod,
        underlag.kon,
        kolada.varde,
        underlag.enhet_kod,
        underlag.namnare_antal
    from kolada
    inner join indikator
        on kolada.kolada_id = indikator.kolada_id
    inner join ram
        on
            kolada.matar = ram.matar
            and kolada.kommun_kod = ram.kommun_kod
    inner join underlag
        on
            ram.matar = underlag.matar
            and ram.enhet_kod = underlag.enhet_kod
            and indikator.indikator_id = underlag.indikator_id
            and underlag.kon
            = case kolada.kon when 'K' then 'kvinnor' when 'M' then 'man' else 'totalt' end

)

select * from final
