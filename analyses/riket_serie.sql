-- What is the whole series of one indicator for the country, and why are there gaps?
-- Hur ser hela serien för en indikator ut i riket, och varför finns det luckor?
-- One row is one year that the warehouse holds. The rule is shown beside: where it changed, the two
-- years are not the same measure, and a change between them is no change in the kommuner.

-- parametrar: byt värdena här
with parametrar as (

    select 'rutin_sip_vinr_vuxna' as indikator_id

),

enhet_grupp as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

matar_i_lagret as (

    select distinct matar
    from enhet_grupp

),

regel as (

    select distinct
        matar,
        indikator_id,
        regel_id
    from enhetsutfall

),

med_orsak as (

    select
        matar_i_lagret.matar,
        indikator.indikator_id,
        indikator.kortnamn,
        regel.regel_id,
        gruppvarde.andel_procent,
        gruppvarde.ja_antal,
        gruppvarde.namnare_antal,
        gruppvarde.lagsta_procent,
        gruppvarde.hogsta_procent,
        case
            when gruppvarde.matar is not null then gruppvarde.orsak_kod
            else coalesce(indikator.orsak_kod, 'ej_insamlad')
        end as orsak_kod,
        max(gruppvarde.markning) over () as markning
    from matar_i_lagret
    cross join parametrar
    inner join indikator
        on parametrar.indikator_id = indikator.indikator_id
    left join gruppvarde
        on
            matar_i_lagret.matar = gruppvarde.matar
            and indikator.indikator_id = gruppvarde.indikator_id
            and gruppvarde.gruppindelning = 'riket'
    left join regel
        on
            matar_i_lagret.matar = regel.matar
            and indikator.indikator_id = regel.indikator_id

),

final as (

    select
        med_orsak.matar,
        med_orsak.indikator_id,
        med_orsak.kortnamn,
        med_orsak.regel_id,
        med_orsak.andel_procent,
        med_orsak.ja_antal,
        med_orsak.namnare_antal,
        med_orsak.lagsta_procent,
        med_orsak.hogsta_procent,
        med_orsak.orsak_kod,
        orsak.orsak_text,
        med_orsak.markning
    from med_orsak
    left join orsak
        on med_orsak.orsak_kod = orsak.orsak_kod

)

select * from final
order by matar
