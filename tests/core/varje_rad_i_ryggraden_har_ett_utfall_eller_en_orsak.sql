-- Null-safe reconciliation: the spine and the fact have exactly the same keys, and every cell has
-- either an outcome or a reason.

with ryggrad as (

    select
        matar,
        enhet_kod,
        indikator_id
    from {{ ref("int_utfall__ryggrad") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

)

select
    'Utfall saknas för ' || ryggrad.indikator_id || ', enhet ' || ryggrad.enhet_kod || ', mätår '
    || cast(ryggrad.matar as varchar) as mening
from ryggrad
left join utfall
    on
        ryggrad.matar = utfall.matar
        and ryggrad.enhet_kod = utfall.enhet_kod
        and ryggrad.indikator_id = utfall.indikator_id
where utfall.indikator_id is null

union all

select
    'Utfall utan plats i ryggraden: ' || utfall.indikator_id || ', enhet ' || utfall.enhet_kod
    || ', mätår ' || cast(utfall.matar as varchar) as mening
from utfall
left join ryggrad
    on
        utfall.matar = ryggrad.matar
        and utfall.enhet_kod = ryggrad.enhet_kod
        and utfall.indikator_id = ryggrad.indikator_id
where ryggrad.indikator_id is null

union all

select
    'Cellen ' || indikator_id || ', enhet ' || enhet_kod || ', mätår ' || cast(matar as varchar)
    || case when utfall is null then ' har varken utfall' else ' har både utfall' end
    || case when orsak_kod is null then ' eller orsak' else ' och orsak' end as mening
from utfall
where (utfall is null) = (orsak_kod is null)
