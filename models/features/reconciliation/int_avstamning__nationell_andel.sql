-- One row is one published national share, with the computed share of riket and the reason when one
-- of the sides is missing.

with publicerad as (

    select * from {{ ref("publicerad_andel") }}

),

riket as (

    select * from {{ ref("fct_gruppvarde") }}
    where gruppindelning = 'riket'

),

landning as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

final as (

    select
        publicerad.matar,
        publicerad.publicerad_nyckel,
        publicerad.indikator_id,
        publicerad.kolada_id,
        publicerad.belagg_typ,
        publicerad.andel_procent as publicerat_procent,
        publicerad.andel_text as publicerat_text,
        publicerad.lagsta_procent as publicerat_lagsta_procent,
        publicerad.hogsta_procent as publicerat_hogsta_procent,
        case when riket.redovisas then riket.ja_antal end as beraknat_taljare_antal,
        case when riket.redovisas then riket.namnare_antal end as beraknat_namnare_antal,
        riket.namnare_antal as enheter_antal,
        case
            when publicerad.galler_indikatorer is not null then 'flera_indikatorer'
            when publicerad.indikator_id is null then 'okand_indikator'
            when publicerad.andel_procent is null and publicerad.lagsta_procent is null
                then 'publicerat_oprecist'
            when landning.matar is null then 'ej_i_landningen'
            when riket.indikator_id is null then 'ej_insamlad'
            else riket.orsak_kod
        end as orsak_kod,
        publicerad.kalla as publicerat_kalla
    from publicerad
    left join landning
        on publicerad.matar = landning.matar
    left join riket
        on
            publicerad.matar = riket.matar
            and publicerad.indikator_id = riket.indikator_id

)

select * from final
