-- Which shares does the 20 percent rule hide, and what are the units without a value?
-- Vilka andelar döljs av 20-procentsregeln, och vad är enheterna utan värde?
-- One row is one hidden cell: group × indicator. The kinds of missing sum to bortfall_antal.

-- parametrar: byt värdena här
with parametrar as (

    select
        'lan' as gruppindelning,
        2024 as matar

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

enhet_grupp as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

grupp as (

    select * from {{ ref("dim_redovisningsgrupp") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

bortfall_raknat as (

    select
        enhet_grupp.matar,
        enhet_grupp.gruppindelning,
        enhet_grupp.grupp_kod,
        enhetsutfall.indikator_id,
        count(*) filter (where enhetsutfall.orsak_kod = 'enhetsbortfall')
            as enhetsbortfall_antal,
        count(*) filter (where enhetsutfall.orsak_kod = 'omradesbortfall')
            as omradesbortfall_antal,
        count(*) filter (where enhetsutfall.orsak_kod = 'partiellt_bortfall')
            as partiellt_bortfall_antal,
        count(*) filter (where enhetsutfall.orsak_kod = 'ofullstandigt_svar')
            as ofullstandigt_svar_antal,
        count(*) filter (where enhetsutfall.orsak_kod = 'ogiltigt_svar')
            as ogiltigt_svar_antal
    from parametrar
    inner join enhet_grupp
        on
            parametrar.matar = enhet_grupp.matar
            and parametrar.gruppindelning = enhet_grupp.gruppindelning
    inner join enhetsutfall
        on
            enhet_grupp.matar = enhetsutfall.matar
            and enhet_grupp.enhet_kod = enhetsutfall.enhet_kod
    group by
        enhet_grupp.matar,
        enhet_grupp.gruppindelning,
        enhet_grupp.grupp_kod,
        enhetsutfall.indikator_id

),

final as (

    select
        gruppvarde.matar,
        grupp.grupp_kod,
        grupp.grupp_namn,
        gruppvarde.indikator_id,
        indikator.kortnamn,
        gruppvarde.enheter_antal,
        gruppvarde.ej_aktuellt_antal,
        gruppvarde.bortfall_antal,
        bortfall_raknat.enhetsbortfall_antal,
        bortfall_raknat.omradesbortfall_antal,
        bortfall_raknat.partiellt_bortfall_antal,
        bortfall_raknat.ofullstandigt_svar_antal,
        bortfall_raknat.ogiltigt_svar_antal,
        gruppvarde.orsak_kod,
        case
            when gruppvarde.orsak_kod = 'inga_tillampliga_svar' then 'Ingen enhet är aktuell.'
            when gruppvarde.redovisas_lasning_b
                then 'Döljs bara när ej aktuellt räknas med bortfallet (läsning A).'
            else 'Döljs av bortfallet ensamt (läsning A och B).'
        end as skal_text,
        gruppvarde.markning
    from gruppvarde
    inner join bortfall_raknat
        on
            gruppvarde.matar = bortfall_raknat.matar
            and gruppvarde.gruppindelning = bortfall_raknat.gruppindelning
            and gruppvarde.grupp_kod = bortfall_raknat.grupp_kod
            and gruppvarde.indikator_id = bortfall_raknat.indikator_id
    inner join grupp
        on
            gruppvarde.gruppindelning = grupp.gruppindelning
            and gruppvarde.grupp_kod = grupp.grupp_kod
    inner join indikator
        on gruppvarde.indikator_id = indikator.indikator_id
    where not gruppvarde.redovisas

)

select * from final
order by grupp_kod, indikator_id
