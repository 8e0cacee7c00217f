-- One row is one indicator, also those without values (their status says why).

with indikator as (

    select * from {{ ref("indikator") }}

),

status as (

    select * from {{ ref("indikator_status") }}

),

indikator_typ as (

    select * from {{ ref("indikator_typ") }}

),

indikatoromrade as (

    select * from {{ ref("indikatoromrade") }}

),

kvalitetsomrade as (

    select * from {{ ref("kvalitetsomrade") }}

),

kvalitetsdimension as (

    select * from {{ ref("kvalitetsdimension") }}

),

final as (

    select
        indikator.indikator_id,
        indikator.namn,
        indikator.kortnamn,
        indikator.namn_en,
        kvalitetsdimension.kvalitetsdimension_namn as kvalitetsdimension,
        kvalitetsomrade.kvalitetsomrade_namn as kvalitetsomrade,
        indikatoromrade.indikatoromrade_namn as indikatoromrade,
        indikator.omrade_kod,
        indikator.indikator_typ,
        indikator.status,
        status.status_text,
        status.har_utfall = 1 as har_utfall,
        status.orsak_kod,
        indikator.kolada_id,
        indikator.skala,
        indikator.malvarde_text,
        indikator.forsta_matar,
        indikator.sista_matar,
        indikator.kalla,
        kvalitetsdimension.kvalitetsdimension_namn_en as kvalitetsdimension_en,
        kvalitetsomrade.kvalitetsomrade_namn_en as kvalitetsomrade_en,
        indikatoromrade.indikatoromrade_namn_en as indikatoromrade_en,
        indikator_typ.indikator_typ_namn,
        indikator_typ.indikator_typ_namn_en,
        status.status_text_en,
        indikatoromrade.belagg as kvalitetsomrade_belagg
    from indikator
    inner join status
        on indikator.status = status.status
    inner join indikator_typ
        on indikator.indikator_typ = indikator_typ.indikator_typ
    inner join indikatoromrade
        on indikator.indikatoromrade_kod = indikatoromrade.indikatoromrade_kod
    inner join kvalitetsomrade
        on indikatoromrade.kvalitetsomrade_kod = kvalitetsomrade.kvalitetsomrade_kod
    inner join kvalitetsdimension
        on kvalitetsomrade.kvalitetsdimension_kod = kvalitetsdimension.kvalitetsdimension_kod

)

select * from final
