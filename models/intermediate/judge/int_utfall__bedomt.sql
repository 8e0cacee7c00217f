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
        {{ regelgren() }} as gren_id
        {%- for roll in roller() %},
        {{ roll }}
        {%- endfor %}
    from svar_per_roll

)

select * from final
