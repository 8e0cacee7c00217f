-- A result is proved by the questions of all roles of its rule, or, a composite, by all its
-- components: there is room for eight in the text.

with bevis as (

    select * from {{ ref("mart_bevis_enhet") }}

),

regel_roll as (

    select
        regel_id,
        count(*) as roll_antal
    from {{ ref("regel_roll") }}
    group by regel_id

),

komponent as (

    select
        indikator_id,
        count(*) as del_antal
    from {{ ref("indikator_komponent") }}
    group by indikator_id

),

fragor as (

    select
        *,
        {{ per_roll("case when ROLL_fraga is null then 0 else 1 end", " + ") }} as fraga_antal
    from bevis

)

select distinct
    'Beviset för ' || fragor.indikator_id || ', mätår ' || cast(fragor.matar as varchar) || ' har '
    || cast(fragor.fraga_antal as varchar) || ' frågor; regeln ' || fragor.regel_id || ' har '
    || cast(coalesce(regel_roll.roll_antal, 0) as varchar) || ' roller' as mening
from fragor
left join regel_roll
    on fragor.regel_id = regel_roll.regel_id
where fragor.fraga_antal <> coalesce(regel_roll.roll_antal, 0)

union all

select distinct
    'Beviset för ' || fragor.indikator_id || ', mätår ' || cast(fragor.matar as varchar)
    || ' räknar inte upp sina ' || cast(coalesce(komponent.del_antal, 0) as varchar)
    || ' delar' as mening
from fragor
left join komponent
    on fragor.indikator_id = komponent.indikator_id
where
    coalesce(komponent.del_antal, 0) > 8
    or (komponent.del_antal is null) <> (fragor.delar_text is null)
