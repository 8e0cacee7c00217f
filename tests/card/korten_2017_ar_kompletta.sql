-- Each of the 55 cards of 2017 has every field filled, from a source, and no gap left in a text.

with kort as (

    select * from {{ ref("mart_indikator_kort") }}

),

kort_2017 as (

    select
        version.indikator_id,
        falt.falt_kod
    from {{ ref("int_kort__version") }} as version
    cross join {{ ref("kort_falt") }} as falt
    where
        version.giltig_fran_matar = 2017
        and version.kort_familj <> 'sammansatt'

),

avvikelser as (

    select 'antalet kort 2017 är ' || cast(count(distinct indikator_id) as varchar) as mening
    from kort_2017
    having
        count(distinct indikator_id) <> 55
        and exists (select 1 from {{ ref("indikator") }})

    union all

    select kort_2017.indikator_id || ' saknar ' || kort_2017.falt_kod as mening
    from kort_2017
    left join kort
        on
            kort_2017.indikator_id = kort.indikator_id
            and kort_2017.falt_kod = kort.falt_kod
            and kort.giltig_fran_matar = 2017
            and kort.belagg = 'kalla'
            and kort.text_sv <> ''
    where kort.indikator_id is null

    union all

    select
        kort.indikator_id || ' ' || cast(kort.giltig_fran_matar as varchar) || ' har en lucka i '
        || kort.falt_kod as mening
    from kort
    where
        position('{' in kort.text_sv) > 0
        or position('{' in kort.text_en) > 0
        or position('()' in kort.text_sv) > 0

    union all

    select
        version.indikator_id || ' ' || cast(version.giltig_fran_matar as varchar) || ' saknar '
        || falt.falt_kod as mening
    from {{ ref("int_kort__version") }} as version
    cross join {{ ref("kort_falt") }} as falt
    left join kort
        on
            version.indikator_id = kort.indikator_id
            and version.giltig_fran_matar = kort.giltig_fran_matar
            and falt.falt_kod = kort.falt_kod
    where kort.indikator_id is null

)

select * from avvikelser
