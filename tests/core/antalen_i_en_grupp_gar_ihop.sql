-- J + D + nej = n and n + E + M = N in every group, and the bounds hold the share.

with gruppvarde as (

    select
        *,
        gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ', mätår '
        || cast(matar as varchar) as cell
    from {{ ref("fct_gruppvarde") }}

)

select cell || ': ja, delvis och nej blir inte nämnaren' as mening
from gruppvarde
where ja_antal + delvis_antal + nej_antal <> namnare_antal

union all

select cell || ': nämnare, ej aktuellt och bortfall blir inte antalet enheter' as mening
from gruppvarde
where namnare_antal + ej_aktuellt_antal + bortfall_antal <> enheter_antal

union all

select cell || ': andelen ligger utanför sina gränser, eller en gräns saknas' as mening
from gruppvarde
where
    -- the share is rounded to a whole percent, the bounds to a tenth
    andel_procent + 0.5 < lagsta_procent
    or andel_procent - 0.6 > hogsta_procent
    or (lagsta_procent is null) <> (namnare_antal + bortfall_antal = 0)
    or (hogsta_procent is null) <> (namnare_antal + bortfall_antal = 0)

union all

select cell || ': andel och orsak stämmer inte med redovisas' as mening
from gruppvarde
where
    redovisas <> (andel_procent is not null)
    or redovisas <> (orsak_kod is null)
    or (redovisas_lasning_b and namnare_antal = 0)
