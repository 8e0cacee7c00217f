-- One row is one choice of a scenario, for one year's answers: indicator × year of the answers ×
-- year of the rule, with the rule and method, or the reason why it cannot judge these answers.

with scenario as (

    select * from {{ ref("omraknings_scenario") }}

),

dim_indikator as (

    select * from {{ ref("indikator") }}

),

matar as (

    select * from {{ ref("matar") }}

),

indikator as (

    select * from {{ ref("int_indikator__per_ar") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

fraga as (

    select * from {{ ref("int_fraga__per_ar") }}

),

med_regel as (

    -- indicators without any rule have nothing to be judged by
    select distinct indikator_id
    from indikator

),

utpekad as (

    -- a row that names neither family nor indicator chooses all
    select
        matar.matar,
        scenario.regel_matar,
        dim_indikator.indikator_id
    from scenario
    inner join dim_indikator
        on
            (
                scenario.indikatoromrade_kod is null
                or scenario.indikatoromrade_kod = dim_indikator.indikatoromrade_kod
            )
            and (
                scenario.indikator_id is null
                or scenario.indikator_id = dim_indikator.indikator_id
            )
    inner join med_regel
        on dim_indikator.indikator_id = med_regel.indikator_id
    inner join matar
        on {{ giltig_matar(
            "matar.matar", "scenario.svar_fran_matar", "scenario.svar_till_matar"
        ) }}
    where matar.matar <> scenario.regel_matar

),

vald as (

    select
        matar,
        regel_matar,
        indikator_id
    from utpekad

    union

    -- a composite is judged by its components
    select
        utpekad.matar,
        utpekad.regel_matar,
        komponent.komponent_indikator_id as indikator_id
    from utpekad
    inner join komponent
        on utpekad.indikator_id = komponent.indikator_id

),

vald_regel as (

    select
        vald.matar,
        vald.regel_matar,
        vald.indikator_id,
        regel.regel_id,
        regel.regel_variant,
        svar.indikator_id is not null as ar_stalld
    from vald
    left join indikator as svar
        on
            vald.indikator_id = svar.indikator_id
            and vald.matar = svar.matar
    left join indikator as regel
        on
            vald.indikator_id = regel.indikator_id
            and vald.regel_matar = regel.matar

),

per_fraga as (

    -- every question that the rule needs, beside the same one in the year of the answers
    select
        vald_regel.matar,
        vald_regel.regel_matar,
        vald_regel.indikator_id,
        vald_regel.regel_id = 'ja_uppfoljning'
        and regel.roll = 'uppfoljning'
        and regel.fonster_manader = 24
        and svar.fonster_manader = 12
        and regel.skala_kod = svar.skala_kod as laggs_ihop,
        case
            when svar.fraga_kod is null then 1
            when coalesce(regel.fonster_manader, 0) <> coalesce(svar.fonster_manader, 0) then 2
            when regel.version_nr <> svar.version_nr or regel.skala_kod <> svar.skala_kod then 3
        end as hinder
    from vald_regel
    inner join roll as regel
        on
            vald_regel.regel_matar = regel.matar
            and vald_regel.indikator_id = regel.indikator_id
    left join fraga as svar
        on
            vald_regel.matar = svar.matar
            and regel.fraga_kod = svar.fraga_kod
            and regel.omrade_kod = svar.omrade_kod
            and regel.delfraga_kod = svar.delfraga_kod

),

per_indikator as (

    select
        matar,
        regel_matar,
        indikator_id,
        max(case when laggs_ihop then 1 else 0 end) as laggs_ihop,
        -- two windows that are put together are no obstacle
        min(case when laggs_ihop then null else hinder end) as hinder
    from per_fraga
    group by matar, regel_matar, indikator_id

),

egen as (

    select
        vald_regel.*,
        case when per_indikator.laggs_ihop = 1 then 'fonster_24' else 'regelversion' end as metod,
        case
            when not vald_regel.ar_stalld then 1
            when vald_regel.regel_id is null then 0
            else per_indikator.hinder
        end as hinder
    from vald_regel
    left join per_indikator
        on
            vald_regel.matar = per_indikator.matar
            and vald_regel.regel_matar = per_indikator.regel_matar
            and vald_regel.indikator_id = per_indikator.indikator_id

),

av_komponenter as (

    -- a composite has the obstacles of its components, and is put together from what they are
    select
        komponent.indikator_id,
        egen.matar,
        egen.regel_matar,
        min(egen.hinder) as hinder,
        min(egen.metod) as metod
    from komponent
    inner join egen
        on komponent.komponent_indikator_id = egen.indikator_id
    group by komponent.indikator_id, egen.matar, egen.regel_matar

),

final as (

    select
        egen.matar,
        egen.regel_matar,
        egen.indikator_id,
        coalesce(av_komponenter.metod, egen.metod) as metod,
        egen.regel_id,
        egen.regel_variant,
        case coalesce(egen.hinder, av_komponenter.hinder)
            when 0 then 'regeln_finns_inte'
            when 1 then 'fragan_ej_stalld'
            when 2 then 'fonstret_ett_annat'
            when 3 then 'definitionen_andrad'
        end as orsak_kod
    from egen
    left join av_komponenter
        on
            egen.indikator_id = av_komponenter.indikator_id
            and egen.matar = av_komponenter.matar
            and egen.regel_matar = av_komponenter.regel_matar

)

select * from final
