-- One row is one question that an indicator's rule uses in one year, by its role in the rule. The
-- role's place among them has its two digits in the code of a combination of answers (`vikt`).

with indikator_roll as (

    select * from {{ ref("indikator_roll") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

roll as (

    select * from {{ ref("roll") }}

),

placerad as (

    select
        fraga_per_ar.matar,
        indikator_roll.indikator_id,
        indikator_roll.roll,
        fraga_per_ar.fraga_kod,
        fraga_per_ar.omrade_kod,
        fraga_per_ar.delfraga_kod,
        fraga_per_ar.version_nr,
        fraga_per_ar.fonster_manader,
        fraga_per_ar.oppnas_av_omrade_kod,
        fraga_per_ar.ar_kryssfraga,
        fraga_per_ar.skala_kod,
        fraga_per_ar.kraver_namn,
        fraga_per_ar.belagg,
        row_number() over (
            partition by fraga_per_ar.matar, indikator_roll.indikator_id
            order by roll.ordning
        ) as plats
    from indikator_roll
    inner join roll
        on indikator_roll.roll = roll.roll
    inner join fraga_per_ar
        on
            indikator_roll.fraga_kod = fraga_per_ar.fraga_kod
            and coalesce(indikator_roll.omrade_kod, '') = fraga_per_ar.omrade_kod
            and coalesce(indikator_roll.delfraga_kod, '') = fraga_per_ar.delfraga_kod
            and {{ giltig_matar(
                "fraga_per_ar.matar",
                "indikator_roll.giltig_fran_matar",
                "indikator_roll.giltig_till_matar"
            ) }}

),

final as (

    select
        *,
        cast(power(100, plats - 1) as bigint) as vikt
    from placerad

)

select * from final
