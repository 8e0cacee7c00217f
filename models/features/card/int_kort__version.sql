-- One row is one version of an indicator's card: the years during which one row of its rule holds.

with kort_indikator as (

    select * from {{ ref("kort_indikator") }}

),

indikator_regel as (

    select * from {{ ref("indikator_regel") }}

),

per_ar as (

    select * from {{ ref("int_indikator__per_ar") }}

),

matar as (

    select * from {{ ref("matar") }}

),

kort_text as (

    select * from {{ ref("kort_text") }}

),

sista as (

    -- the last known survey year of the version: it may be the only one, also where it goes on
    select
        indikator_regel.indikator_id,
        indikator_regel.giltig_fran_matar,
        max(matar.matar) as sista_kanda_matar
    from indikator_regel
    inner join matar
        on {{ giltig_matar(
            "matar.matar",
            "indikator_regel.giltig_fran_matar",
            "indikator_regel.giltig_till_matar"
        ) }}
    group by indikator_regel.indikator_id, indikator_regel.giltig_fran_matar

),

-- an indicator that no rule judges has one version: from the first year that its card speaks of
utan_regel as (

    select
        kort_indikator.indikator_id,
        min(kort_text.giltig_fran_matar) as giltig_fran_matar
    from kort_indikator
    inner join kort_text
        on kort_indikator.kort_familj = kort_text.kort_familj
    left join indikator_regel
        on kort_indikator.indikator_id = indikator_regel.indikator_id
    where indikator_regel.indikator_id is null
    group by kort_indikator.indikator_id

),

final as (

    select
        kort_indikator.indikator_id,
        kort_indikator.kort_familj,
        kort_indikator.del_sv,
        kort_indikator.del_en,
        indikator_regel.giltig_fran_matar,
        indikator_regel.giltig_till_matar,
        sista.sista_kanda_matar = indikator_regel.giltig_fran_matar as ar_ett_ar,
        case
            when sista.sista_kanda_matar = indikator_regel.giltig_fran_matar
                then cast(indikator_regel.giltig_fran_matar as varchar)
            else
                cast(indikator_regel.giltig_fran_matar as varchar) || '–'
                || coalesce(cast(indikator_regel.giltig_till_matar as varchar), '')
        end as ar_text,
        per_ar.oppnas_av_omrade_kod,
        per_ar.belagg
    from kort_indikator
    inner join indikator_regel
        on kort_indikator.indikator_id = indikator_regel.indikator_id
    inner join sista
        on
            indikator_regel.indikator_id = sista.indikator_id
            and indikator_regel.giltig_fran_matar = sista.giltig_fran_matar
    inner join per_ar
        on
            indikator_regel.indikator_id = per_ar.indikator_id
            and indikator_regel.giltig_fran_matar = per_ar.matar

    union all

    select
        kort_indikator.indikator_id,
        kort_indikator.kort_familj,
        kort_indikator.del_sv,
        kort_indikator.del_en,
        utan_regel.giltig_fran_matar,
        cast(null as integer) as giltig_till_matar,
        false as ar_ett_ar,
        cast(utan_regel.giltig_fran_matar as varchar) || '–' as ar_text,
        cast(null as varchar) as oppnas_av_omrade_kod,
        'kalla' as belagg
    from kort_indikator
    inner join utan_regel
        on kort_indikator.indikator_id = utan_regel.indikator_id

)

select * from final
