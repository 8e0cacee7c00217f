-- One row is one group × indicator × year to which a scenario gives another value than the one
-- published: scenario × matar × gruppindelning × grupp_kod × indikator_id, both sides of it.

with scenario as (

    select * from {{ ref("int_scenario__antagande") }}

),

indelning as (

    select * from {{ ref("int_scenario__indelning") }}

),

omraknat as (

    select * from {{ ref("int_scenario__raknat") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

cell as (

    select
        scenario_id,
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        enheter_antal,
        ja_antal,
        delvis_antal,
        nej_antal,
        ej_aktuellt_antal,
        bortfall_antal,
        namnare_antal
    from omraknat

    union all

    -- the published counts, where the scenario changes none; null counts: the group has no units
    select
        scenario.scenario_id,
        gruppvarde.matar,
        gruppvarde.gruppindelning,
        gruppvarde.grupp_kod,
        gruppvarde.indikator_id,
        case when indelning.scenario_id is null then gruppvarde.enheter_antal end as enheter_antal,
        case when indelning.scenario_id is null then gruppvarde.ja_antal end as ja_antal,
        case when indelning.scenario_id is null then gruppvarde.delvis_antal end as delvis_antal,
        case when indelning.scenario_id is null then gruppvarde.nej_antal end as nej_antal,
        case when indelning.scenario_id is null then gruppvarde.ej_aktuellt_antal end
            as ej_aktuellt_antal,
        case when indelning.scenario_id is null then gruppvarde.bortfall_antal end
            as bortfall_antal,
        case when indelning.scenario_id is null then gruppvarde.namnare_antal end as namnare_antal
    from scenario
    cross join gruppvarde
    left join indelning
        on
            scenario.scenario_id = indelning.scenario_id
            and gruppvarde.gruppindelning = indelning.gruppindelning
    left join omraknat
        on
            scenario.scenario_id = omraknat.scenario_id
            and gruppvarde.matar = omraknat.matar
            and gruppvarde.gruppindelning = omraknat.gruppindelning
            and gruppvarde.grupp_kod = omraknat.grupp_kod
            and gruppvarde.indikator_id = omraknat.indikator_id
    where omraknat.scenario_id is null

),

raknat as (

    -- what the missing are taken for, and the limit and reading in force
    select
        cell.scenario_id,
        cell.matar,
        cell.gruppindelning,
        cell.grupp_kod,
        cell.indikator_id,
        cell.enheter_antal,
        cell.ja_antal
        + case when scenario.bortfall_utfall = 'ja' then 1 else 0 end * cell.bortfall_antal
            as ja_antal,
        cell.delvis_antal,
        cell.nej_antal
        + case when scenario.bortfall_utfall = 'nej' then 1 else 0 end * cell.bortfall_antal
            as nej_antal,
        cell.ej_aktuellt_antal,
        case when scenario.bortfall_utfall is null then 1 else 0 end * cell.bortfall_antal
            as bortfall_antal,
        cell.namnare_antal
        + case when scenario.bortfall_utfall is null then 0 else 1 end * cell.bortfall_antal
            as namnare_antal,
        coalesce(scenario.delvis_procent, 0) as delvis_procent,
        coalesce(scenario.grans_procent, policy.grans_procent) as grans_procent,
        policy.raknar_ej_aktuellt
    from cell
    inner join scenario
        on cell.scenario_id = scenario.scenario_id
    inner join policy
        on
            case
                when scenario.policy_lasning is null then policy.ar_standard = 1
                else policy.lasning = scenario.policy_lasning
            end
            and {{ giltig_matar(
                "cell.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
            ) }}
    where
        (scenario.indikator_id is null or scenario.indikator_id = cell.indikator_id)
        and {{ giltig_matar(
            "cell.matar",
            "coalesce(scenario.giltig_fran_matar, cell.matar)",
            "scenario.giltig_till_matar"
        ) }}

),

vagt as (

    -- in hundredths of a unit, since delvis may count in part
    select
        *,
        {{ redovisas(
            "enheter_antal", "ej_aktuellt_antal", "bortfall_antal", "grans_procent",
            "raknar_ej_aktuellt"
        ) }} as redovisas,
        cast(100 * ja_antal + delvis_procent * delvis_antal as bigint) as ja_vikt,
        cast(100 * namnare_antal as bigint) as namnare_vikt,
        cast(100 * bortfall_antal as bigint) as bortfall_vikt
    from raknat

),

utfallet as (

    select
        *,
        case when redovisas then {{ andel_procent("ja_vikt", "namnare_vikt") }} end
            as andel_procent,
        case when not redovisas then {{ orsak_utan_andel("namnare_antal", "bortfall_antal") }} end
            as orsak_kod,
        {{ andel_procent_en_decimal("ja_vikt", "namnare_vikt + bortfall_vikt") }}
            as lagsta_procent,
        {{ andel_procent_en_decimal("ja_vikt + bortfall_vikt", "namnare_vikt + bortfall_vikt") }}
            as hogsta_procent
    from vagt

),

final as (

    select
        utfallet.scenario_id,
        utfallet.matar,
        utfallet.gruppindelning,
        utfallet.grupp_kod,
        utfallet.indikator_id,
        gruppvarde.enheter_antal,
        gruppvarde.ja_antal,
        gruppvarde.delvis_antal,
        gruppvarde.nej_antal,
        gruppvarde.ej_aktuellt_antal,
        gruppvarde.bortfall_antal,
        gruppvarde.namnare_antal,
        gruppvarde.redovisas,
        gruppvarde.andel_procent,
        gruppvarde.orsak_kod,
        gruppvarde.lagsta_procent,
        gruppvarde.hogsta_procent,
        utfallet.enheter_antal as scenario_enheter_antal,
        utfallet.ja_antal as scenario_ja_antal,
        utfallet.delvis_antal as scenario_delvis_antal,
        utfallet.nej_antal as scenario_nej_antal,
        utfallet.ej_aktuellt_antal as scenario_ej_aktuellt_antal,
        utfallet.bortfall_antal as scenario_bortfall_antal,
        utfallet.namnare_antal as scenario_namnare_antal,
        utfallet.redovisas as scenario_redovisas,
        utfallet.andel_procent as scenario_andel_procent,
        utfallet.orsak_kod as scenario_orsak_kod,
        utfallet.lagsta_procent as scenario_lagsta_procent,
        utfallet.hogsta_procent as scenario_hogsta_procent,
        markning.markning
    from utfallet
    cross join markning
    left join gruppvarde
        on
            utfallet.matar = gruppvarde.matar
            and utfallet.gruppindelning = gruppvarde.gruppindelning
            and utfallet.grupp_kod = gruppvarde.grupp_kod
            and utfallet.indikator_id = gruppvarde.indikator_id
    where
        gruppvarde.enheter_antal is distinct from utfallet.enheter_antal
        or gruppvarde.ja_antal is distinct from utfallet.ja_antal
        or gruppvarde.delvis_antal is distinct from utfallet.delvis_antal
        or gruppvarde.nej_antal is distinct from utfallet.nej_antal
        or gruppvarde.ej_aktuellt_antal is distinct from utfallet.ej_aktuellt_antal
        or gruppvarde.bortfall_antal is distinct from utfallet.bortfall_antal
        or gruppvarde.redovisas is distinct from utfallet.redovisas
        or gruppvarde.andel_procent is distinct from utfallet.andel_procent
        or gruppvarde.orsak_kod is distinct from utfallet.orsak_kod
        or gruppvarde.lagsta_procent is distinct from utfallet.lagsta_procent
        or gruppvarde.hogsta_procent is distinct from utfallet.hogsta_procent

)

select * from final
