-- One row is one branch of one indicator's rule in one year, with the units that ended in it; a
-- branch that nobody hit has 0. An indicator planned for the year without a rule has an empty rule.

with matar as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

planerad as (

    select
        matar.matar,
        indikator.indikator_id
    from matar
    inner join {{ ref("dim_indikator") }} as indikator
        on {{ giltig_matar("matar.matar", "indikator.forsta_matar", "indikator.sista_matar") }}
    where indikator.har_utfall

),

regel as (

    select * from {{ ref("int_indikator__per_ar") }}

),

mojlig_gren as (

    -- branches that the rule can reach with the scales of the indicator's questions
    select distinct
        regel_variant,
        gren_id
    from {{ ref("int_regel__sanningstabell") }}

    union all

    select
        regel_id as regel_variant,
        gren_id
    from {{ ref("regel_gren") }}
    where regel_id in ('sammansatt_minst_en', 'sammansatt_alla')

),

traffad as (

    select
        matar,
        indikator_id,
        gren_id,
        cast(count(*) as integer) as enheter_antal
    from {{ ref("fct_enhetsutfall") }}
    where gren_id is not null
    group by matar, indikator_id, gren_id

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        planerad.matar,
        planerad.indikator_id,
        regel.regel_id,
        mojlig_gren.gren_id,
        coalesce(traffad.enheter_antal, 0) as enheter_antal,
        traffad.gren_id is not null as ar_traffad,
        regel.regel_id is not null as ar_genomford,
        markning.markning
    from planerad
    cross join markning
    left join regel
        on
            planerad.matar = regel.matar
            and planerad.indikator_id = regel.indikator_id
    left join mojlig_gren
        on regel.regel_variant = mojlig_gren.regel_variant
    left join traffad
        on
            planerad.matar = traffad.matar
            and planerad.indikator_id = traffad.indikator_id
            and mojlig_gren.gren_id = traffad.gren_id

)

select * from final
