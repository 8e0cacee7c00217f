-- Followed up within 12 months is followed up within 24. Unit by unit: ja stays ja, only a nej can
-- be nej, and who answered both years is decided. So for every group: more ja, fewer nej, and the
-- same units whom it applies to; hence a share among the decided that is never lower, and bounds
-- (all missing nej, all missing ja) that are never lower either.

with mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}
    where
        metod = 'fonster_24'
        and orsak_kod is null

),

svar as (

    select
        per_roll.matar,
        per_roll.enhet_kod,
        per_roll.indikator_id,
        {{ bas_och_uppfoljning("per_roll") }}
    from {{ ref("int_svar__per_roll") }} as per_roll
    group by per_roll.matar, per_roll.enhet_kod, per_roll.indikator_id

),

omraknat as (

    select
        omraknat.matar,
        omraknat.enhet_kod,
        omraknat.indikator_id,
        omraknat.utfall,
        omraknat.orsak_kod,
        utfall.utfall as utfall_12,
        mojlig.regel_id = 'ja_uppfoljning' as har_egna_fragor,
        not ({{ saknas("svar.uppfoljning") }} or {{ saknas("forra.bas") }})
        and (forra.bas <> 'ja' or not {{ saknas("forra.uppfoljning") }}) as svarade_bada
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
    left join svar
        on
            omraknat.matar = svar.matar
            and omraknat.enhet_kod = svar.enhet_kod
            and omraknat.indikator_id = svar.indikator_id
    left join svar as forra
        on
            omraknat.matar - 1 = forra.matar
            and omraknat.enhet_kod = forra.enhet_kod
            and omraknat.indikator_id = forra.indikator_id

),

grupp as (

    -- nej: all in the denominator who are neither ja nor undecided
    select
        omraknad.gruppindelning,
        omraknad.grupp_kod,
        omraknad.indikator_id,
        omraknad.matar,
        cast(gruppvarde.ja_antal as bigint) as ja_12,
        cast(gruppvarde.namnare_antal - gruppvarde.ja_antal as bigint) as nej_12,
        gruppvarde.bortfall_antal as bortfall_12,
        omraknad.ja_antal as ja_24,
        omraknad.obestamda_antal as obestamda_24,
        omraknad.namnare_antal - omraknad.ja_antal - omraknad.obestamda_antal as nej_24
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

)

select
    'Enhet ' || enhet_kod || ', ' || indikator_id || ' mätår ' || cast(matar as varchar) || ' är '
    || coalesce(utfall_12, 'utan utfall') || ' inom 12 månader men ' || coalesce(utfall, orsak_kod)
    || ' inom 24' as mening
from omraknat
where
    (utfall_12 = 'ja' and utfall is distinct from 'ja')
    or (utfall = 'nej' and utfall_12 is distinct from 'nej')
    or coalesce(utfall_12 = 'ej_aktuellt', false) <> coalesce(utfall = 'ej_aktuellt', false)
    -- a composite's nej may have rested on a part that is ja within 24 months
    or (har_egna_fragor and utfall_12 is not null and utfall is null)
    or (har_egna_fragor and svarade_bada and utfall = 'obestamd')

union all

select
    gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ' mätår '
    || cast(matar as varchar) || ': andelen inom 24 månader är lägre än den inom 12' as mening
from grupp
where
    ja_24 < ja_12
    or nej_24 > nej_12
    -- among the decided
    or ja_24 * (ja_12 + nej_12) < ja_12 * (ja_24 + nej_24)
    -- the highest share
    or (ja_24 + obestamda_24) * (ja_12 + nej_12) < ja_12 * (ja_24 + obestamda_24 + nej_24)
    -- nobody is counted whom the shorter window did not count, as answering or as missing
    or ja_24 + obestamda_24 + nej_24 > ja_12 + nej_12 + bortfall_12
