-- Every result that is nej or delvis has at least one suggestion, no other result has one, and the
-- suggestions are numbered from 1 without a gap.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

per_resultat as (

    select
        matar,
        enhet_kod,
        indikator_id,
        count(*) as forslag_antal,
        min(forslag_nr) as forsta_nr,
        max(forslag_nr) as sista_nr
    from {{ ref("mart_vagen_till_ja") }}
    group by matar, enhet_kod, indikator_id

)

select
    'Inget förslag för ' || utfall.indikator_id || ', enhet ' || utfall.enhet_kod || ', mätår '
    || cast(utfall.matar as varchar) || ', fast utfallet är ' || utfall.utfall as mening
from utfall
left join per_resultat
    on
        utfall.matar = per_resultat.matar
        and utfall.enhet_kod = per_resultat.enhet_kod
        and utfall.indikator_id = per_resultat.indikator_id
where
    utfall.utfall in ('nej', 'delvis')
    and per_resultat.indikator_id is null

union all

select
    'Förslag för ' || per_resultat.indikator_id || ', enhet ' || per_resultat.enhet_kod
    || ', mätår ' || cast(per_resultat.matar as varchar) || ', fast utfallet är '
    || coalesce(utfall.utfall, 'inget') as mening
from per_resultat
left join utfall
    on
        per_resultat.matar = utfall.matar
        and per_resultat.enhet_kod = utfall.enhet_kod
        and per_resultat.indikator_id = utfall.indikator_id
where coalesce(utfall.utfall, '') not in ('nej', 'delvis')

union all

select
    'Förslagen är inte numrerade från 1 i följd: ' || indikator_id || ', enhet ' || enhet_kod
    || ', mätår ' || cast(matar as varchar) as mening
from per_resultat
where
    forsta_nr <> 1
    or sista_nr <> forslag_antal
