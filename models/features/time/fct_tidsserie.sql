-- One row is one year of a series: unit or group × indicator × year of the landing. An indicator
-- asked in some year of the landing has a row in every year, with its reason where not asked.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

jamforbarhet_ram as (

    select * from {{ ref("dim_jamforbarhet_ram") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

serie_ar as (

    select
        matar,
        'enhet' as gruppindelning,
        enhet_kod as grupp_kod
    from ram

    union all

    select distinct
        matar,
        gruppindelning,
        grupp_kod
    from medlem

),

indikator as (

    select distinct indikator_id
    from enhetsutfall

),

varde as (

    select
        matar,
        'enhet' as gruppindelning,
        enhet_kod as grupp_kod,
        indikator_id,
        utfall,
        cast(null as integer) as andel_procent,
        cast(null as integer) as ja_antal,
        cast(null as integer) as namnare_antal,
        orsak_kod,
        belagg
    from enhetsutfall

    union all

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        cast(null as varchar) as utfall,
        andel_procent,
        ja_antal,
        namnare_antal,
        orsak_kod,
        belagg
    from gruppvarde

),

ram_brott as (

    -- the frame breaks of a group up to each year
    select
        serie_ar.gruppindelning,
        serie_ar.grupp_kod,
        serie_ar.matar,
        count(*) as brott_antal
    from serie_ar
    inner join jamforbarhet_ram
        on
            serie_ar.gruppindelning = jamforbarhet_ram.gruppindelning
            and serie_ar.grupp_kod = jamforbarhet_ram.grupp_kod
            and serie_ar.matar >= jamforbarhet_ram.till_matar
    where jamforbarhet_ram.klass = 'ej'
    group by serie_ar.gruppindelning, serie_ar.grupp_kod, serie_ar.matar

),

serie as (

    select
        serie_ar.matar,
        serie_ar.gruppindelning,
        serie_ar.grupp_kod,
        indikator.indikator_id,
        varde.indikator_id is not null as ar_stalld,
        varde.utfall,
        varde.andel_procent,
        varde.ja_antal,
        varde.namnare_antal,
        case when varde.indikator_id is null then 'ej_insamlad' else varde.orsak_kod end
            as orsak_kod,
        varde.belagg,
        case
            when forra.matar is not null
                then {{ svagaste_klass("jamforbarhet.klass", "jamforbarhet_ram.klass") }}
        end as jamforbarhet,
        coalesce(jamforbarhet.brott_antal, 0) + coalesce(ram_brott.brott_antal, 0) as brott_antal
    from serie_ar
    cross join indikator
    left join serie_ar as forra
        on
            serie_ar.gruppindelning = forra.gruppindelning
            and serie_ar.grupp_kod = forra.grupp_kod
            and serie_ar.matar - 1 = forra.matar
    left join varde
        on
            serie_ar.matar = varde.matar
            and serie_ar.gruppindelning = varde.gruppindelning
            and serie_ar.grupp_kod = varde.grupp_kod
            and indikator.indikator_id = varde.indikator_id
    left join jamforbarhet
        on
            indikator.indikator_id = jamforbarhet.indikator_id
            and serie_ar.matar = jamforbarhet.till_matar
    left join jamforbarhet_ram
        on
            serie_ar.gruppindelning = jamforbarhet_ram.gruppindelning
            and serie_ar.grupp_kod = jamforbarhet_ram.grupp_kod
            and serie_ar.matar = jamforbarhet_ram.till_matar
    left join ram_brott
        on
            serie_ar.gruppindelning = ram_brott.gruppindelning
            and serie_ar.grupp_kod = ram_brott.grupp_kod
            and serie_ar.matar = ram_brott.matar

),

numrerad as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        cast(dense_rank() over (
            partition by gruppindelning, grupp_kod, indikator_id
            order by brott_antal
        ) as integer) as segment_nr
    from serie
    where ar_stalld

),

final as (

    select
        serie.matar,
        serie.gruppindelning,
        serie.grupp_kod,
        serie.indikator_id,
        serie.utfall,
        serie.andel_procent,
        serie.ja_antal,
        serie.namnare_antal,
        serie.orsak_kod,
        serie.jamforbarhet,
        numrerad.segment_nr,
        markning.markning,
        serie.belagg
    from serie
    left join numrerad
        on
            serie.ar_stalld
            and serie.matar = numrerad.matar
            and serie.gruppindelning = numrerad.gruppindelning
            and serie.grupp_kod = numrerad.grupp_kod
            and serie.indikator_id = numrerad.indikator_id
    cross join markning

)

select * from final
