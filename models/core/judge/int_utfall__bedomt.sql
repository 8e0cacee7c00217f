-- One row is one result judged by the rule of its indicator: the branch that decided.

with svar_per_roll as (

    select * from {{ ref("int_svar__per_roll") }}

),

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        regel_id,
        regel_variant,
        {{ per_roll("ROLL") }},
        {{ regelgren() }} as gren_id
    from svar_per_roll

)

select * from final
