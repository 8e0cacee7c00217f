-- Which units lack only the follow-up: it exists, but nobody has checked that it works?
-- Vilka enheter saknar bara uppföljningen: det som ska finnas finns, men ingen har följt upp det?
-- One row is one unit × indicator. The branch (gren_id) tells which step of the rule decided.

-- parametrar: byt värdena här
with parametrar as (

    select
        '20' as lan_kod,
        2024 as matar

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

final as (

    select
        enhetsutfall.matar,
        enhetsutfall.enhet_kod,
        enhet.enhet_namn,
        enhetsutfall.indikator_id,
        indikator.kortnamn,
        indikator.malvarde_text,
        count(*) over (partition by enhetsutfall.enhet_kod) as enhetens_indikator_antal,
        enhetsutfall.markning
    from parametrar
    inner join enhet
        on parametrar.lan_kod = enhet.lan_kod
    inner join enhetsutfall
        on
            parametrar.matar = enhetsutfall.matar
            and enhet.enhet_kod = enhetsutfall.enhet_kod
    inner join indikator
        on enhetsutfall.indikator_id = indikator.indikator_id
    where
        enhetsutfall.regel_id in ('ja_uppfoljning', 'samlad_plan')
        and enhetsutfall.gren_id = 'ej_uppfoljd'

)

select * from final
order by enhetens_indikator_antal desc, enhet_kod, indikator_id
