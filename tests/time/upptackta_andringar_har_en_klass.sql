-- What the questions, rules and units show to have changed between two years has a declared class,
-- and every declared class has a change behind it, or is documented by its source alone.

with upptackt as (

    select
        indikator_id,
        fran_matar,
        till_matar,
        min(andring_text) as andring_text
    from {{ ref("int_jamforbarhet__upptackt") }}
    group by indikator_id, fran_matar, till_matar

),

jamforbarhet as (

    select * from {{ ref("jamforbarhet") }}

),

ram_upptackt as (

    -- groups by population drift a little every year by their definition
    select * from {{ ref("int_jamforbarhet__ram_upptackt") }}
    where
        rambyte_fran_antal + rambyte_till_antal > 0
        or (gruppbyte_antal > 0 and gruppindelning <> 'storleksgrupp')

),

jamforbarhet_ram as (

    select * from {{ ref("jamforbarhet_ram") }}

),

grupp_matar as (

    select distinct
        matar,
        gruppindelning,
        grupp_kod
    from {{ ref("bridge_enhet_grupp") }}

),

landning_matar as (

    select distinct matar
    from grupp_matar

)

select
    'Indikatorn ' || upptackt.indikator_id || ' ändrades mellan '
    || cast(upptackt.fran_matar as varchar) || ' och ' || cast(upptackt.till_matar as varchar)
    || ' (' || upptackt.andring_text || ') men saknar rad i seeden jamforbarhet' as mening
from upptackt
left join jamforbarhet
    on
        upptackt.indikator_id = jamforbarhet.indikator_id
        and upptackt.fran_matar = jamforbarhet.fran_matar
where jamforbarhet.indikator_id is null

union all

select
    'Klassen ' || jamforbarhet.klass || ' för ' || jamforbarhet.indikator_id || ' mellan '
    || cast(jamforbarhet.fran_matar as varchar) || ' och '
    || cast(jamforbarhet.till_matar as varchar)
    || ' har ingen ändring bakom sig i frågor eller regler; är den bara dokumenterad?' as mening
from jamforbarhet
left join upptackt
    on
        jamforbarhet.indikator_id = upptackt.indikator_id
        and jamforbarhet.fran_matar = upptackt.fran_matar
where
    upptackt.indikator_id is null
    and jamforbarhet.klass <> 'direkt'
    and jamforbarhet.orsak_typ <> 'dokumenterad'

union all

select
    'Jämförbarheten för ' || indikator_id || ' gäller inte två mätår i följd: '
    || cast(fran_matar as varchar) || ' och ' || cast(till_matar as varchar) as mening
from jamforbarhet
where fran_matar + 1 <> till_matar

union all

select
    'Enheterna i ' || ram_upptackt.gruppindelning || ' ' || ram_upptackt.grupp_kod
    || ' ändrades mellan ' || cast(ram_upptackt.fran_matar as varchar) || ' och '
    || cast(ram_upptackt.till_matar as varchar)
    || ' men saknar rad i seeden jamforbarhet_ram' as mening
from ram_upptackt
left join jamforbarhet_ram
    on
        ram_upptackt.gruppindelning = jamforbarhet_ram.gruppindelning
        and ram_upptackt.grupp_kod = jamforbarhet_ram.grupp_kod
        and ram_upptackt.fran_matar = jamforbarhet_ram.fran_matar
where
    jamforbarhet_ram.klass is null
    -- own groups come and go without a decision: their class is derived
    and ram_upptackt.gruppindelning <> 'egen'

union all

select
    'Klassen ' || jamforbarhet_ram.klass || ' för ' || jamforbarhet_ram.gruppindelning || ' '
    || jamforbarhet_ram.grupp_kod || ' mellan ' || cast(jamforbarhet_ram.fran_matar as varchar)
    || ' och ' || cast(jamforbarhet_ram.till_matar as varchar)
    || ' har ingen ändring bland enheterna bakom sig' as mening
from jamforbarhet_ram
inner join landning_matar
    on jamforbarhet_ram.till_matar = landning_matar.matar
inner join grupp_matar
    on
        jamforbarhet_ram.fran_matar = grupp_matar.matar
        and jamforbarhet_ram.gruppindelning = grupp_matar.gruppindelning
        and jamforbarhet_ram.grupp_kod = grupp_matar.grupp_kod
left join ram_upptackt
    on
        jamforbarhet_ram.gruppindelning = ram_upptackt.gruppindelning
        and jamforbarhet_ram.grupp_kod = ram_upptackt.grupp_kod
        and jamforbarhet_ram.fran_matar = ram_upptackt.fran_matar
where ram_upptackt.gruppindelning is null
