-- One row is one composite result: matar × unit × composite indicator, with its components in
-- words, in the order of their keys; there is room for eight.

{{ config(materialized="view") }}

with komponent as (

    select
        indikator_id,
        komponent_indikator_id,
        row_number() over (partition by indikator_id order by komponent_indikator_id) as ordning
    from {{ ref("indikator_komponent") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

utfall as (

    select * from {{ ref("utfall") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

del as (

    select
        enhetsutfall.matar,
        enhetsutfall.enhet_kod,
        komponent.indikator_id,
        komponent.ordning,
        -- a reason is a sentence; the list has its own punctuation
        indikator.kortnamn || ': '
        || coalesce(utfall.utfall_text, 'saknas, ' || lower(replace(orsak.orsak_text, '.', '')))
            as del_text
    from komponent
    inner join enhetsutfall
        on komponent.komponent_indikator_id = enhetsutfall.indikator_id
    inner join indikator
        on komponent.komponent_indikator_id = indikator.indikator_id
    left join utfall
        on enhetsutfall.utfall = utfall.utfall
    left join orsak
        on enhetsutfall.orsak_kod = orsak.orsak_kod

),

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        -- concat_ws leaves out the places that are not taken
        concat_ws(
            '; ',
            {%- for plats in range(1, 9) %}
            max(case when ordning = {{ plats }} then del_text end){{ "," if not loop.last }}
            {%- endfor %}
        ) as delar_text
    from del
    group by matar, enhet_kod, indikator_id

)

select * from final
