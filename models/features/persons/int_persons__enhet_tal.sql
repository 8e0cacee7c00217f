-- One row is one count of persons as it holds: matar × enhet × measure × kon. A measure that is
-- protected by itself is also a denominator (indicator.namnare); a share that was delivered beside
-- the counts that it is elsewhere made of stands under the unit's code with a star.
{{ config(schema="intern") }}

with underlag as (

    select * from {{ ref("int_persons__underlag") }}

),

final as (

    select
        matar,
        cell_kod as enhet_kod,
        taljare_tabell as indikator_id,
        kon,
        antal
    from underlag
    where not ar_narmevarde

    union all

    select
        matar,
        cell_kod as enhet_kod,
        namnare_tabell as indikator_id,
        kon,
        namnare_antal as antal
    from underlag
    where namnare_tabell is not null and not ar_narmevarde

)

select * from final
