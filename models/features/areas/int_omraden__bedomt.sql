-- One row is one result in an area without an indicator of its own: a unit's answers about another
-- area of the social services, judged by the rule of the family. Only areas that table 3 allows.

with omraden_indikator as (

    select * from {{ ref("omraden_indikator") }}

),

per_ar as (

    select * from {{ ref("int_indikator__per_ar") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

jamforbar as (

    select * from {{ ref("jamforbar_mellan_omraden") }}

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

forebild as (

    -- the indicator of the family whose rule and questions the other areas are judged by
    select
        per_ar.matar,
        omraden_indikator.indikator_familj,
        min(omraden_indikator.indikator_id) as indikator_id
    from omraden_indikator
    inner join per_ar
        on omraden_indikator.indikator_id = per_ar.indikator_id
    group by per_ar.matar, omraden_indikator.indikator_familj

),

roll as (

    select
        forebild.matar,
        forebild.indikator_familj || ' ' || fraga_per_ar.omrade_kod as indikator_id,
        forebild.indikator_familj,
        forebild.indikator_id as forebild_indikator_id,
        forebildens.roll,
        fraga_per_ar.fraga_kod,
        fraga_per_ar.omrade_kod,
        fraga_per_ar.delfraga_kod
    from forebild
    inner join {{ ref("int_indikator__roll_per_ar") }} as forebildens
        on
            forebild.matar = forebildens.matar
            and forebild.indikator_id = forebildens.indikator_id
    inner join jamforbar
        on forebild.indikator_familj = jamforbar.indikator_familj
    inner join fraga_per_ar
        on
            forebildens.matar = fraga_per_ar.matar
            and forebildens.fraga_kod = fraga_per_ar.fraga_kod
            and forebildens.delfraga_kod = fraga_per_ar.delfraga_kod
            and jamforbar.omrade_kod = fraga_per_ar.omrade_kod
            and fraga_per_ar.ar_annat_omrade = 1

),

underlag as (

    -- the units that answered something of it
    select distinct
        svar.matar,
        svar.enhet_kod,
        roll.indikator_id,
        roll.indikator_familj,
        roll.omrade_kod,
        roll.forebild_indikator_id
    from svar
    inner join roll
        on
            svar.matar = roll.matar
            and svar.fraga_kod = roll.fraga_kod
            and svar.omrade_kod = roll.omrade_kod
            and svar.delfraga_kod = roll.delfraga_kod

),

{% set nycklar = [
    "matar", "enhet_kod", "indikator_familj", "omrade_kod", "forebild_indikator_id"
] -%}

{{ svar_per_roll("underlag", nycklar) }},

bedomt as (

    select
        sida_vid_sida.matar,
        sida_vid_sida.enhet_kod,
        sida_vid_sida.indikator_familj,
        sida_vid_sida.omrade_kod,
        {{ rollkolumner("sida_vid_sida") }},
        per_ar.regel_id,
        per_ar.bas_har_utvag
    from sida_vid_sida
    inner join per_ar
        on
            sida_vid_sida.matar = per_ar.matar
            and sida_vid_sida.forebild_indikator_id = per_ar.indikator_id

),

grenar as (

    select
        *,
        {{ regelgren() }} as gren_id
    from bedomt

),

final as (

    select
        grenar.matar,
        grenar.enhet_kod,
        grenar.indikator_familj,
        grenar.omrade_kod,
        grenar.regel_id,
        grenar.gren_id,
        regel_gren.utfall
    from grenar
    inner join regel_gren
        on
            grenar.regel_id = regel_gren.regel_id
            and grenar.gren_id = regel_gren.gren_id

)

select * from final
