-- A merged unit ends the day before the one that took over begins, and every unit that ended has a
-- mapping row.

with enhet as (

    select * from {{ ref("enhet") }}

),

sammanslagning as (

    select * from {{ ref("enhet_sammanslagning") }}

)

select
    'Enhet ' || enhet.enhet_kod || ' upphörde ' || cast(enhet.giltig_till as varchar)
    || ' men saknar rad i enhet_sammanslagning' as mening
from enhet
left join sammanslagning
    on enhet.enhet_kod = sammanslagning.fran_enhet_kod
where
    enhet.giltig_till is not null
    and sammanslagning.fran_enhet_kod is null

union all

select
    'Sammanslagningen av ' || sammanslagning.fran_enhet_kod || ' till '
    || sammanslagning.till_enhet_kod || ' passar inte enheternas giltighet' as mening
from sammanslagning
inner join enhet as fran_enhet
    on sammanslagning.fran_enhet_kod = fran_enhet.enhet_kod
inner join enhet as till_enhet
    on sammanslagning.till_enhet_kod = till_enhet.enhet_kod
where
    till_enhet.giltig_fran <> sammanslagning.sammanslagning_datum
    or fran_enhet.giltig_till is distinct from sammanslagning.sammanslagning_datum - 1
