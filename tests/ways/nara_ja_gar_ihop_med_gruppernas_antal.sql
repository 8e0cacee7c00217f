-- The units on their way to ja are the units with nej and delvis of the group, cell by cell.

with gruppvarde as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        nej_antal + delvis_antal as inte_ja_antal
    from {{ ref("fct_gruppvarde") }}

),

nara_ja as (

    select
        *,
        ett_steg_antal + tva_steg_antal + fler_steg_antal as steg_summa
    from {{ ref("mart_nara_ja") }}

)

select
    'Gruppen ' || coalesce(gruppvarde.gruppindelning, nara_ja.gruppindelning) || ' '
    || coalesce(gruppvarde.grupp_kod, nara_ja.grupp_kod) || ', '
    || coalesce(gruppvarde.indikator_id, nara_ja.indikator_id) || ', mätår '
    || cast(coalesce(gruppvarde.matar, nara_ja.matar) as varchar)
    || ': antalet enheter på väg till Ja är inte antalet med Nej och Delvis' as mening
from gruppvarde
full outer join nara_ja
    on
        gruppvarde.matar = nara_ja.matar
        and gruppvarde.gruppindelning = nara_ja.gruppindelning
        and gruppvarde.grupp_kod = nara_ja.grupp_kod
        and gruppvarde.indikator_id = nara_ja.indikator_id
where
    gruppvarde.inte_ja_antal is distinct from nara_ja.inte_ja_antal
    or gruppvarde.inte_ja_antal is distinct from nara_ja.steg_summa
