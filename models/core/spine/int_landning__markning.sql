-- One row: the marking of everything that is computed from this landing, or null.

with svar as (

    select * from {{ ref("int_svar__granskat") }}

),

final as (

    select max(markning) as markning
    from svar

)

select * from final
