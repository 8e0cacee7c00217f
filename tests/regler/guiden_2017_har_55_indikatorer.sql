-- Document 004 describes 55 indicators; composites of the strategy are no part of them.

with indikator_2017 as (

    select count(*) as antal
    from {{ ref("int_indikator__per_ar") }} as indikator_per_ar
    inner join {{ ref("dim_indikator") }} as indikator
        on indikator_per_ar.indikator_id = indikator.indikator_id
    where
        indikator_per_ar.matar = 2017
        and indikator.indikator_typ <> 'sammansatt'

)

select 'Mätår 2017 har ' || cast(antal as varchar) || ' indikatorer, inte 55' as mening
from indikator_2017
where antal <> 55
