-- One row is one scenario: what fct_scenario computes, in words.

with scenario as (

    select * from {{ ref("scenario") }}

),

final as (

    select
        scenario_id,
        scenario_namn,
        beskrivning,
        indikator_id,
        giltig_fran_matar,
        giltig_till_matar,
        kalla
    from scenario

)

select * from final
