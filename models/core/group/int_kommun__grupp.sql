-- One row is one kommun's membership in one group of a grouping made of kommuner (riket, lan,
-- storleksgrupp, skr, egen) in one known survey year, whether or not the landing holds that year.

with matar as (

    select * from {{ ref("matar") }}

),

kommun as (

    select * from {{ ref("kommun") }}

),

folkmangd as (

    select * from {{ ref("folkmangd") }}

),

storleksgrupp as (

    select * from {{ ref("storleksgrupp") }}

),

skr_medlem as (

    select * from {{ ref("skr_medlem") }}

),

egen_grupp_medlem as (

    select * from {{ ref("egen_grupp_medlem") }}

),

final as (

    select
        matar.matar,
        'riket' as gruppindelning,
        '00' as grupp_kod,
        kommun.kommun_kod
    from matar
    cross join kommun

    union all

    select
        matar.matar,
        'lan' as gruppindelning,
        kommun.lan_kod as grupp_kod,
        kommun.kommun_kod
    from matar
    cross join kommun

    union all

    -- by the population on 31 December of the year before
    select
        matar.matar,
        'storleksgrupp' as gruppindelning,
        storleksgrupp.grupp_kod,
        folkmangd.kommun_kod
    from matar
    inner join folkmangd
        on matar.matar = extract(year from folkmangd.folkmangd_datum) + 1
    inner join storleksgrupp
        on
            folkmangd.folkmangd_antal >= storleksgrupp.folkmangd_fran
            and (
                storleksgrupp.folkmangd_till is null
                or folkmangd.folkmangd_antal <= storleksgrupp.folkmangd_till
            )
            and {{ giltig_matar(
                "matar.matar",
                "storleksgrupp.giltig_fran_matar",
                "storleksgrupp.giltig_till_matar"
            ) }}

    union all

    select
        matar.matar,
        'skr' as gruppindelning,
        skr_medlem.grupp_kod,
        skr_medlem.kommun_kod
    from matar
    inner join skr_medlem
        on {{ giltig_matar(
            "matar.matar", "skr_medlem.giltig_fran_matar", "skr_medlem.giltig_till_matar"
        ) }}

    union all

    select
        matar.matar,
        'egen' as gruppindelning,
        egen_grupp_medlem.grupp_kod,
        egen_grupp_medlem.kommun_kod
    from matar
    cross join egen_grupp_medlem

)

select * from final
