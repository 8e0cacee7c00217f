-- One row is one indicator asked in one year, with the questions that its rule needs side by side,
-- by role, in words: code, area and item, text of that year's version.

{{ config(materialized="view") }}

with roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

fraga as (

    select * from {{ ref("int_fraga__per_ar") }}

),

verksamhetsomrade as (

    select * from {{ ref("verksamhetsomrade") }}

),

delfraga as (

    select * from {{ ref("delfraga") }}

),

plats as (

    -- concat_ws leaves out the area or the item that the question has not
    select
        roll.matar,
        roll.indikator_id,
        roll.roll,
        fraga.fraga_kod,
        fraga.fraga_text,
        concat_ws(', ', verksamhetsomrade.omrade_namn, delfraga.delfraga_namn) as plats_text
    from roll
    inner join fraga
        on
            roll.matar = fraga.matar
            and roll.fraga_kod = fraga.fraga_kod
            and roll.omrade_kod = fraga.omrade_kod
            and roll.delfraga_kod = fraga.delfraga_kod
    left join verksamhetsomrade
        on roll.omrade_kod = verksamhetsomrade.omrade_kod
    left join delfraga
        on roll.delfraga_kod = delfraga.delfraga_kod

),

i_ord as (

    select
        matar,
        indikator_id,
        roll,
        fraga_kod
        || case when plats_text = '' then '' else ' (' || plats_text || ')' end
        || ': ' || fraga_text as fraga
    from plats

),

final as (

    select
        matar,
        indikator_id,
        {{ per_roll("max(case when roll = 'ROLL' then fraga end) as ROLL_fraga") }}
    from i_ord
    group by matar, indikator_id

)

select * from final
