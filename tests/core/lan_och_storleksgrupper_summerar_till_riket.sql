-- Every unit has exactly one län, one size class and one SKR group: their counts add up to riket's.

with gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

summa as (

    select
        matar,
        gruppindelning,
        indikator_id,
        sum(enheter_antal) as enheter_antal,
        sum(ja_antal) as ja_antal,
        sum(ej_aktuellt_antal) as ej_aktuellt_antal,
        sum(bortfall_antal) as bortfall_antal
    from gruppvarde
    where gruppindelning in ('lan', 'storleksgrupp', 'skr')
    group by matar, gruppindelning, indikator_id

),

riket as (

    select * from gruppvarde
    where gruppindelning = 'riket'

),

indelning as (

    select gruppindelning from {{ ref("gruppindelning") }}
    where gruppindelning in ('lan', 'storleksgrupp', 'skr')

)

select
    'Summan över ' || indelning.gruppindelning || ' är inte rikets antal för '
    || riket.indikator_id || ' mätår ' || cast(riket.matar as varchar) as mening
from riket
cross join indelning
left join summa
    on
        riket.matar = summa.matar
        and riket.indikator_id = summa.indikator_id
        and indelning.gruppindelning = summa.gruppindelning
where
    summa.enheter_antal is distinct from riket.enheter_antal
    or summa.ja_antal is distinct from riket.ja_antal
    or summa.ej_aktuellt_antal is distinct from riket.ej_aktuellt_antal
    or summa.bortfall_antal is distinct from riket.bortfall_antal
