-- One row is one known answer text of one question version in one year, with its class.

with fraga_per_ar as (

    select distinct
        matar,
        fraga_kod,
        skala_kod,
        fonster_ar
    from {{ ref("int_fraga__per_ar") }}

),

svarsalternativ as (

    select * from {{ ref("svarsalternativ") }}

),

utvecklad as (

    select
        fraga_per_ar.matar,
        fraga_per_ar.fraga_kod,
        fraga_per_ar.skala_kod,
        replace(
            svarsalternativ.svar_text,
            '{fonster_ar}',
            coalesce(cast(fraga_per_ar.fonster_ar as varchar), '')
        ) as svar_text,
        svarsalternativ.svarsklass
    from fraga_per_ar
    inner join svarsalternativ
        on fraga_per_ar.skala_kod = svarsalternativ.skala_kod

),

final as (

    select
        matar,
        fraga_kod,
        skala_kod,
        {{ normaliserad_text("svar_text") }} as svar_nyckel,
        svar_text,
        svarsklass
    from utvecklad

)

select * from final
