-- One row is one scenario for one year's answers: indicator × year of the answers × year of the
-- rule, with the rule and method, or the reason why these answers cannot be judged by that rule.

with scenario as (

    select * from {{ ref("omraknings_scenario") }}

),

dim_indikator as (

    select * from {{ ref("indikator") }}

),

indikator as (

    select * from {{ ref("int_indikator__per_ar") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

vald as (

    select
        svar.matar,
        regel.matar as regel_matar,
        svar.indikator_id,
        regel.regel_id,
        regel.bas_har_utvag,
        min(scenario.metod) as metod
    from scenario
    inner join dim_indikator
        on
            scenario.indikatoromrade_kod = dim_indikator.indikatoromrade_kod
            or scenario.indikator_id = dim_indikator.indikator_id
    inner join indikator as svar
        on
            dim_indikator.indikator_id = svar.indikator_id
            and {{ giltig_matar(
                "svar.matar", "scenario.svar_fran_matar", "scenario.svar_till_matar"
            ) }}
    inner join indikator as regel
        on
            dim_indikator.indikator_id = regel.indikator_id
            and scenario.regel_matar = regel.matar
    group by
        svar.matar, regel.matar, svar.indikator_id, regel.regel_id, regel.bas_har_utvag

),

per_roll as (

    -- every question that the rule needs, beside the one that was asked in the year of the answers
    select
        vald.matar,
        vald.regel_matar,
        vald.indikator_id,
        case
            when svar.roll is null then 'fragan_ej_stalld'
            when
                vald.metod = 'fonster_24'
                and regel.roll = 'uppfoljning'
                and regel.fonster_manader = 24
                and svar.fonster_manader = 12
                and regel.skala_kod = svar.skala_kod
                then null
            when coalesce(regel.fonster_manader, 0) <> coalesce(svar.fonster_manader, 0)
                then 'fonstret_ett_annat'
            when regel.version_nr <> svar.version_nr or regel.skala_kod <> svar.skala_kod
                then 'definitionen_andrad'
        end as hinder_kod
    from vald
    inner join roll as regel
        on
            vald.regel_matar = regel.matar
            and vald.indikator_id = regel.indikator_id
    left join roll as svar
        on
            vald.matar = svar.matar
            and vald.indikator_id = svar.indikator_id
            and regel.roll = svar.roll
            and regel.fraga_kod = svar.fraga_kod
            and regel.omrade_kod = svar.omrade_kod
            and regel.delfraga_kod = svar.delfraga_kod

),

hinder as (

    select
        matar,
        regel_matar,
        indikator_id,
        min(case hinder_kod
            when 'fragan_ej_stalld' then 1
            when 'fonstret_ett_annat' then 2
            when 'definitionen_andrad' then 3
        end) as styrka
    from per_roll
    group by matar, regel_matar, indikator_id

),

final as (

    select
        vald.matar,
        vald.regel_matar,
        vald.indikator_id,
        vald.metod,
        vald.regel_id,
        vald.bas_har_utvag,
        case
            -- only a composite has no questions of its own
            when hinder.indikator_id is null then 'sammansatt'
            when hinder.styrka = 1 then 'fragan_ej_stalld'
            when hinder.styrka = 2 then 'fonstret_ett_annat'
            when hinder.styrka = 3 then 'definitionen_andrad'
            -- two windows are put together for one rule only
            when vald.metod = 'fonster_24' and vald.regel_id <> 'ja_uppfoljning'
                then 'fonstret_ett_annat'
        end as orsak_kod
    from vald
    left join hinder
        on
            vald.matar = hinder.matar
            and vald.regel_matar = hinder.regel_matar
            and vald.indikator_id = hinder.indikator_id

)

select * from final
