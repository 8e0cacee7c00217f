-- One row is one result to judge with the answers that its rule needs side by side, by role.

with ryggrad as (

    select * from {{ ref("int_utfall__ryggrad") }}
    where bortfall_kod is null

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

besvarad_kryssfraga as (

    -- an option left out is not ticked when any option of its question was answered
    select distinct
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod
    from svar
    inner join {{ ref("fraga") }} as fraga
        on svar.fraga_kod = fraga.fraga_kod
    where
        fraga.ar_kryssfraga = 1
        and svar.ar_besvarad

),

roll_svar as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        roll.roll,
        case
            when svar.svarsklass = 'ogiltigt' or svar.ar_besvarad then svar.svarsklass
            when svar.svarsklass is null and besvarad_kryssfraga.fraga_kod is not null then 'nej'
        end as svarsklass
    from ryggrad
    inner join roll
        on
            ryggrad.matar = roll.matar
            and ryggrad.indikator_id = roll.indikator_id
    left join svar
        on
            ryggrad.matar = svar.matar
            and ryggrad.enhet_kod = svar.enhet_kod
            and roll.fraga_kod = svar.fraga_kod
            and roll.omrade_kod = svar.omrade_kod
            and roll.delfraga_kod = svar.delfraga_kod
    left join besvarad_kryssfraga
        on
            ryggrad.matar = besvarad_kryssfraga.matar
            and ryggrad.enhet_kod = besvarad_kryssfraga.enhet_kod
            and roll.fraga_kod = besvarad_kryssfraga.fraga_kod
            and roll.omrade_kod = besvarad_kryssfraga.omrade_kod

),

sida_vid_sida as (

    select
        matar,
        enhet_kod,
        indikator_id,
        {{ per_roll("max(case when roll = 'ROLL' then svarsklass end) as ROLL") }}
    from roll_svar
    group by matar, enhet_kod, indikator_id

),

final as (

    select
        ryggrad.matar,
        ryggrad.enhet_kod,
        ryggrad.indikator_id,
        ryggrad.regel_id,
        ryggrad.regel_variant,
        ryggrad.bas_har_utvag,
        {{ rollkolumner("sida_vid_sida") }}
    from ryggrad
    inner join sida_vid_sida
        on
            ryggrad.matar = sida_vid_sida.matar
            and ryggrad.enhet_kod = sida_vid_sida.enhet_kod
            and ryggrad.indikator_id = sida_vid_sida.indikator_id

)

select * from final
