-- Which indicators differ most between small and large kommuner?
-- Vilka indikatorer skiljer sig mest mellan små och stora kommuner?
-- One row is one indicator with the five size classes side by side, the largest difference first.
-- A hidden share is empty and takes no part in the difference.

-- parametrar: byt värdena här
with parametrar as (

    select 2024 as matar

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

sida_vid_sida as (

    select
        gruppvarde.matar,
        gruppvarde.indikator_id,
        max(case when gruppvarde.grupp_kod = '1' then gruppvarde.andel_procent end)
            as grupp_1_procent,
        max(case when gruppvarde.grupp_kod = '2' then gruppvarde.andel_procent end)
            as grupp_2_procent,
        max(case when gruppvarde.grupp_kod = '3' then gruppvarde.andel_procent end)
            as grupp_3_procent,
        max(case when gruppvarde.grupp_kod = '4' then gruppvarde.andel_procent end)
            as grupp_4_procent,
        max(case when gruppvarde.grupp_kod = '5' then gruppvarde.andel_procent end)
            as grupp_5_procent,
        max(gruppvarde.andel_procent) - min(gruppvarde.andel_procent) as skillnad_procentenheter,
        -- certain when some class lies wholly above another, whatever the missing would answer
        max(case when gruppvarde.redovisas then gruppvarde.lagsta_procent end)
        > min(case when gruppvarde.redovisas then gruppvarde.hogsta_procent end) as ar_saker,
        max(gruppvarde.markning) as markning
    from parametrar
    inner join gruppvarde
        on parametrar.matar = gruppvarde.matar
    where gruppvarde.gruppindelning = 'storleksgrupp'
    group by gruppvarde.matar, gruppvarde.indikator_id

),

final as (

    select
        sida_vid_sida.matar,
        sida_vid_sida.indikator_id,
        indikator.kortnamn,
        sida_vid_sida.grupp_1_procent,
        sida_vid_sida.grupp_2_procent,
        sida_vid_sida.grupp_3_procent,
        sida_vid_sida.grupp_4_procent,
        sida_vid_sida.grupp_5_procent,
        sida_vid_sida.skillnad_procentenheter,
        sida_vid_sida.ar_saker,
        sida_vid_sida.markning
    from sida_vid_sida
    inner join indikator
        on sida_vid_sida.indikator_id = indikator.indikator_id

)

select * from final
order by
    case when skillnad_procentenheter is null then 1 else 0 end,
    skillnad_procentenheter desc,
    indikator_id
