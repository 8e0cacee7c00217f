-- One row is one of Kolada's values in force for a kommun, with the computed side: the outcomes of
-- the kommun's units on Kolada's scale. A kommun has one unit, a big city its parts.

with kolada as (

    select * from {{ ref("int_kolada__gallande") }}

),

indikator as (

    select * from {{ ref("int_kolada__indikator") }}

),

kommun as (

    select * from {{ ref("dim_kommun") }}

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

gren_lasning as (

    select * from {{ ref("gren_lasning") }}

),

skalvarde as (

    select * from {{ ref("kolada_skalvarde") }}

),

utfall as (

    -- the outcome under the reading of Kolada's scale
    select
        kolada.kolada_id,
        kolada.kommun_kod,
        kolada.matar,
        kolada.kon,
        indikator.kolada_skala,
        enhetsutfall.orsak_kod,
        coalesce(gren_lasning.utfall, enhetsutfall.utfall) as utfall
    from kolada
    inner join indikator
        on kolada.kolada_id = indikator.kolada_id
    inner join kommun
        on kolada.kommun_kod = kommun.kommun_kod
    inner join enhet
        on kommun.kommun_kod = enhet.kommun_kod
    inner join enhetsutfall
        on
            kolada.matar = enhetsutfall.matar
            and enhet.enhet_kod = enhetsutfall.enhet_kod
            and indikator.indikator_id = enhetsutfall.indikator_id
    left join gren_lasning
        on
            indikator.lasning_id = gren_lasning.lasning_id
            and enhetsutfall.regel_id = gren_lasning.regel_id
            and enhetsutfall.gren_id = gren_lasning.gren_id

),

final as (

    select
        utfall.kolada_id,
        utfall.kommun_kod,
        utfall.matar,
        utfall.kon,
        cast(count(*) as integer) as enheter_antal,
        cast(count(*) filter (where utfall.utfall = 'ja') as integer) as ja_antal,
        cast(count(skalvarde.varde) as integer) as namnare_antal,
        cast(sum(skalvarde.varde) as integer) as skalvarde_summa,
        case when count(*) = 1 then max(utfall.utfall) end as utfall,
        case when count(*) = 1 then max(utfall.orsak_kod) end as orsak_kod
    from utfall
    left join skalvarde
        on
            utfall.kolada_skala = skalvarde.kolada_skala
            and utfall.utfall = skalvarde.utfall
    group by utfall.kolada_id, utfall.kommun_kod, utfall.matar, utfall.kon

)

select * from final
