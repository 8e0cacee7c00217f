-- How do the län rank on one indicator, and which cannot be ranked?
-- Hur rangordnas länen för en indikator, och vilka kan inte rangordnas?
-- One row is one län. A share of fewer than five units is never ranked but written "J av n"; a
-- hidden share has its reason. Equal shares have equal rank.

-- parametrar: byt värdena här
with parametrar as (

    select
        'samverkan_polis' as indikator_id,
        2024 as matar,
        5 as minsta_namnare_antal

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

grupp as (

    select * from {{ ref("dim_redovisningsgrupp") }}

),

lanets_varde as (

    select
        gruppvarde.matar,
        gruppvarde.indikator_id,
        gruppvarde.grupp_kod as lan_kod,
        grupp.grupp_namn as lan_namn,
        gruppvarde.andel_procent,
        gruppvarde.ja_antal,
        gruppvarde.namnare_antal,
        gruppvarde.lagsta_procent,
        gruppvarde.hogsta_procent,
        gruppvarde.orsak_kod,
        gruppvarde.markning,
        case
            when
                gruppvarde.redovisas
                and gruppvarde.namnare_antal >= parametrar.minsta_namnare_antal
                then 1
            else 0
        end as ingar_i_rangordning
    from parametrar
    inner join gruppvarde
        on
            parametrar.indikator_id = gruppvarde.indikator_id
            and parametrar.matar = gruppvarde.matar
    inner join grupp
        on
            gruppvarde.gruppindelning = grupp.gruppindelning
            and gruppvarde.grupp_kod = grupp.grupp_kod
    where gruppvarde.gruppindelning = 'lan'

),

final as (

    select
        matar,
        indikator_id,
        case
            when ingar_i_rangordning = 1
                then rank() over (partition by ingar_i_rangordning order by andel_procent desc)
        end as rang,
        lan_kod,
        lan_namn,
        andel_procent,
        case
            when andel_procent is not null and ingar_i_rangordning = 0
                then cast(ja_antal as varchar) || ' av ' || cast(namnare_antal as varchar)
        end as antal_text,
        namnare_antal,
        lagsta_procent,
        hogsta_procent,
        orsak_kod,
        markning
    from lanets_varde

)

select * from final
order by case when rang is null then 1 else 0 end, rang, lan_kod
