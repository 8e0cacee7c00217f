-- One row is one cell of the plan of what is hidden among counts of persons.

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
        checksumma
    from skyddsplan

)

select * from final
