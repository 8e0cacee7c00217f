-- A published change of two years in a row has the change and the parts of the marts, and a
-- sentence that says from what kind of answers; without parts it has a reason.

with publicerad as (

    select
        *,
        publicerad_nyckel || ', ' || cast(fran_matar as varchar) || ' till '
        || cast(till_matar as varchar) as rad
    from {{ ref("mart_avstamning_forandring") }}

),

forandring as (

    select * from {{ ref("fct_forandring") }}

)

select publicerad.rad || ': förändringen är inte den i fct_forandring' as mening
from publicerad
left join forandring
    on
        publicerad.fran_matar = forandring.fran_matar
        and publicerad.till_matar = forandring.till_matar
        and publicerad.gruppindelning = forandring.gruppindelning
        and publicerad.grupp_kod = forandring.grupp_kod
        and publicerad.indikator_id = forandring.indikator_id
where
    publicerad.fran_matar + 1 = publicerad.till_matar
    and publicerad.beraknad_forandring_procentenheter
    is distinct from forandring.forandring_procentenheter

union all

select rad || ': delarna blir inte förändringen' as mening
from publicerad
where
    orsak_kod is null
    and (
        coalesce(regel_procentenheter, 0) + ram_procentenheter + svar_procentenheter
        + verklig_procentenheter
    ) is distinct from beraknad_forandring_procentenheter

union all

select rad || ': varken delar eller orsak, eller både och' as mening
from publicerad
where (orsak_kod is null) <> (verklig_procentenheter is not null)

union all

select rad || ': meningen saknas eller säger inte att svaren är exempeldata' as mening
from publicerad
where
    delning_text is null
    or (
        markning is not null
        and beraknad_forandring_procentenheter is not null
        and delning_text not like '%syntetiska exempeldata%'
    )
