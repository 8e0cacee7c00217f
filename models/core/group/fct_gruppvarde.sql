-- One row is one group × indicator × year: counts, share, and why there is none.

with raknat as (

    select * from {{ ref("int_gruppvarde__raknat") }}

),

lasning as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        bool_or(redovisas and ar_standard = 1) as redovisas,
        bool_or(redovisas and lasning = 'B') as redovisas_lasning_b
    from {{ ref("int_gruppvarde__per_lasning") }}
    group by matar, gruppindelning, grupp_kod, indikator_id

),

indikator as (

    select * from {{ ref("int_indikator__per_ar") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        raknat.matar,
        raknat.gruppindelning,
        raknat.grupp_kod,
        raknat.indikator_id,
        raknat.enheter_antal,
        raknat.ja_antal,
        raknat.delvis_antal,
        raknat.nej_antal,
        raknat.ej_aktuellt_antal,
        raknat.bortfall_antal,
        raknat.namnare_antal,
        lasning.redovisas,
        case
            when lasning.redovisas
                then {{ andel_procent("raknat.ja_antal", "raknat.namnare_antal") }}
        end as andel_procent,
        case
            when not lasning.redovisas
                then {{ orsak_utan_andel("raknat.namnare_antal", "raknat.bortfall_antal") }}
        end as orsak_kod,
        lasning.redovisas_lasning_b,
        {{ andel_procent_en_decimal(
            "raknat.ja_antal", "raknat.namnare_antal + raknat.bortfall_antal"
        ) }} as lagsta_procent,
        {{ andel_procent_en_decimal(
            "raknat.ja_antal + raknat.bortfall_antal",
            "raknat.namnare_antal + raknat.bortfall_antal"
        ) }} as hogsta_procent,
        markning.markning,
        indikator.belagg
    from raknat
    inner join indikator
        on
            raknat.matar = indikator.matar
            and raknat.indikator_id = indikator.indikator_id
    inner join lasning
        on
            raknat.matar = lasning.matar
            and raknat.gruppindelning = lasning.gruppindelning
            and raknat.grupp_kod = lasning.grupp_kod
            and raknat.indikator_id = lasning.indikator_id
    cross join markning

)

select * from final
