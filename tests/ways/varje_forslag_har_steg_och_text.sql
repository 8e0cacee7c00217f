-- A suggestion changes at least one answer, names as many changes as it has steps, and is put in
-- words that have nothing left to fill in. A way by action comes before one by circumstance.

with forslag as (

    select
        *,
        coalesce(trim(lage_text), '') = '' or coalesce(trim(forslag_text), '') = '' as saknar_text,
        position('{' in lage_text || forslag_text) > 0 as har_platshallare,
        length(andring_kod) - length(replace(andring_kod, '->', ' ')) as andring_antal,
        max(ar_atgard) over (partition by matar, enhet_kod, indikator_id) as har_atgard
    from {{ ref("mart_vagen_till_ja") }}

),

fel as (

    select
        *,
        case
            when steg_antal < 1 then 'har inget steg'
            when steg_antal <> andring_antal then 'nämner inte lika många ändringar som steg'
            when saknar_text then 'saknar text'
            when har_platshallare then 'har en text som inte är ifylld'
            when forslag_nr = 1 and ar_atgard < har_atgard then 'kommer före en åtgärd'
        end as fel_text
    from forslag

)

select
    'Förslag ' || cast(forslag_nr as varchar) || ' för ' || indikator_id || ', enhet ' || enhet_kod
    || ', mätår ' || cast(matar as varchar) || ' ' || fel_text as mening
from fel
where fel_text is not null
