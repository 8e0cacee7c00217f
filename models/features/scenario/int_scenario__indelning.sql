-- One row is one grouping that a scenario makes anew: scenario × gruppindelning, with the year
-- whose groups it takes (empty: each year's own).

with antagande as (

    select * from {{ ref("scenario_antagande") }}

),

antagande_typ as (

    select * from {{ ref("antagande_typ") }}
    where gruppindelning is not null

),

scenario_medlem as (

    select * from {{ ref("scenario_medlem") }}

),

andrad as (

    select
        antagande.scenario_id,
        antagande_typ.gruppindelning,
        {{ forsok_heltal("antagande.varde") }} as indelning_matar
    from antagande
    inner join antagande_typ
        on antagande.antagande_typ = antagande_typ.antagande_typ

    union all

    select
        scenario_id,
        gruppindelning,
        null as indelning_matar
    from scenario_medlem

),

final as (

    select
        scenario_id,
        gruppindelning,
        max(indelning_matar) as indelning_matar
    from andrad
    group by scenario_id, gruppindelning

)

select * from final
