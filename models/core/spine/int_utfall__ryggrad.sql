-- One row is one result that must exist: matar × unit in the frame × indicator asked that year.
-- Carries the reason already known: the unit, or its area, answered nothing.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

indikator as (

    select * from {{ ref("int_indikator__per_ar") }}

),

svarslage as (

    select * from {{ ref("int_enhet__svarslage") }}

),

enhetslage as (

    select
        matar,
        enhet_kod,
        bool_and(ar_enhetsbortfall) as ar_enhetsbortfall
    from svarslage
    group by matar, enhet_kod

),

final as (

    select
        ram.matar,
        ram.enhet_kod,
        indikator.indikator_id,
        indikator.regel_id,
        indikator.regel_variant,
        indikator.bas_har_utvag,
        indikator.belagg,
        case
            when enhetslage.ar_enhetsbortfall then 'enhetsbortfall'
            when svarslage.ar_omradesbortfall then 'omradesbortfall'
        end as bortfall_kod
    from ram
    inner join indikator
        on ram.matar = indikator.matar
    left join enhetslage
        on
            ram.matar = enhetslage.matar
            and ram.enhet_kod = enhetslage.enhet_kod
    left join svarslage
        on
            ram.matar = svarslage.matar
            and ram.enhet_kod = svarslage.enhet_kod
            and indikator.oppnas_av_omrade_kod = svarslage.omrade_kod

)

select * from final
