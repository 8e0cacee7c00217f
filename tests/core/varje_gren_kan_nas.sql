-- No branch is unreachable: some combination of answers hits every branch of the seed regel_gren.
-- The composite rules' branches are reached through their components.

with gren as (

    select * from {{ ref("regel_gren") }}
    where regel_id not in ('sammansatt_minst_en', 'sammansatt_alla')

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

)

select
    'Ingen kombination av svar når grenen ' || gren.gren_id || ' i regeln ' || gren.regel_id
        as mening
from gren
left join sanningstabell
    on
        gren.regel_id = sanningstabell.regel_id
        and gren.gren_id = sanningstabell.gren_id
where sanningstabell.gren_id is null
