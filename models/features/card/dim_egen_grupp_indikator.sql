-- One row is one indicator in the list that an own group agreed to follow, with the reason where
-- it is not collected. Counts of persons are collected apart from the survey, and have none.

with lista as (

    select * from {{ ref("egen_grupp_indikator") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

lista_med_lage as (

    select
        lista.grupp_kod,
        lista.ordning,
        lista.rubrik,
        lista.kolada_id,
        lista.indikator_id,
        case
            when indikator.status not in ('pagaende', 'personbaserad') then indikator.status
        end as orsak_kod,
        indikator.status_text,
        indikator.status_text_en,
        coalesce(' (' || cast(indikator.sista_matar as varchar) || ')', '') || '.' as slut
    from lista
    inner join indikator
        on lista.indikator_id = indikator.indikator_id

),

final as (

    select
        grupp_kod,
        ordning,
        rubrik,
        kolada_id,
        indikator_id,
        orsak_kod,
        case when orsak_kod is not null then status_text || slut end as orsak_text,
        case when orsak_kod is not null then status_text_en || slut end as orsak_text_en
    from lista_med_lage

)

select * from final
