-- One row is one of Kolada's ids with its indicator, the highest value of its scale, and the
-- reading of our rules that the scale follows (empty: the rules in force).

with indikator_kolada as (

    select * from {{ ref("indikator_kolada") }}

),

skala as (

    select
        kolada_skala,
        max(varde) as hogsta_skalvarde,
        max(lasning_id) as lasning_id
    from {{ ref("kolada_skalvarde") }}
    group by kolada_skala

),

final as (

    select
        indikator_kolada.kolada_id,
        indikator_kolada.indikator_id,
        indikator_kolada.giltig_fran_matar,
        indikator_kolada.giltig_till_matar,
        indikator_kolada.kolada_skala,
        skala.hogsta_skalvarde,
        skala.lasning_id
    from indikator_kolada
    left join skala
        on indikator_kolada.kolada_skala = skala.kolada_skala

)

select * from final
