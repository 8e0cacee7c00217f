-- One row is one "annan" method in answers in force, for a person to judge whether it is one.

with svar as (

    select * from {{ ref("int_svar__gallande") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.fritext as metod_text,
        svar.svarsklass,
        svar.svarsklass = 'ja' as raknas_som_metod,
        markning.markning
    from svar
    cross join markning
    inner join fraga_per_ar
        on
            svar.matar = fraga_per_ar.matar
            and svar.fraga_kod = fraga_per_ar.fraga_kod
            and svar.omrade_kod = fraga_per_ar.omrade_kod
            and svar.delfraga_kod = fraga_per_ar.delfraga_kod
    where
        fraga_per_ar.kraver_namn = 1
        and svar.svarsklass in ('ja', 'ja_utan_namn')

)

select * from final
