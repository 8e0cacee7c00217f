-- The group cube is dense: every group with members has every indicator asked that year.

with grupp as (

    select distinct
        matar,
        gruppindelning,
        grupp_kod
    from {{ ref("bridge_enhet_grupp") }}

),

indikator as (

    select
        matar,
        indikator_id
    from {{ ref("int_indikator__per_ar") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

)

select
    'Cellen saknas: ' || grupp.gruppindelning || ' ' || grupp.grupp_kod || ', '
    || indikator.indikator_id || ', mätår ' || cast(grupp.matar as varchar) as mening
from grupp
inner join indikator
    on grupp.matar = indikator.matar
left join gruppvarde
    on
        grupp.matar = gruppvarde.matar
        and grupp.gruppindelning = gruppvarde.gruppindelning
        and grupp.grupp_kod = gruppvarde.grupp_kod
        and indikator.indikator_id = gruppvarde.indikator_id
where gruppvarde.indikator_id is null
