-- One row is one mart that carries the marking: which markings it holds.
with markning as (

    select 'fct_enhetsutfall' as mart, markning from marts.fct_enhetsutfall
    union all
    select 'fct_gruppvarde' as mart, markning from marts.fct_gruppvarde
    union all
    select 'fct_svarsfrekvens' as mart, markning from marts.fct_svarsfrekvens
    union all
    select 'mart_kommun_indikator' as mart, markning from marts.mart_kommun_indikator

)

select
    mart,
    string_agg(distinct coalesce(markning, 'ingen'), ', ') as markning
from markning
group by mart
