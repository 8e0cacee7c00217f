-- Which units went from Nej to Ja between two years, and by which way?
-- Vilka enheter gick från Nej till Ja mellan två år, och på vilket sätt?
-- One row is one unit. Only units that exist in both years: no series runs across a merger.
-- Choose two years with the same rule. Some are not comparable: 2016 with 2017 for SIP, rutin vid
-- indikation and kartläggning, and 2023 with 2024 for the agreements (12 months became 24).

-- parametrar: byt värdena här
with parametrar as (

    select
        'rutin_skolgang' as indikator_id,
        2023 as fran_matar,
        2024 as till_matar

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

kommun as (

    select * from {{ ref("dim_kommun") }}

),

final as (

    select
        till.indikator_id,
        kommun.lan_namn,
        till.enhet_kod,
        enhet.enhet_namn,
        fran.matar as fran_matar,
        fran.regel_id as fran_regel_id,
        fran.gren_id as fran_gren_id,
        till.matar as till_matar,
        till.regel_id as till_regel_id,
        till.gren_id as till_gren_id,
        till.markning
    from parametrar
    inner join enhetsutfall as fran
        on
            parametrar.indikator_id = fran.indikator_id
            and parametrar.fran_matar = fran.matar
    inner join enhetsutfall as till
        on
            parametrar.indikator_id = till.indikator_id
            and parametrar.till_matar = till.matar
            and fran.enhet_kod = till.enhet_kod
    inner join enhet
        on till.enhet_kod = enhet.enhet_kod
    inner join kommun
        on enhet.kommun_kod = kommun.kommun_kod
    where
        fran.utfall = 'nej'
        and till.utfall = 'ja'

)

select * from final
order by enhet_kod
