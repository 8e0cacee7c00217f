-- One row is one there-and-back of one unit's outcome over three consecutive years: another outcome
-- in the middle year than in the years around it, all of them comparable.

with overgang as (

    select * from {{ ref("fct_enhetsovergang") }}
    where
        jamforbarhet <> 'ej'
        and fran_utfall <> till_utfall

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

utfall as (

    select * from {{ ref("utfall") }}

),

vaxling as (

    select
        dit.enhet_kod,
        dit.indikator_id,
        dit.fran_matar as forsta_matar,
        tillbaka.till_matar as sista_matar,
        dit.fran_utfall as utfall,
        dit.till_utfall as mellan_utfall,
        {{ svagaste_klass("dit.jamforbarhet", "tillbaka.jamforbarhet") }} as jamforbarhet
    from overgang as dit
    inner join overgang as tillbaka
        on
            dit.till_matar = tillbaka.fran_matar
            and dit.enhet_kod = tillbaka.enhet_kod
            and dit.indikator_id = tillbaka.indikator_id
            and dit.fran_utfall = tillbaka.till_utfall

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        vaxling.forsta_matar,
        vaxling.sista_matar,
        vaxling.enhet_kod,
        enhet.enhet_namn,
        vaxling.indikator_id,
        indikator.kortnamn,
        vaxling.utfall,
        vaxling.mellan_utfall,
        vaxling.jamforbarhet,
        -- how often the unit's outcome has gone there and back, in all years
        cast(count(*) over (partition by vaxling.enhet_kod, vaxling.indikator_id) as integer)
            as vaxlingar_antal,
        indikator.kortnamn || ': ' || utfall.utfall_text || ' '
        || cast(vaxling.forsta_matar as varchar) || ', '
        || mellan.utfall_text || ' ' || cast(vaxling.forsta_matar + 1 as varchar) || ', '
        || utfall.utfall_text || ' ' || cast(vaxling.sista_matar as varchar) || '.' as mening,
        markning.markning
    from vaxling
    cross join markning
    inner join enhet
        on vaxling.enhet_kod = enhet.enhet_kod
    inner join indikator
        on vaxling.indikator_id = indikator.indikator_id
    inner join utfall
        on vaxling.utfall = utfall.utfall
    inner join utfall as mellan
        on vaxling.mellan_utfall = mellan.utfall

)

select * from final
