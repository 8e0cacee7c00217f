-- One row is one unit's membership in one group in one year of the landing.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

enhet_typ as (

    select * from {{ ref("enhet_typ") }}

),

folkmangd as (

    select * from {{ ref("folkmangd") }}

),

storleksgrupp as (

    select * from {{ ref("storleksgrupp") }}

),

skr_revision as (

    select * from {{ ref("skr_revision") }}

),

skr_medlem as (

    select * from {{ ref("skr_medlem") }}

),

egen_grupp_medlem as (

    select * from {{ ref("egen_grupp_medlem") }}

),

final as (

    select
        matar,
        enhet_kod,
        'riket' as gruppindelning,
        '00' as grupp_kod
    from ram

    union all

    select
        matar,
        enhet_kod,
        'lan' as gruppindelning,
        lan_kod as grupp_kod
    from ram

    union all

    select
        ram.matar,
        ram.enhet_kod,
        'storstad' as gruppindelning,
        ram.kommun_kod as grupp_kod
    from ram
    inner join enhet_typ
        on ram.enhet_typ = enhet_typ.enhet_typ
    where enhet_typ.ar_stadsdel = 1

    union all

    -- by the population on 31 December of the year before
    select
        ram.matar,
        ram.enhet_kod,
        'storleksgrupp' as gruppindelning,
        storleksgrupp.grupp_kod
    from ram
    inner join folkmangd
        on
            ram.kommun_kod = folkmangd.kommun_kod
            and ram.matar = extract(year from folkmangd.folkmangd_datum) + 1
    inner join storleksgrupp
        on
            folkmangd.folkmangd_antal >= storleksgrupp.folkmangd_fran
            and (
                storleksgrupp.folkmangd_till is null
                or folkmangd.folkmangd_antal <= storleksgrupp.folkmangd_till
            )
            and {{ giltig_matar(
                "ram.matar", "storleksgrupp.giltig_fran_matar", "storleksgrupp.giltig_till_matar"
            ) }}

    union all

    select
        ram.matar,
        ram.enhet_kod,
        'skr' as gruppindelning,
        skr_medlem.grupp_kod
    from ram
    inner join skr_revision
        on {{ giltig_matar(
            "ram.matar", "skr_revision.giltig_fran_matar", "skr_revision.giltig_till_matar"
        ) }}
    inner join skr_medlem
        on
            skr_revision.skr_revision = skr_medlem.skr_revision
            and ram.kommun_kod = skr_medlem.kommun_kod

    union all

    select
        ram.matar,
        ram.enhet_kod,
        'egen' as gruppindelning,
        egen_grupp_medlem.grupp_kod
    from ram
    inner join egen_grupp_medlem
        on ram.kommun_kod = egen_grupp_medlem.kommun_kod

)

select * from final
