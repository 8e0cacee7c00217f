-- Every kommun with all variables has seven others, nearest first and never itself; every other has
-- the variables that it lacks, and nobody like it.

with liknande as (

    select * from {{ ref("mart_liknande_kommun") }}

),

per_plats as (

    select
        matar,
        kommun_kod,
        ordning,
        max(liknande_kommun_kod) as liknande_kommun_kod,
        min(avstand_promille) as minst,
        max(avstand_promille) as storst,
        count(distinct coalesce(liknande_kommun_kod, '')) as antal
    from liknande
    group by matar, kommun_kod, ordning

),

per_kommun as (

    select
        matar,
        kommun_kod,
        count(liknande_kommun_kod) as platser,
        count(distinct liknande_kommun_kod) as olika,
        max(ordning) as sista
    from per_plats
    group by matar, kommun_kod

),

fullstandiga as (

    select
        matar,
        count(*) as antal
    from per_kommun
    where platser > 0
    group by matar

)

select
    'Mätår ' || cast(per_kommun.matar as varchar) || ': ' || per_kommun.kommun_kod
    || ' har fel antal liknande kommuner.' as mening
from per_kommun
left join fullstandiga
    on per_kommun.matar = fullstandiga.matar
where
    per_kommun.platser not in (0, least(7, fullstandiga.antal - 1))
    or per_kommun.platser <> per_kommun.olika
    or (per_kommun.platser > 0 and per_kommun.sista <> per_kommun.platser)

union all

select
    'Mätår ' || cast(per_plats.matar as varchar) || ': ' || per_plats.kommun_kod
    || ' liknas vid sig själv, eller ordningen är inte avståndets.' as mening
from per_plats
left join per_plats as nasta
    on
        per_plats.matar = nasta.matar
        and per_plats.kommun_kod = nasta.kommun_kod
        and per_plats.ordning + 1 = nasta.ordning
where
    per_plats.liknande_kommun_kod = per_plats.kommun_kod
    or per_plats.antal <> 1
    or per_plats.minst <> per_plats.storst
    or nasta.minst < per_plats.minst

union all

select
    'Mätår ' || cast(ram.matar as varchar) || ': ' || kommun.kommun_kod
    || ' saknas bland de liknande kommunerna.' as mening
from (
    select distinct matar
    from {{ ref("bridge_enhet_grupp") }}
) as ram
cross join {{ ref("dim_kommun") }} as kommun
left join per_kommun
    on
        ram.matar = per_kommun.matar
        and kommun.kommun_kod = per_kommun.kommun_kod
where per_kommun.kommun_kod is null
