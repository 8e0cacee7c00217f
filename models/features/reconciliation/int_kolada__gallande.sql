-- One row is one of Kolada's values in force, by KPI × kommun × year × sex: that of the later API,
-- then of the later call, then of the later row.

with varde as (

    select * from {{ ref("stg_kolada__varde") }}

),

ordnad as (

    select
        *,
        row_number() over (
            partition by kolada_id, kommun_kod, matar, kon
            order by coalesce(api_version, '') desc, hamtning_nr desc, rad_nr desc
        ) as ordning
    from varde

),

final as (

    select
        kolada_id,
        kommun_kod,
        matar,
        kon,
        varde,
        status,
        vardeklass
    from ordnad
    where ordning = 1

)

select * from final
