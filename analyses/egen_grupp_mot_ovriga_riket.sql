-- Does our own group differ from the rest of the country, and is the difference certain?
-- Skiljer sig vår egen grupp från övriga riket, och är skillnaden säker?
-- One row is one indicator. A part is never compared with a whole that holds it: the rest (övriga
-- riket) is what remains of the counts. A difference is certain (säker) only where the ranges that
-- the missing answers leave open do not meet; they are compared in integers, before any rounding.

-- parametrar: byt värdena här
with parametrar as (

    select
        'dalarna' as grupp_kod,
        2024 as matar

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}
    where gruppindelning = 'egen'

),

ovriga as (

    select * from {{ ref("fct_gruppvarde_ovriga") }}
    where jamfort_med = 'riket:00'

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

skillnad as (

    select * from {{ ref("skillnad") }}

),

final as (

    select
        egen.matar,
        egen.indikator_id,
        indikator.kortnamn,
        egen.andel_procent as egen_andel_procent,
        egen.ja_antal as egen_ja_antal,
        egen.namnare_antal as egen_namnare_antal,
        egen.lagsta_procent as egen_lagsta_procent,
        egen.hogsta_procent as egen_hogsta_procent,
        ovriga.andel_procent as ovriga_andel_procent,
        ovriga.ja_antal as ovriga_ja_antal,
        ovriga.namnare_antal as ovriga_namnare_antal,
        ovriga.lagsta_procent as ovriga_lagsta_procent,
        ovriga.hogsta_procent as ovriga_hogsta_procent,
        skillnad.skillnad_text,
        egen.markning
    from parametrar
    inner join gruppvarde as egen
        on
            parametrar.grupp_kod = egen.grupp_kod
            and parametrar.matar = egen.matar
    inner join ovriga
        on
            egen.matar = ovriga.matar
            and egen.gruppindelning = ovriga.gruppindelning
            and egen.grupp_kod = ovriga.grupp_kod
            and egen.indikator_id = ovriga.indikator_id
    inner join indikator
        on egen.indikator_id = indikator.indikator_id
    left join skillnad
        on ovriga.skillnad = skillnad.skillnad

)

select * from final
order by case when skillnad_text like 'Säkert%' then 0 else 1 end, indikator_id
