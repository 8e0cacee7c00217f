-- One row is one indicator × year that some mart holds values for: which marts do?
with enhetsutfall as (

    select distinct matar, indikator_id from marts.fct_enhetsutfall

),

gruppvarde as (

    select distinct matar, indikator_id from marts.fct_gruppvarde where gruppindelning = 'riket'

),

kommunmart as (

    -- asked that year: some kommun has a result, or a reason of its own for having none
    select distinct matar, indikator_id
    from marts.mart_kommun_indikator
    where coalesce(orsak_kod, '') not in ('ej_insamlad', 'saknar_kalla')

)

select
    matar,
    indikator_id,
    enhetsutfall.matar is not null as finns_i_enhetsutfall,
    gruppvarde.matar is not null as finns_i_gruppvarde,
    kommunmart.matar is not null as finns_i_kommunmart
from enhetsutfall
full join gruppvarde using (matar, indikator_id)
full join kommunmart using (matar, indikator_id)
