-- Every row of a scenario means something: known kinds, values that the kind allows, known groups,
-- kommuner, indicators and years. A row that means nothing must not pass for "no difference".

with scenario as (

    select * from {{ ref("scenario") }}

),

antagande as (

    select
        *,
        {{ forsok_heltal("varde") }} as heltal
    from {{ ref("scenario_antagande") }}

),

antagande_typ as (

    select * from {{ ref("antagande_typ") }}

),

scenario_medlem as (

    select * from {{ ref("scenario_medlem") }}

),

indikator as (

    select * from {{ ref("indikator") }}

),

gruppindelning as (

    select * from {{ ref("gruppindelning") }}
    where orsak_kod is null

),

kommun as (

    select * from {{ ref("kommun") }}

),

policy as (

    select distinct lasning
    from {{ ref("redovisningspolicy") }}

),

gren_lasning as (

    select distinct lasning_id
    from {{ ref("gren_lasning") }}

),

kand_indelning as (

    select distinct
        gruppindelning,
        matar
    from {{ ref("int_kommun__grupp") }}
    where gruppindelning not in ('riket', 'lan')

),

med_antagande as (

    select scenario_id
    from antagande

    union

    select scenario_id
    from scenario_medlem

)

select
    'Scenariot ' || scenario.scenario_id || ' antar ingenting: det saknar rad i '
    || 'scenario_antagande och i scenario_medlem' as mening
from scenario
left join med_antagande
    on scenario.scenario_id = med_antagande.scenario_id
where med_antagande.scenario_id is null

union all

select
    'Scenariot ' || med_antagande.scenario_id
    || ' antar något men saknar rad i seeden scenario' as mening
from med_antagande
left join scenario
    on med_antagande.scenario_id = scenario.scenario_id
where scenario.scenario_id is null

union all

select
    'Scenariot ' || scenario.scenario_id || ' gäller indikatorn ' || scenario.indikator_id
    || ', som inte finns' as mening
from scenario
left join indikator
    on scenario.indikator_id = indikator.indikator_id
where
    scenario.indikator_id is not null
    and indikator.indikator_id is null

union all

select
    'Scenariot ' || scenario_id || ' slutar gälla mätår ' || cast(giltig_till_matar as varchar)
    || ', innan det börjar mätår ' || cast(giltig_fran_matar as varchar) as mening
from scenario
where giltig_fran_matar > giltig_till_matar

union all

select
    'Scenariot ' || antagande.scenario_id || ' har ett antagande av okänt slag: '
    || antagande.antagande_typ as mening
from antagande
left join antagande_typ
    on antagande.antagande_typ = antagande_typ.antagande_typ
where antagande_typ.antagande_typ is null

union all

select
    'Scenariot ' || scenario_id || ': ' || antagande_typ || ' är ett helt antal procent, 0–100, '
    || 'inte ' || varde as mening
from antagande
where
    antagande_typ in ('grans_procent', 'delvis_procent')
    and (heltal is null or heltal < 0 or heltal > 100)

union all

select
    'Scenariot ' || scenario_id || ': ' || antagande_typ || ' är ja eller nej, inte '
    || varde as mening
from antagande
where
    antagande_typ = 'bortfall_utfall'
    and varde not in ('ja', 'nej')

union all

select
    'Scenariot ' || antagande.scenario_id || ': läsningen ' || antagande.varde
    || ' finns inte i seeden redovisningspolicy' as mening
from antagande
left join policy
    on antagande.varde = policy.lasning
where
    antagande.antagande_typ = 'policy_lasning'
    and policy.lasning is null

union all

select
    'Scenariot ' || antagande.scenario_id || ': läsningen ' || antagande.varde
    || ' finns inte i seeden gren_lasning' as mening
from antagande
left join gren_lasning
    on antagande.varde = gren_lasning.lasning_id
where
    antagande.antagande_typ = 'gren_lasning'
    and gren_lasning.lasning_id is null

union all

select
    'Scenariot ' || antagande.scenario_id || ': ' || antagande_typ.gruppindelning
    || ' har ingen känd indelning för mätår ' || antagande.varde as mening
from antagande
inner join antagande_typ
    on antagande.antagande_typ = antagande_typ.antagande_typ
left join kand_indelning
    on
        antagande_typ.gruppindelning = kand_indelning.gruppindelning
        and antagande.heltal = kand_indelning.matar
where
    antagande_typ.gruppindelning is not null
    and kand_indelning.matar is null

union all

select
    'Scenariot ' || scenario_medlem.scenario_id || ' flyttar kommun '
    || scenario_medlem.kommun_kod || ' i ' || scenario_medlem.gruppindelning || ' '
    || scenario_medlem.grupp_kod || ', men '
    || case
        when gruppindelning.gruppindelning is null then 'den indelningen har inga grupper'
        when kommun.kommun_kod is null then 'kommunen finns inte'
        else 'ar_medlem är varken 0 eller 1'
    end as mening
from scenario_medlem
left join gruppindelning
    on scenario_medlem.gruppindelning = gruppindelning.gruppindelning
left join kommun
    on scenario_medlem.kommun_kod = kommun.kommun_kod
where
    gruppindelning.gruppindelning is null
    or kommun.kommun_kod is null
    or scenario_medlem.ar_medlem not in (0, 1)
