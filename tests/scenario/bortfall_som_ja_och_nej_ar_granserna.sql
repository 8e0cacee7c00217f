-- Where a scenario takes all missing answers for Ja, or for Nej, and assumes nothing else, every
-- group's share is the highest, or the lowest, that the missing leave open: with a row in
-- fct_scenario, or without one and nothing missing.

with scenario as (

    select antagande.*
    from {{ ref("int_scenario__antagande") }} as antagande
    left join {{ ref("int_scenario__indelning") }} as indelning
        on antagande.scenario_id = indelning.scenario_id
    where
        antagande.bortfall_utfall is not null
        and antagande.grans_procent is null
        and antagande.policy_lasning is null
        and antagande.gren_lasning is null
        and antagande.delvis_procent is null
        and indelning.scenario_id is null

),

cell as (

    select
        scenario.scenario_id,
        scenario.bortfall_utfall,
        gruppvarde.*,
        case when scenario.bortfall_utfall = 'ja' then gruppvarde.hogsta_procent
            else gruppvarde.lagsta_procent
        end as gransen_procent
    from scenario
    cross join {{ ref("fct_gruppvarde") }} as gruppvarde
    where
        (scenario.indikator_id is null or scenario.indikator_id = gruppvarde.indikator_id)
        and {{ giltig_matar(
            "gruppvarde.matar",
            "coalesce(scenario.giltig_fran_matar, gruppvarde.matar)",
            "scenario.giltig_till_matar"
        ) }}

),

utfall as (

    select * from {{ ref("fct_scenario") }}

)

select
    'Scenariot ' || cell.scenario_id || ', ' || cell.gruppindelning || ' ' || cell.grupp_kod || ', '
    || cell.indikator_id || ' mätår ' || cast(cell.matar as varchar) || ': andelen är inte den '
    || case when cell.bortfall_utfall = 'ja' then 'högsta' else 'lägsta' end
    || ' som bortfallet kan ge' as mening
from cell
left join utfall
    on
        cell.scenario_id = utfall.scenario_id
        and cell.matar = utfall.matar
        and cell.gruppindelning = utfall.gruppindelning
        and cell.grupp_kod = utfall.grupp_kod
        and cell.indikator_id = utfall.indikator_id
where
    case
        when utfall.scenario_id is null then cell.bortfall_antal > 0
        else
            utfall.scenario_bortfall_antal <> 0
            or utfall.scenario_namnare_antal <> cell.namnare_antal + cell.bortfall_antal
            or utfall.scenario_lagsta_procent is distinct from cell.gransen_procent
            or utfall.scenario_hogsta_procent is distinct from cell.gransen_procent
            or (
                utfall.scenario_redovisas
                and utfall.scenario_andel_procent is distinct from {{ andel_procent(
                    "cell.ja_antal
                    + case when cell.bortfall_utfall = 'ja' then cell.bortfall_antal else 0 end",
                    "cell.namnare_antal + cell.bortfall_antal"
                ) }}
            )
    end
