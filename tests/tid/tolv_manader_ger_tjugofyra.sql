-- Followed up within 12 months is followed up within 24: a unit with ja keeps it under the longer
-- window, no group loses a ja, and the highest share is never below the published one.

with mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}
    where metod = 'fonster_24'

),

omraknat as (

    select
        omraknat.*,
        utfall.utfall as utfall_12
    from {{ ref("fct_enhetsutfall_omraknat") }} as omraknat
    inner join mojlig
        on
            omraknat.matar = mojlig.matar
            and omraknat.regel_matar = mojlig.regel_matar
            and omraknat.indikator_id = mojlig.indikator_id
    inner join {{ ref("fct_enhetsutfall") }} as utfall
        on
            omraknat.matar = utfall.matar
            and omraknat.enhet_kod = utfall.enhet_kod
            and omraknat.indikator_id = utfall.indikator_id
    where mojlig.orsak_kod is null

),

grupp as (

    select
        omraknad.*,
        cast(gruppvarde.ja_antal as bigint) as ja_antal_12,
        cast(gruppvarde.namnare_antal as bigint) as namnare_antal_12
    from {{ ref("fct_gruppvarde_omraknad") }} as omraknad
    inner join mojlig
        on
            omraknad.matar = mojlig.matar
            and omraknad.regel_matar = mojlig.regel_matar
            and omraknad.indikator_id = mojlig.indikator_id
    inner join {{ ref("fct_gruppvarde") }} as gruppvarde
        on
            omraknad.matar = gruppvarde.matar
            and omraknad.gruppindelning = gruppvarde.gruppindelning
            and omraknad.grupp_kod = gruppvarde.grupp_kod
            and omraknad.indikator_id = gruppvarde.indikator_id
    where mojlig.orsak_kod is null

)

select
    'Enhet ' || enhet_kod || ', ' || indikator_id || ' mätår ' || cast(matar as varchar) || ' är '
    || utfall_12 || ' inom 12 månader men ' || coalesce(utfall, orsak_kod) || ' inom 24' as mening
from omraknat
where
    (utfall_12 = 'ja' and utfall is distinct from 'ja')
    or (utfall_12 = 'nej' and coalesce(utfall, '') not in ('ja', 'nej', 'obestamd'))
    or (utfall_12 = 'ej_aktuellt' and utfall is distinct from 'ej_aktuellt')

union all

select
    gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ' mätår '
    || cast(matar as varchar) || ': andelen inom 24 månader är lägre än den inom 12' as mening
from grupp
where
    ja_antal < ja_antal_12
    or namnare_antal < namnare_antal_12
    or (ja_antal + obestamda_antal) * namnare_antal_12 < ja_antal_12 * namnare_antal
    -- where no unit lacks its follow-up, the lowest share holds too
    or (namnare_antal = namnare_antal_12 and ja_antal < ja_antal_12)
