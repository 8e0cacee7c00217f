-- One row is one indicator in the list that an own group agreed to follow, with the reason where
-- it is not collected.

with lista as (

    select * from {{ ref("egen_grupp_indikator") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

final as (

    select
        lista.grupp_kod,
        lista.ordning,
        lista.rubrik,
        lista.kolada_id,
        lista.indikator_id,
        case when indikator.status <> 'pagaende' then indikator.status end as orsak_kod,
        case
            when indikator.status <> 'pagaende'
                then
                    indikator.status_text
                    || coalesce(' (' || cast(indikator.sista_matar as varchar) || ')', '') || '.'
        end as orsak_text,
        case
            when indikator.status <> 'pagaende'
                then
                    indikator.status_text_en
                    || coalesce(' (' || cast(indikator.sista_matar as varchar) || ')', '') || '.'
        end as orsak_text_en
    from lista
    inner join indikator
        on lista.indikator_id = indikator.indikator_id

)

select * from final
