-- One row is one comment that an answer in force has, for the person who judges measurement error:
-- by question, with how many units commented on it. Names of methods have lists of their own.

with svar as (

    select * from {{ ref("int_svar__gallande") }}
    where fritext <> ''

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

kommentar as (

    -- where a name is asked for, the text is the name
    select
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod,
        svar.delfraga_kod,
        fraga_per_ar.fraga_text,
        svar.svarsklass,
        svar.fritext
    from svar
    inner join fraga_per_ar
        on
            svar.matar = fraga_per_ar.matar
            and svar.fraga_kod = fraga_per_ar.fraga_kod
            and svar.omrade_kod = fraga_per_ar.omrade_kod
            and svar.delfraga_kod = fraga_per_ar.delfraga_kod
    where fraga_per_ar.kraver_namn = 0

),

per_fraga as (

    select
        matar,
        fraga_kod,
        cast(count(distinct enhet_kod) as integer) as kommenterande_antal
    from kommentar
    group by matar, fraga_kod

),

final as (

    select
        kommentar.matar,
        kommentar.fraga_kod,
        kommentar.omrade_kod,
        kommentar.delfraga_kod,
        kommentar.fraga_text,
        kommentar.enhet_kod,
        enhet.enhet_namn,
        kommentar.svarsklass,
        kommentar.fritext,
        per_fraga.kommenterande_antal,
        markning.markning
    from kommentar
    inner join per_fraga
        on
            kommentar.matar = per_fraga.matar
            and kommentar.fraga_kod = per_fraga.fraga_kod
    inner join enhet
        on kommentar.enhet_kod = enhet.enhet_kod
    cross join markning

)

select * from final
