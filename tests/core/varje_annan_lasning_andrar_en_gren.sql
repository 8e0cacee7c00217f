-- Every other reading names a branch that exists, gives it another outcome than the one in force,
-- and counts it as that outcome counts.

with gren_lasning as (

    select * from {{ ref("gren_lasning") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

)

select
    'Läsningen ' || gren_lasning.lasning_id || ' pekar på grenen ' || gren_lasning.gren_id
    || ' i regeln ' || gren_lasning.regel_id || ' som inte finns eller redan har utfallet '
    || gren_lasning.utfall as mening
from gren_lasning
left join regel_gren
    on
        gren_lasning.regel_id = regel_gren.regel_id
        and gren_lasning.gren_id = regel_gren.gren_id
where
    regel_gren.gren_id is null
    or regel_gren.utfall is not distinct from gren_lasning.utfall

union all

select
    regel_id || ', grenen ' || gren_id || ': utfallet ' || coalesce(utfall, '(inget)')
    || ' räknas fel i täljare eller nämnare' as mening
from (
    select
        regel_id,
        gren_id,
        utfall,
        ingar_i_taljare,
        ingar_i_namnare
    from regel_gren
    union all
    select
        regel_id,
        gren_id,
        utfall,
        ingar_i_taljare,
        ingar_i_namnare
    from gren_lasning
) as alla_grenar
where
    ingar_i_taljare <> case when utfall = 'ja' then 1 else 0 end
    or ingar_i_namnare <> case when utfall in ('ja', 'delvis', 'nej') then 1 else 0 end
