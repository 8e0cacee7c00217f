-- One row is one cell of the plan of what is hidden among counts of persons, or one delivery of
-- which an indicator of a year waits (leverans_nr).

with skyddsplan as (

    select * from {{ source("skydd", "plan") }}

),

final as (

    select
        matar,
        indikator_id,
        gruppindelning,
        grupp_kod,
        kon,
        dold,
        omgang,
        checksumma,
        leverans_nr
    from skyddsplan

)

select * from final
