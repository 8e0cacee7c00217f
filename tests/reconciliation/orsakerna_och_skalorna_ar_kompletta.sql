-- A reason has one text, in one seed; every scale of an indicator with answers has its values; one
-- of Kolada's ids is one indicator's.

with orsak as (

    select * from {{ ref("orsak") }}

),

avstamning_orsak as (

    select * from {{ ref("avstamning_orsak") }}

),

indikator_kolada as (

    select * from {{ ref("indikator_kolada") }}

),

dim_indikator as (

    select * from {{ ref("dim_indikator") }}

),

kolada_skalvarde as (

    select * from {{ ref("kolada_skalvarde") }}

)

select 'Orsaken ' || avstamning_orsak.orsak_kod || ' finns i två seeds' as mening
from avstamning_orsak
inner join orsak
    on avstamning_orsak.orsak_kod = orsak.orsak_kod

union all

select 'Skalan för ' || indikator_kolada.kolada_id || ' saknar värden' as mening
from indikator_kolada
inner join dim_indikator
    on indikator_kolada.indikator_id = dim_indikator.indikator_id
left join kolada_skalvarde
    on indikator_kolada.kolada_skala = kolada_skalvarde.kolada_skala
where
    dim_indikator.har_utfall
    and kolada_skalvarde.kolada_skala is null

union all

select
    'Kolada-id:t ' || kolada_id || ' hör till ' || cast(count(*) as varchar) || ' indikatorer'
        as mening
from indikator_kolada
group by kolada_id
having count(*) > 1

union all

select 'Skalan ' || kolada_skala || ' följer flera läsningar' as mening
from kolada_skalvarde
group by kolada_skala
having count(distinct lasning_id) > 1
