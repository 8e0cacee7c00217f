-- One row is one count that has a place in a published table: whether it is hidden. A cell without
-- a plan for the counts as they are is hidden, and so is one that is protected in itself.
{{ config(schema="intern") }}

with cell as (

    select * from {{ ref("int_persons__skydd_cell") }}

),

kontroll as (

    select * from {{ ref("int_persons__skydd_kontroll") }}

),

plan as (

    select * from {{ ref("stg_landing__skydd") }}

),

gallande_plan as (

    select
        plan.matar,
        plan.indikator_id,
        plan.gruppindelning,
        plan.grupp_kod,
        plan.kon,
        max(case when plan.dold then 1 else 0 end) = 1 as dold,
        max(plan.omgang) as omgang
    from plan
    inner join kontroll
        on
            plan.matar = kontroll.matar
            and plan.indikator_id = kontroll.indikator_id
            and plan.checksumma = kontroll.checksumma
    group by plan.matar, plan.indikator_id, plan.gruppindelning, plan.grupp_kod, plan.kon

),

final as (

    select
        cell.matar,
        cell.indikator_id,
        cell.gruppindelning,
        cell.grupp_kod,
        cell.kon,
        cell.skyddad_i_sig or coalesce(gallande_plan.dold, true) as dold,
        gallande_plan.omgang
    from cell
    left join gallande_plan
        on
            cell.matar = gallande_plan.matar
            and cell.indikator_id = gallande_plan.indikator_id
            and cell.gruppindelning = gallande_plan.gruppindelning
            and cell.grupp_kod = gallande_plan.grupp_kod
            and cell.kon = gallande_plan.kon

)

select * from final
