-- One row is one published change with the warehouse's counts of both years, how far the years can
-- be compared, and the reason when it computes no change.

with par as (

    select * from {{ ref("int_avstamning__publicerat_par") }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

jamforbarhet_ram as (

    select * from {{ ref("dim_jamforbarhet_ram") }}

),

klass as (

    select * from {{ ref("jamforbarhet_klass") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

storstad as (

    select grupp_kod
    from {{ ref("dim_redovisningsgrupp") }}
    where gruppindelning = 'storstad'

),

landning as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

mellanliggande as (

    -- every pair of years on the way, of the indicator and of the group
    select
        par.slag,
        par.publicerad_nyckel,
        par.fran_matar,
        par.till_matar,
        jamforbarhet.klass,
        1 as ar_indikatorns
    from par
    inner join jamforbarhet
        on
            par.indikator_id = jamforbarhet.indikator_id
            and par.fran_matar < jamforbarhet.till_matar
            and par.till_matar >= jamforbarhet.till_matar

    union all

    select
        par.slag,
        par.publicerad_nyckel,
        par.fran_matar,
        par.till_matar,
        jamforbarhet_ram.klass,
        0 as ar_indikatorns
    from par
    inner join jamforbarhet_ram
        on
            par.gruppindelning = jamforbarhet_ram.gruppindelning
            and par.grupp_kod = jamforbarhet_ram.grupp_kod
            and par.fran_matar < jamforbarhet_ram.till_matar
            and par.till_matar >= jamforbarhet_ram.till_matar

),

svagast as (

    -- nothing is known of years before the first survey
    select
        mellanliggande.slag,
        mellanliggande.publicerad_nyckel,
        mellanliggande.fran_matar,
        mellanliggande.till_matar,
        max(klass.styrka) as styrka
    from mellanliggande
    inner join klass
        on mellanliggande.klass = klass.klass
    group by
        mellanliggande.slag, mellanliggande.publicerad_nyckel, mellanliggande.fran_matar,
        mellanliggande.till_matar
    having
        sum(mellanliggande.ar_indikatorns) = mellanliggande.till_matar - mellanliggande.fran_matar

),

final as (

    select
        par.slag,
        par.publicerad_nyckel,
        par.fran_matar,
        par.till_matar,
        -- a kommun that is one unit is no group
        case
            when par.kommun_kod is not null and storstad.grupp_kod is null then 'enhet'
            else par.gruppindelning
        end as gruppindelning,
        par.grupp_kod,
        par.kommun_kod,
        par.indikator_id,
        par.kolada_id,
        par.matt,
        par.ar_publicerad_fran,
        par.fran_text,
        par.fran_lagsta_varde,
        par.fran_hogsta_varde,
        par.fran_belagg_typ,
        par.fran_kalla,
        par.till_text,
        par.till_lagsta_varde,
        par.till_hogsta_varde,
        par.till_belagg_typ,
        par.till_kalla,
        par.ar_utanfor_skalan,
        par.markning,
        klass.klass as jamforbarhet,
        cast(fran.ja_antal as bigint) as fran_ja_antal,
        cast(fran.namnare_antal as bigint) as fran_namnare_antal,
        cast(till.ja_antal as bigint) as till_ja_antal,
        cast(till.namnare_antal as bigint) as till_namnare_antal,
        case
            when par.indikator_id is null then 'okand_indikator'
            when fran_landning.matar is null or till_landning.matar is null
                then 'ej_i_landningen'
            when klass.klass = 'ej' then 'ej_jamforbar'
            when
                par.kommun_kod is not null
                and fran.indikator_id is null
                and till.indikator_id is null
                then 'enstaka_enhet'
            when fran.indikator_id is null or till.indikator_id is null then 'ej_insamlad'
            when not till.redovisas then till.orsak_kod
            when not fran.redovisas then fran.orsak_kod
        end as orsak_kod
    from par
    left join svagast
        on
            par.slag = svagast.slag
            and par.publicerad_nyckel = svagast.publicerad_nyckel
            and par.fran_matar = svagast.fran_matar
            and par.till_matar = svagast.till_matar
    left join klass
        on svagast.styrka = klass.styrka
    left join storstad
        on par.kommun_kod = storstad.grupp_kod
    left join landning as fran_landning
        on par.fran_matar = fran_landning.matar
    left join landning as till_landning
        on par.till_matar = till_landning.matar
    left join gruppvarde as fran
        on
            par.fran_matar = fran.matar
            and par.gruppindelning = fran.gruppindelning
            and par.grupp_kod = fran.grupp_kod
            and par.indikator_id = fran.indikator_id
    left join gruppvarde as till
        on
            par.till_matar = till.matar
            and par.gruppindelning = till.gruppindelning
            and par.grupp_kod = till.grupp_kod
            and par.indikator_id = till.indikator_id

)

select * from final
