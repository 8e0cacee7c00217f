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

svarsklass as (

    select * from {{ ref("svarsklass") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

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
        forebildens.vikt,
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

{{ svar_per_roll(["indikator_familj", "forebild_indikator_id", "omrade_kod"]) }},

kombination as (

    select
        matar,
        enhet_kod,
        indikator_familj,
        omrade_kod,
        forebild_indikator_id,
        cast(sum(svar_kod) as bigint) as svar_kod
    from roll_svar
    group by matar, enhet_kod, indikator_familj, omrade_kod, forebild_indikator_id

),

final as (

    select
        kombination.matar,
        kombination.enhet_kod,
        kombination.indikator_familj,
        kombination.omrade_kod,
        per_ar.regel_id,
        sanningstabell.gren_id,
        sanningstabell.utfall
    from kombination
    inner join per_ar
        on
            kombination.matar = per_ar.matar
            and kombination.forebild_indikator_id = per_ar.indikator_id
    inner join sanningstabell
        on
            per_ar.regel_variant = sanningstabell.regel_variant
            and kombination.svar_kod = sanningstabell.svar_kod

)

select * from final
