-- One row is one scenario with what it assumes side by side; empty: as published.

with scenario as (

    select * from {{ ref("scenario") }}

),

antagande as (

    select
        *,
        {{ forsok_heltal("varde") }} as heltal
    from {{ ref("scenario_antagande") }}

),

final as (

    select
        scenario.scenario_id,
        scenario.indikator_id,
        scenario.giltig_fran_matar,
        scenario.giltig_till_matar,
        max(case when antagande.antagande_typ = 'grans_procent' then antagande.heltal end)
            as grans_procent,
        max(case when antagande.antagande_typ = 'policy_lasning' then antagande.varde end)
            as policy_lasning,
        max(case when antagande.antagande_typ = 'gren_lasning' then antagande.varde end)
            as gren_lasning,
        max(case when antagande.antagande_typ = 'bortfall_utfall' then antagande.varde end)
            as bortfall_utfall,
        max(case when antagande.antagande_typ = 'delvis_procent' then antagande.heltal end)
            as delvis_procent
    from scenario
    left join antagande
        on scenario.scenario_id = antagande.scenario_id
    group by
        scenario.scenario_id,
        scenario.indikator_id,
        scenario.giltig_fran_matar,
        scenario.giltig_till_matar

)

select * from final
