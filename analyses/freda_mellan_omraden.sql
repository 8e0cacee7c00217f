-- In which verksamhetsområden are FREDA-kortfrågor used, in the country and in one kommun?
-- I vilka verksamhetsområden används FREDA-kortfrågor, i riket och i en kommun?
-- One row is one verksamhetsområde. The guide of 2017 (table 3) names this indicator among those
-- that can be compared between areas.

-- parametrar: byt värdena här
with parametrar as (

    select
        '2080' as kommun_kod,
        2024 as matar

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

kommun_indikator as (

    select * from {{ ref("mart_kommun_indikator") }}

),

omrade as (

    select * from {{ ref("verksamhetsomrade") }}

),

final as (

    select
        gruppvarde.matar,
        omrade.omrade_namn,
        gruppvarde.andel_procent as riket_andel_procent,
        gruppvarde.ja_antal as riket_ja_antal,
        gruppvarde.namnare_antal as riket_namnare_antal,
        gruppvarde.lagsta_procent as riket_lagsta_procent,
        gruppvarde.hogsta_procent as riket_hogsta_procent,
        kommun_indikator.kommun_namn,
        coalesce(kommun_indikator.utfall_text, kommun_indikator.orsak_text) as kommun_text,
        gruppvarde.markning
    from parametrar
    inner join gruppvarde
        on parametrar.matar = gruppvarde.matar
    inner join indikator
        on gruppvarde.indikator_id = indikator.indikator_id
    inner join omrade
        on indikator.omrade_kod = omrade.omrade_kod
    inner join kommun_indikator
        on
            parametrar.matar = kommun_indikator.matar
            and parametrar.kommun_kod = kommun_indikator.kommun_kod
            and gruppvarde.indikator_id = kommun_indikator.indikator_id
    where
        gruppvarde.gruppindelning = 'riket'
        and gruppvarde.indikator_id like 'freda%'

)

select * from final
order by riket_andel_procent desc, omrade_namn
