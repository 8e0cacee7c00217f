-- Population on 31 December 2016 gives the five size classes of 2017: 134, 72, 53, 27 and 4.
-- (Document 004, table 1.)

with forvantad as (

    select * from {{ ref("storleksgrupp_antal") }}

),

storleksgrupp as (

    select
        forvantad.matar,
        storleksgrupp.grupp_kod,
        count(*) as kommuner_antal
    from (select distinct matar from forvantad) as forvantad
    inner join {{ ref("folkmangd") }} as folkmangd
        on forvantad.matar = extract(year from folkmangd.folkmangd_datum) + 1
    inner join {{ ref("storleksgrupp") }} as storleksgrupp
        on
            folkmangd.folkmangd_antal >= storleksgrupp.folkmangd_fran
            and (
                storleksgrupp.folkmangd_till is null
                or folkmangd.folkmangd_antal <= storleksgrupp.folkmangd_till
            )
            and {{ giltig_matar(
                "forvantad.matar", "storleksgrupp.giltig_fran_matar", "storleksgrupp.giltig_till_matar"
            ) }}
    group by forvantad.matar, storleksgrupp.grupp_kod

)

select
    'Storleksgrupp ' || forvantad.grupp_kod || ' ska ha '
    || cast(forvantad.kommuner_antal as varchar) || ' kommuner men har '
    || coalesce(cast(storleksgrupp.kommuner_antal as varchar), 'inga') as mening
from forvantad
left join storleksgrupp
    on
        forvantad.matar = storleksgrupp.matar
        and forvantad.grupp_kod = storleksgrupp.grupp_kod
where forvantad.kommuner_antal is distinct from storleksgrupp.kommuner_antal
