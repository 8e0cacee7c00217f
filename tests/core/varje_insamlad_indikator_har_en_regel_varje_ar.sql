-- Every indicator with results has exactly one rule in every year from its first to its last, the
-- questions that the rule needs, and no rule outside those years.

with matar as (

    select matar from {{ ref("matar") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

insamlad as (

    select
        indikator.indikator_id,
        matar.matar
    from indikator
    inner join matar
        on {{ giltig_matar("matar.matar", "indikator.forsta_matar", "indikator.sista_matar") }}
    where indikator.har_utfall

),

regel as (

    select
        indikator_id,
        matar,
        regel_id,
        bas_har_utvag
    from {{ ref("int_indikator__per_ar") }}

),

komponent as (

    select distinct indikator_id from {{ ref("indikator_komponent") }}

)

select
    'Indikatorn ' || insamlad.indikator_id || ' saknar regel mätår '
    || cast(insamlad.matar as varchar) || ' (seeden indikator_regel)' as mening
from insamlad
left join regel
    on
        insamlad.indikator_id = regel.indikator_id
        and insamlad.matar = regel.matar
where regel.indikator_id is null

union all

select
    'Indikatorn ' || indikator_id || ' har flera regler mätår ' || cast(matar as varchar)
    || ' (seeden indikator_regel)' as mening
from regel
group by indikator_id, matar
having count(*) > 1

union all

select
    'Indikatorn ' || regel.indikator_id || ' har en regel mätår ' || cast(regel.matar as varchar)
    || ' fast den inte samlades in (seederna indikator och indikator_regel)' as mening
from regel
left join insamlad
    on
        regel.indikator_id = insamlad.indikator_id
        and regel.matar = insamlad.matar
where insamlad.indikator_id is null

union all

select
    'Indikatorn ' || regel.indikator_id || ' saknar frågor mätår ' || cast(regel.matar as varchar)
    || ' (seeden indikator_roll)' as mening
from regel
left join komponent
    on regel.indikator_id = komponent.indikator_id
where
    regel.bas_har_utvag is null
    and komponent.indikator_id is null
