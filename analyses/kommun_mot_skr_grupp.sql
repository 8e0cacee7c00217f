-- How does my kommun stand against the kommuner of its SKR group, indicator by indicator?
-- Hur står min kommun sig mot kommunerna i sin SKR-grupp, indikator för indikator?
-- One row is one indicator asked that year.

-- parametrar: byt värdena här
with parametrar as (

    select
        '2080' as kommun_kod,
        2024 as matar

),

kommun_indikator as (

    select * from {{ ref("mart_kommun_indikator") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

enhet_grupp as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

grupp as (

    select * from {{ ref("dim_redovisningsgrupp") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

kommunens_grupp as (

    -- the parts of a big city have one SKR group, their kommun's
    select distinct
        enhet_grupp.matar,
        enhet_grupp.gruppindelning,
        enhet_grupp.grupp_kod,
        enhet.kommun_kod
    from parametrar
    inner join enhet
        on parametrar.kommun_kod = enhet.kommun_kod
    inner join enhet_grupp
        on
            parametrar.matar = enhet_grupp.matar
            and enhet.enhet_kod = enhet_grupp.enhet_kod
    where enhet_grupp.gruppindelning = 'skr'

),

final as (

    select
        kommunens_grupp.matar,
        kommun_indikator.kommun_namn,
        grupp.grupp_namn as skr_grupp_namn,
        indikator.indikatoromrade,
        kommun_indikator.indikator_id,
        indikator.kortnamn,
        coalesce(kommun_indikator.utfall_text, kommun_indikator.orsak_text) as kommun_text,
        gruppvarde.andel_procent as skr_andel_procent,
        gruppvarde.ja_antal as skr_ja_antal,
        gruppvarde.namnare_antal as skr_namnare_antal,
        gruppvarde.lagsta_procent as skr_lagsta_procent,
        gruppvarde.hogsta_procent as skr_hogsta_procent,
        gruppvarde.orsak_kod as skr_orsak_kod,
        kommun_indikator.markning
    from kommunens_grupp
    inner join gruppvarde
        on
            kommunens_grupp.matar = gruppvarde.matar
            and kommunens_grupp.gruppindelning = gruppvarde.gruppindelning
            and kommunens_grupp.grupp_kod = gruppvarde.grupp_kod
    inner join grupp
        on
            kommunens_grupp.gruppindelning = grupp.gruppindelning
            and kommunens_grupp.grupp_kod = grupp.grupp_kod
    inner join kommun_indikator
        on
            kommunens_grupp.matar = kommun_indikator.matar
            and kommunens_grupp.kommun_kod = kommun_indikator.kommun_kod
            and gruppvarde.indikator_id = kommun_indikator.indikator_id
    inner join indikator
        on gruppvarde.indikator_id = indikator.indikator_id

)

select * from final
order by indikatoromrade, indikator_id
