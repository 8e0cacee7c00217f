-- One row is one indicator asked in one year: how many questions it costs. A question is one that a
-- unit answers once: code, area and item. A composite costs the questions of its components.

with roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

indikator as (

    select
        matar,
        indikator_id
    from {{ ref("int_indikator__per_ar") }}

),

fraga as (

    select distinct
        matar,
        indikator_id,
        fraga_kod,
        omrade_kod,
        delfraga_kod
    from roll

),

indikatorer_per_fraga as (

    select
        matar,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        count(*) as indikator_antal
    from fraga
    group by matar, fraga_kod, omrade_kod, delfraga_kod

),

kostnad as (

    select
        fraga.matar,
        fraga.indikator_id,
        fraga.fraga_kod,
        fraga.omrade_kod,
        fraga.delfraga_kod,
        case when indikatorer_per_fraga.indikator_antal = 1 then 1 else 0 end as ar_egen
    from fraga
    inner join indikatorer_per_fraga
        on
            fraga.matar = indikatorer_per_fraga.matar
            and fraga.fraga_kod = indikatorer_per_fraga.fraga_kod
            and fraga.omrade_kod = indikatorer_per_fraga.omrade_kod
            and fraga.delfraga_kod = indikatorer_per_fraga.delfraga_kod

    union

    -- its components would ask them without it
    select
        fraga.matar,
        komponent.indikator_id,
        fraga.fraga_kod,
        fraga.omrade_kod,
        fraga.delfraga_kod,
        0 as ar_egen
    from komponent
    inner join fraga
        on komponent.komponent_indikator_id = fraga.indikator_id

),

final as (

    select
        indikator.matar,
        indikator.indikator_id,
        cast(count(kostnad.fraga_kod) as integer) as fraga_antal,
        cast(coalesce(sum(kostnad.ar_egen), 0) as integer) as egen_fraga_antal
    from indikator
    left join kostnad
        on
            indikator.matar = kostnad.matar
            and indikator.indikator_id = kostnad.indikator_id
    group by indikator.matar, indikator.indikator_id

)

select * from final
