-- The example answers agree with every published national share of kind direkt from 2016 on.
-- Applies only where the landing carries the marking of example answers, and to the years it holds.

with markning as (

    select markning from {{ ref("int_landning__markning") }}
    where markning is not null

),

riket as (

    select * from {{ ref("fct_gruppvarde") }}
    where gruppindelning = 'riket'

),

matar as (

    select distinct matar from riket

),

publicerad as (

    select publicerad_andel.*
    from {{ ref("publicerad_andel") }} as publicerad_andel
    inner join matar
        on publicerad_andel.matar = matar.matar
    cross join markning
    where
        publicerad_andel.belagg_typ = 'direkt'
        and publicerad_andel.indikator_id is not null

)

select
    publicerad.indikator_id || ' ' || cast(publicerad.matar as varchar) || ': publicerat '
    || cast(publicerad.andel_procent as varchar) || ' procent, beräknat '
    || coalesce(cast(riket.andel_procent as varchar), 'inget') as mening
from publicerad
left join riket
    on
        publicerad.matar = riket.matar
        and publicerad.indikator_id = riket.indikator_id
where publicerad.andel_procent is distinct from riket.andel_procent
