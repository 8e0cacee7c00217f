-- Where is the country's share least certain: how far could the missing answers push it?
-- Var är rikets andel mest osäker: hur långt isär kan de saknade svaren föra den?
-- One row is one indicator, the widest range first. It is a total survey: what is uncertain is the
-- missing, and the range holds whatever they would have answered.

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

final as (

    select
        gruppvarde.matar,
        gruppvarde.indikator_id,
        indikator.kortnamn,
        gruppvarde.andel_procent,
        gruppvarde.lagsta_procent,
        gruppvarde.hogsta_procent,
        gruppvarde.hogsta_procent - gruppvarde.lagsta_procent as spann_procentenheter,
        gruppvarde.bortfall_antal,
        gruppvarde.namnare_antal,
        gruppvarde.orsak_kod,
        gruppvarde.markning
    from parametrar
    inner join gruppvarde
        on parametrar.matar = gruppvarde.matar
    inner join indikator
        on gruppvarde.indikator_id = indikator.indikator_id
    where gruppvarde.gruppindelning = 'riket'

)

select * from final
order by spann_procentenheter desc, indikator_id
