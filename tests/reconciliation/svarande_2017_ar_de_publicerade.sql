-- The example answers agree with document 004, table 2: units that answered each area in 2017.
-- Applies only where the landing carries the marking of example answers, and to the years it holds.

with markning as (

    select markning from {{ ref("int_landning__markning") }}
    where markning is not null

),

riket as (

    select * from {{ ref("fct_svarsfrekvens") }}
    where gruppindelning = 'riket'

),

matar as (

    select distinct matar from riket

),

publicerad as (

    select publicerad_svarsfrekvens.*
    from {{ ref("publicerad_svarsfrekvens") }} as publicerad_svarsfrekvens
    inner join matar
        on publicerad_svarsfrekvens.matar = matar.matar
    cross join markning
    where publicerad_svarsfrekvens.svarande_antal is not null

)

select
    publicerad.omrade_kod || ' ' || cast(publicerad.matar as varchar) || ': publicerat '
    || cast(publicerad.svarande_antal as varchar) || ' svarande, beräknat '
    || coalesce(cast(riket.svarande_antal as varchar), 'inga') as mening
from publicerad
left join riket
    on
        publicerad.matar = riket.matar
        and publicerad.omrade_kod = riket.omrade_kod
where
    publicerad.svarande_antal is distinct from riket.svarande_antal
    or publicerad.svarsfrekvens_procent is distinct from riket.svarsfrekvens_procent
    or publicerad.enheter_antal is distinct from riket.enheter_antal
