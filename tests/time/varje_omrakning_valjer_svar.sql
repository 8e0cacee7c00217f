-- Every row of the scenarios of recomputation chooses some answers: a row that chooses none would
-- pass for one whose answers cannot be judged.

with scenario as (

    select * from {{ ref("omraknings_scenario") }}

),

vald as (

    select
        mojlig.matar,
        mojlig.regel_matar,
        indikator.indikator_id,
        indikator.indikatoromrade_kod
    from {{ ref("int_omrakning__mojlig") }} as mojlig
    inner join {{ ref("indikator") }} as indikator
        on mojlig.indikator_id = indikator.indikator_id

)

select
    'Seeden omraknings_scenario: raden för '
    || coalesce(scenario.indikatoromrade_kod, scenario.indikator_id, 'alla indikatorer')
    || ' från mätår ' || cast(scenario.svar_fran_matar as varchar) || ' under regeln mätår '
    || cast(scenario.regel_matar as varchar) || ' väljer inga svar' as mening
from scenario
left join vald
    on
        scenario.regel_matar = vald.regel_matar
        and {{ giltig_matar(
            "vald.matar", "scenario.svar_fran_matar", "scenario.svar_till_matar"
        ) }}
        and (
            scenario.indikatoromrade_kod is null
            or scenario.indikatoromrade_kod = vald.indikatoromrade_kod
        )
        and (scenario.indikator_id is null or scenario.indikator_id = vald.indikator_id)
where vald.indikator_id is null
