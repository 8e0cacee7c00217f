-- One row is one kommun × variable that likeness is counted on × year that the landing holds, also
-- where the kommun has no value. Numbers are in thousandths: integers.

with ram as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

kommun as (

    select * from {{ ref("dim_kommun") }}

),

variabel as (

    select * from {{ ref("likhet_variabel") }}

),

folkmangd as (

    select * from {{ ref("folkmangd") }}

),

skr_medlem as (

    select * from {{ ref("skr_medlem") }}

),

skr_grupp as (

    select * from {{ ref("skr_grupp") }}

),

levererat as (

    select * from {{ ref("likhet_varde") }}

),

kant as (

    -- the population of 31 December of the year before, as in the size classes
    select
        'folkmangd' as variabel_id,
        kommun_kod,
        cast(extract(year from folkmangd_datum) as integer) + 1 as matar,
        1000 * cast(folkmangd_antal as bigint) as tusendelar,
        cast(null as varchar) as grupp_kod,
        cast(null as varchar) as huvudgrupp_kod
    from folkmangd

    union all

    select
        'skr_grupp' as variabel_id,
        skr_medlem.kommun_kod,
        ram.matar,
        cast(null as bigint) as tusendelar,
        skr_medlem.grupp_kod,
        skr_grupp.huvudgrupp_kod
    from skr_medlem
    inner join ram
        on {{ giltig_matar(
            "ram.matar", "skr_medlem.giltig_fran_matar", "skr_medlem.giltig_till_matar"
        ) }}
    inner join skr_grupp
        on
            skr_medlem.skr_revision = skr_grupp.skr_revision
            and skr_medlem.grupp_kod = skr_grupp.grupp_kod

    union all

    select
        variabel_id,
        kommun_kod,
        matar,
        cast(1000 * varde as bigint) as tusendelar,
        cast(null as varchar) as grupp_kod,
        cast(null as varchar) as huvudgrupp_kod
    from levererat
    where variabel_id not in ('folkmangd', 'skr_grupp')

),

final as (

    select
        ram.matar,
        kommun.kommun_kod,
        kommun.kommun_namn,
        variabel.variabel_id,
        variabel.variabel_namn,
        variabel.slag,
        variabel.vikt,
        kant.tusendelar,
        kant.grupp_kod,
        kant.huvudgrupp_kod,
        case
            when variabel.slag = 'grupp' then kant.grupp_kod is null
            else kant.tusendelar is null
        end as saknas
    from ram
    inner join variabel
        on {{ giltig_matar(
            "ram.matar", "variabel.giltig_fran_matar", "variabel.giltig_till_matar"
        ) }}
    cross join kommun
    left join kant
        on
            variabel.variabel_id = kant.variabel_id
            and kommun.kommun_kod = kant.kommun_kod
            and ram.matar = kant.matar

)

select * from final
