-- One row is one good example: a group × indicator × pair of consecutive years × unit of the group
-- that moved to ja.

with overgang as (

    select * from {{ ref("fct_enhetsovergang") }}
    where overgang_kod = 'till_ja'

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

grupp as (

    select * from {{ ref("dim_redovisningsgrupp") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

utfall as (

    select * from {{ ref("utfall") }}

),

ja as (

    select * from {{ ref("fct_tidsserie") }}
    where
        gruppindelning = 'enhet'
        and utfall = 'ja'

),

ja_i_foljd as (

    -- years that follow each other within a segment have the same number
    select
        *,
        matar - cast(row_number() over (
            partition by grupp_kod, indikator_id, segment_nr
            order by matar
        ) as integer) as foljd_nr
    from ja

),

varaktighet as (

    select
        matar,
        grupp_kod as enhet_kod,
        indikator_id,
        max(matar) over (
            partition by grupp_kod, indikator_id, segment_nr, foljd_nr
        ) as sista_ja_matar
    from ja_i_foljd

),

final as (

    select
        overgang.fran_matar,
        overgang.till_matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        grupp.grupp_namn,
        overgang.indikator_id,
        indikator.kortnamn as indikator_namn,
        overgang.enhet_kod,
        enhet.enhet_namn,
        overgang.fran_utfall,
        utfall.utfall_text as fran_utfall_text,
        overgang.jamforbarhet,
        overgang.ar_verklig,
        varaktighet.sista_ja_matar,
        overgang.markning
    from overgang
    inner join medlem
        on
            overgang.till_matar = medlem.matar
            and overgang.enhet_kod = medlem.enhet_kod
    inner join grupp
        on
            medlem.gruppindelning = grupp.gruppindelning
            and medlem.grupp_kod = grupp.grupp_kod
    inner join indikator
        on overgang.indikator_id = indikator.indikator_id
    inner join enhet
        on overgang.enhet_kod = enhet.enhet_kod
    inner join utfall
        on overgang.fran_utfall = utfall.utfall
    inner join varaktighet
        on
            overgang.till_matar = varaktighet.matar
            and overgang.enhet_kod = varaktighet.enhet_kod
            and overgang.indikator_id = varaktighet.indikator_id

)

select * from final
