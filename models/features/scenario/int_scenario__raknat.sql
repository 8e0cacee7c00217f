-- One row is one group × indicator × year that a scenario counts anew, since it groups the units or
-- reads their answers in another way: the counts. All other cells keep the published counts.

with scenario as (

    select * from {{ ref("int_scenario__antagande") }}

),

indelning as (

    select * from {{ ref("int_scenario__indelning") }}

),

scenario_medlem as (

    select * from {{ ref("scenario_medlem") }}

),

kommun_grupp as (

    select * from {{ ref("int_kommun__grupp") }}

),

ram as (

    select * from {{ ref("int_enhet__ram") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

annat_utfall as (

    select * from {{ ref("int_utfall__annan_lasning") }}

),

utgangslage as (

    -- the groupings that a scenario makes anew: each year's groups, or those of one year
    select
        indelning.scenario_id,
        medlem.matar,
        medlem.enhet_kod,
        medlem.gruppindelning,
        medlem.grupp_kod
    from indelning
    inner join medlem
        on indelning.gruppindelning = medlem.gruppindelning
    where indelning.indelning_matar is null

    union all

    select
        indelning.scenario_id,
        ram.matar,
        ram.enhet_kod,
        kommun_grupp.gruppindelning,
        kommun_grupp.grupp_kod
    from indelning
    inner join kommun_grupp
        on
            indelning.gruppindelning = kommun_grupp.gruppindelning
            and indelning.indelning_matar = kommun_grupp.matar
    inner join ram
        on kommun_grupp.kommun_kod = ram.kommun_kod

),

flyttad as (

    -- units that a scenario puts into a group or takes out of it
    select
        scenario_medlem.scenario_id,
        ram.matar,
        ram.enhet_kod,
        scenario_medlem.gruppindelning,
        scenario_medlem.grupp_kod,
        scenario_medlem.ar_medlem
    from scenario_medlem
    inner join ram
        on scenario_medlem.kommun_kod = ram.kommun_kod

),

medlem_i_scenario as (

    select
        utgangslage.*,
        true as ar_ny_indelning
    from utgangslage
    left join flyttad
        on
            utgangslage.scenario_id = flyttad.scenario_id
            and utgangslage.matar = flyttad.matar
            and utgangslage.enhet_kod = flyttad.enhet_kod
            and utgangslage.gruppindelning = flyttad.gruppindelning
            and utgangslage.grupp_kod = flyttad.grupp_kod
    where flyttad.enhet_kod is null

    union all

    select
        scenario_id,
        matar,
        enhet_kod,
        gruppindelning,
        grupp_kod,
        true as ar_ny_indelning
    from flyttad
    where ar_medlem = 1

    union all

    select
        scenario.scenario_id,
        medlem.matar,
        medlem.enhet_kod,
        medlem.gruppindelning,
        medlem.grupp_kod,
        false as ar_ny_indelning
    from scenario
    cross join medlem
    left join indelning
        on
            scenario.scenario_id = indelning.scenario_id
            and medlem.gruppindelning = indelning.gruppindelning
    where
        scenario.gren_lasning is not null
        and indelning.scenario_id is null

),

omlast as (

    -- the result that counts: the other reading's where there is one
    select
        medlem_i_scenario.scenario_id,
        utfall.matar,
        medlem_i_scenario.gruppindelning,
        medlem_i_scenario.grupp_kod,
        utfall.indikator_id,
        case when annat_utfall.lasning_id is null then utfall.utfall else annat_utfall.utfall end
            as utfall,
        coalesce(annat_utfall.ingar_i_taljare, utfall.ingar_i_taljare) as ingar_i_taljare,
        coalesce(annat_utfall.ingar_i_namnare, utfall.ingar_i_namnare) as ingar_i_namnare
    from medlem_i_scenario
    inner join scenario
        on medlem_i_scenario.scenario_id = scenario.scenario_id
    inner join utfall
        on
            medlem_i_scenario.matar = utfall.matar
            and medlem_i_scenario.enhet_kod = utfall.enhet_kod
    left join annat_utfall
        on
            scenario.gren_lasning = annat_utfall.lasning_id
            and utfall.matar = annat_utfall.matar
            and utfall.enhet_kod = annat_utfall.enhet_kod
            and utfall.indikator_id = annat_utfall.indikator_id
    where medlem_i_scenario.ar_ny_indelning or annat_utfall.lasning_id is not null

),

final as (

    select
        omlast.scenario_id,
        omlast.matar,
        omlast.gruppindelning,
        omlast.grupp_kod,
        omlast.indikator_id,
        {{ raknade_enheter("omlast") }}
    from omlast
    group by
        omlast.scenario_id,
        omlast.matar,
        omlast.gruppindelning,
        omlast.grupp_kod,
        omlast.indikator_id

)

select * from final
