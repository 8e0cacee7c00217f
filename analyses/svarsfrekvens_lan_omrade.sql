-- What is the response rate of every län in every verksamhetsområde, weakest first?
-- Vilken svarsfrekvens har varje län i varje verksamhetsområde, den svagaste först?
-- One row is one län × part of the survey: the areas with an opening question, lss (either LSS
-- area), gemensam (the common part) and alla (the survey as a whole).

-- parametrar: byt värdena här
with parametrar as (

    select 2017 as matar

),

svarsfrekvens as (

    select * from {{ ref("fct_svarsfrekvens") }}

),

grupp as (

    select * from {{ ref("dim_redovisningsgrupp") }}

),

omrade as (

    select * from {{ ref("verksamhetsomrade") }}

),

final as (

    select
        svarsfrekvens.matar,
        svarsfrekvens.grupp_kod as lan_kod,
        grupp.grupp_namn as lan_namn,
        svarsfrekvens.omrade_kod,
        case svarsfrekvens.omrade_kod
            when 'lss' then 'LSS'
            when 'gemensam' then 'Gemensamma frågor'
            when 'alla' then 'Hela enkäten'
            else omrade.omrade_namn
        end as omrade_namn,
        svarsfrekvens.enheter_antal,
        svarsfrekvens.svarande_antal,
        svarsfrekvens.enheter_antal - svarsfrekvens.svarande_antal as ej_svarande_antal,
        svarsfrekvens.svarsfrekvens_procent,
        svarsfrekvens.markning
    from parametrar
    inner join svarsfrekvens
        on parametrar.matar = svarsfrekvens.matar
    inner join grupp
        on
            svarsfrekvens.gruppindelning = grupp.gruppindelning
            and svarsfrekvens.grupp_kod = grupp.grupp_kod
    left join omrade
        on svarsfrekvens.omrade_kod = omrade.omrade_kod
    where svarsfrekvens.gruppindelning = 'lan'

)

select * from final
order by svarsfrekvens_procent, lan_kod, omrade_kod
