-- One row is one indicator × year of riket with at least 30 answers; with fewer, one outcome for
-- all may well be true. Composites are left out: no kommun need have all of the parts.
with regel as (

    select
        matar,
        indikator_id,
        min(regel_id) as regel_id
    from marts.fct_enhetsutfall
    group by matar, indikator_id

),

riket as (

    select
        varde.*,
        regel.regel_id
    from marts.fct_gruppvarde as varde
    inner join marts.dim_indikator as indikator
        on varde.indikator_id = indikator.indikator_id
    inner join regel
        on varde.matar = regel.matar and varde.indikator_id = regel.indikator_id
    where
        varde.gruppindelning = 'riket'
        and varde.namnare_antal >= 30
        and indikator.indikator_typ <> 'sammansatt'

)

select
    riket.matar,
    riket.indikator_id,
    riket.ja_antal,
    riket.delvis_antal + riket.nej_antal as inte_ja_antal,
    round(100.0 * riket.ej_aktuellt_antal / riket.enheter_antal, 1)::double as ej_aktuellt_procent,
    round(100.0 * riket.bortfall_antal / riket.enheter_antal, 1)::double as bortfall_procent,
    -- across a change of rule (SIP 2017) a jump is no fault
    riket.andel_procent - fore.andel_procent as forandring_procentenheter
from riket
left join riket as fore
    on
        riket.indikator_id = fore.indikator_id
        and riket.matar = fore.matar + 1
        and riket.regel_id = fore.regel_id
