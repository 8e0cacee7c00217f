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

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}
    where ar_standard = 1

),

del_och_rest as (

    select
        egen.matar,
        egen.indikator_id,
        egen.redovisas,
        egen.andel_procent,
        egen.lagsta_procent,
        egen.hogsta_procent,
        egen.ja_antal,
        egen.bortfall_antal,
        egen.namnare_antal,
        riket.enheter_antal - egen.enheter_antal as ovriga_enheter_antal,
        riket.ja_antal - egen.ja_antal as ovriga_ja_antal,
        riket.ej_aktuellt_antal - egen.ej_aktuellt_antal as ovriga_ej_aktuellt_antal,
        riket.bortfall_antal - egen.bortfall_antal as ovriga_bortfall_antal,
        riket.namnare_antal - egen.namnare_antal as ovriga_namnare_antal,
        egen.markning
    from parametrar
    inner join gruppvarde as egen
        on
            parametrar.grupp_kod = egen.grupp_kod
            and parametrar.matar = egen.matar
    inner join gruppvarde as riket
        on
            egen.matar = riket.matar
            and egen.indikator_id = riket.indikator_id
    where
        egen.gruppindelning = 'egen'
        and riket.gruppindelning = 'riket'

),

jamfort as (

    select
        del_och_rest.*,
        {{ redovisas(
            "del_och_rest.ovriga_enheter_antal", "del_och_rest.ovriga_ej_aktuellt_antal",
            "del_och_rest.ovriga_bortfall_antal", "policy.grans_procent",
            "policy.raknar_ej_aktuellt"
        ) }} as ovriga_redovisas,
        case
            when
                del_och_rest.ja_antal
                * (del_och_rest.ovriga_namnare_antal + del_och_rest.ovriga_bortfall_antal)
                > (del_och_rest.ovriga_ja_antal + del_och_rest.ovriga_bortfall_antal)
                * (del_och_rest.namnare_antal + del_och_rest.bortfall_antal)
                then 'säkert högre'
            when
                del_och_rest.ovriga_ja_antal
                * (del_och_rest.namnare_antal + del_och_rest.bortfall_antal)
                > (del_och_rest.ja_antal + del_och_rest.bortfall_antal)
                * (del_och_rest.ovriga_namnare_antal + del_och_rest.ovriga_bortfall_antal)
                then 'säkert lägre'
            else 'inte säker'
        end as skillnad_text
    from del_och_rest
    inner join policy
        on {{ giltig_matar(
            "del_och_rest.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}

),

final as (

    select
        jamfort.matar,
        jamfort.indikator_id,
        indikator.kortnamn,
        jamfort.andel_procent as egen_andel_procent,
        jamfort.ja_antal as egen_ja_antal,
        jamfort.namnare_antal as egen_namnare_antal,
        jamfort.lagsta_procent as egen_lagsta_procent,
        jamfort.hogsta_procent as egen_hogsta_procent,
        case
            when jamfort.ovriga_redovisas
                then {{ andel_procent("jamfort.ovriga_ja_antal", "jamfort.ovriga_namnare_antal") }}
        end as ovriga_andel_procent,
        jamfort.ovriga_ja_antal,
        jamfort.ovriga_namnare_antal,
        {{ andel_procent_en_decimal(
            "jamfort.ovriga_ja_antal",
            "jamfort.ovriga_namnare_antal + jamfort.ovriga_bortfall_antal"
        ) }} as ovriga_lagsta_procent,
        {{ andel_procent_en_decimal(
            "jamfort.ovriga_ja_antal + jamfort.ovriga_bortfall_antal",
            "jamfort.ovriga_namnare_antal + jamfort.ovriga_bortfall_antal"
        ) }} as ovriga_hogsta_procent,
        jamfort.skillnad_text,
        jamfort.markning
    from jamfort
    inner join indikator
        on jamfort.indikator_id = indikator.indikator_id

)

select * from final
order by case when skillnad_text = 'inte säker' then 1 else 0 end, indikator_id
