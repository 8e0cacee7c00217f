-- One row is one indicator × year of riket: its share beside the other tables' word on it.
with enhetsutfall as (

    select
        matar,
        indikator_id,
        100.0 * sum(ingar_i_taljare) / nullif(sum(ingar_i_namnare), 0) as andel_procent
    from marts.fct_enhetsutfall
    group by matar, indikator_id

),

kommunmart as (

    select
        matar,
        indikator_id,
        min(riket_andel_procent) as lagsta_procent,
        max(riket_andel_procent) as hogsta_procent
    from marts.mart_kommun_indikator
    group by matar, indikator_id

)

select
    riket.matar,
    riket.indikator_id,
    riket.andel_procent,
    round(riket.andel_procent - enhetsutfall.andel_procent, 2)::double
        as skillnad_mot_enheternas_medel,
    kommunmart.lagsta_procent is not distinct from riket.andel_procent
    and kommunmart.hogsta_procent is not distinct from riket.andel_procent
        as ar_lika_i_kommunmart
from marts.fct_gruppvarde as riket
left join enhetsutfall
    on riket.matar = enhetsutfall.matar and riket.indikator_id = enhetsutfall.indikator_id
left join kommunmart
    on riket.matar = kommunmart.matar and riket.indikator_id = kommunmart.indikator_id
where riket.gruppindelning = 'riket'
