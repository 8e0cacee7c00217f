-- One row is one value of one of Kolada's KPIs as it was read, with its kommun's code restored.

with varde as (

    select * from {{ source("kolada", "varde") }}

),

final as (

    select
        hamtning_nr,
        fil,
        rad_nr,
        kolada_id,
        {{ enhet_kod_lagad("kommun_kod") }} as kommun_kod,
        kommun_kod as kommun_kod_levererad,
        matar,
        kon,
        varde,
        status,
        antal,
        ar_borttagen,
        vardeklass,
        api_version
    from varde

)

select * from final
