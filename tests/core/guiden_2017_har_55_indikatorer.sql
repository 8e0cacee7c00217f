-- Document 004 describes 55 indicators; composites of the strategy are no part of them.

with matar as (

    select * from {{ ref("matar") }}
    where matar = 2017

),

indikator_2017 as (

    select
        matar.matar,
        count(*) filter (where indikator.indikator_typ <> 'sammansatt') as antal
    from matar
    left join {{ ref("int_indikator__per_ar") }} as indikator_per_ar
        on matar.matar = indikator_per_ar.matar
    left join {{ ref("dim_indikator") }} as indikator
        on indikator_per_ar.indikator_id = indikator.indikator_id
    group by matar.matar

)

select 'Mätår 2017 har ' || cast(antal as varchar) || ' indikatorer, inte 55' as mening
from indikator_2017
where antal <> 55
