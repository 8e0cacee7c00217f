-- One row is one question item that a unit should have answered in a year and has not, so far.

{{ config(materialized="view") }}

with vantat as (

    select * from {{ ref("int_svar__vantat") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        vantat.matar,
        vantat.enhet_kod,
        enhet.enhet_namn,
        vantat.svarsomrade_kod,
        vantat.fraga_kod,
        vantat.omrade_kod,
        vantat.delfraga_kod,
        fraga_per_ar.fraga_text,
        case vantat.svarsklass
            when 'ogiltigt' then 'Svaret kunde inte användas.'
            when 'kan_inte_svara' then 'Kan inte svara.'
            else 'Inget svar.'
        end as saknas_text,
        markning.markning
    from vantat
    cross join markning
    inner join enhet
        on vantat.enhet_kod = enhet.enhet_kod
    inner join fraga_per_ar
        on
            vantat.matar = fraga_per_ar.matar
            and vantat.fraga_kod = fraga_per_ar.fraga_kod
            and vantat.omrade_kod = fraga_per_ar.omrade_kod
            and vantat.delfraga_kod = fraga_per_ar.delfraga_kod
    where
        vantat.ar_stalld
        and not vantat.ar_besvarad

)

select * from final
