-- Population on 31 December 2016 gives the five size classes of 2017: 134, 72, 53, 27 and 4.
-- (Document 004, table 1.)

with forvantad as (

    select '1' as grupp_kod, 134 as kommuner_antal
    union all
    select '2', 72
    union all
    select '3', 53
    union all
    select '4', 27
    union all
    select '5', 4

),

storleksgrupp as (

    select
        storleksgrupp.grupp_kod,
        count(*) as kommuner_antal
    from {{ ref("folkmangd") }} as folkmangd
    inner join {{ ref("storleksgrupp") }} as storleksgrupp
        on
            folkmangd.folkmangd_antal >= storleksgrupp.folkmangd_fran
            and (
                storleksgrupp.folkmangd_till is null
                or folkmangd.folkmangd_antal <= storleksgrupp.folkmangd_till
            )
            and {{ giltig_matar(
                "2017", "storleksgrupp.giltig_fran_matar", "storleksgrupp.giltig_till_matar"
            ) }}
    where folkmangd.folkmangd_datum = date '2016-12-31'
    group by storleksgrupp.grupp_kod

)

select
    'Storleksgrupp ' || forvantad.grupp_kod || ' ska ha '
    || cast(forvantad.kommuner_antal as varchar) || ' kommuner men har '
    || coalesce(cast(storleksgrupp.kommuner_antal as varchar), 'inga') as mening
from forvantad
left join storleksgrupp
    on forvantad.grupp_kod = storleksgrupp.grupp_kod
where forvantad.kommuner_antal is distinct from storleksgrupp.kommuner_antal
