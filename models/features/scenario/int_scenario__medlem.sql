-- One row is one unit's membership in one group in one year of the landing, in a grouping that a
-- scenario makes anew: scenario × matar × unit × group.

with indelning as (

    select * from {{ ref("int_scenario__indelning") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

kommun_grupp as (

    select * from {{ ref("int_kommun__grupp") }}

),

ram as (

    select * from {{ ref("int_enhet__ram") }}

),

scenario_medlem as (

    select * from {{ ref("scenario_medlem") }}

),

utgangslage as (

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

final as (

    select
        utgangslage.scenario_id,
        utgangslage.matar,
        utgangslage.enhet_kod,
        utgangslage.gruppindelning,
        utgangslage.grupp_kod
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
        grupp_kod
    from flyttad
    where ar_medlem = 1

)

select * from final
