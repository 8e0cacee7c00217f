-- One row is one question item with a closed scale × unit in the frame of a year: its answer, and
-- whether the unit's other answers say that it should have one. Free text is never expected.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

fraga_per_ar as (

    -- rows about other areas may be delivered, but are not expected
    select * from {{ ref("int_fraga__per_ar") }}
    where
        ar_fri_text = 0
        and ar_annat_omrade = 0

),

fraga as (

    select * from {{ ref("fraga") }}

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

svarslage as (

    select * from {{ ref("int_enhet__svarslage") }}

),

{{ besvarad_kryssfraga() }},

oppnad as (

    -- the follow-ups that the answer to their base opens
    select distinct
        svar.matar,
        svar.enhet_kod,
        foljdfraga.fraga_kod,
        foljdfraga.omrade_kod,
        foljdfraga.delfraga_kod
    from svar
    inner join fraga
        on
            svar.fraga_kod = fraga.bas_fraga_kod
            and svar.svarsklass = fraga.bas_svarsklass
    inner join fraga_per_ar as foljdfraga
        on
            fraga.fraga_kod = foljdfraga.fraga_kod
            and svar.matar = foljdfraga.matar
            and svar.omrade_kod = foljdfraga.omrade_kod
            and svar.delfraga_kod in (foljdfraga.delfraga_kod, '')

),

final as (

    select
        ram.matar,
        ram.enhet_kod,
        fraga_per_ar.fraga_kod,
        fraga_per_ar.omrade_kod,
        fraga_per_ar.delfraga_kod,
        fraga_per_ar.version_nr,
        fraga_per_ar.skala_kod,
        fraga_per_ar.enkatdel,
        coalesce(
            nullif(fraga_per_ar.omrade_kod, ''), fraga_per_ar.oppnas_av_omrade_kod, 'gemensam'
        ) as svarsomrade_kod,
        case
            when svar.svarsklass is null and besvarad_kryssfraga.fraga_kod is not null then 'nej'
            else svar.svarsklass
        end as svarsklass,
        coalesce(svar.ar_besvarad, besvarad_kryssfraga.fraga_kod is not null) as ar_besvarad,
        coalesce(svar.ar_besvarad, false) as ar_angiven,
        case
            when coalesce(svar.ar_besvarad, besvarad_kryssfraga.fraga_kod is not null) then true
            when svarslage.oppningssvar = 'nej' then false
            else fraga_per_ar.bas_fraga_kod is null or oppnad.fraga_kod is not null
        end as ar_stalld
    from ram
    inner join fraga_per_ar
        on ram.matar = fraga_per_ar.matar
    left join svar
        on
            ram.matar = svar.matar
            and ram.enhet_kod = svar.enhet_kod
            and fraga_per_ar.fraga_kod = svar.fraga_kod
            and fraga_per_ar.omrade_kod = svar.omrade_kod
            and fraga_per_ar.delfraga_kod = svar.delfraga_kod
    left join besvarad_kryssfraga
        on
            ram.matar = besvarad_kryssfraga.matar
            and ram.enhet_kod = besvarad_kryssfraga.enhet_kod
            and fraga_per_ar.fraga_kod = besvarad_kryssfraga.fraga_kod
            and fraga_per_ar.omrade_kod = besvarad_kryssfraga.omrade_kod
    left join oppnad
        on
            ram.matar = oppnad.matar
            and ram.enhet_kod = oppnad.enhet_kod
            and fraga_per_ar.fraga_kod = oppnad.fraga_kod
            and fraga_per_ar.omrade_kod = oppnad.omrade_kod
            and fraga_per_ar.delfraga_kod = oppnad.delfraga_kod
    left join svarslage
        on
            ram.matar = svarslage.matar
            and ram.enhet_kod = svarslage.enhet_kod
            and fraga_per_ar.oppnas_av_omrade_kod = svarslage.omrade_kod

)

select * from final
