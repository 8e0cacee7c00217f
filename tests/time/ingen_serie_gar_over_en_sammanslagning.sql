-- A unit has a series only in the years of its frame, and one that left it has a successor; a group
-- whose units were mostly replaced breaks there, and a composite wherever a component does.

with serie as (

    select * from {{ ref("fct_tidsserie") }}

),

ram as (

    select * from {{ ref("int_enhet__ram") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

ersatta as (

    -- members of the year, and those of them that did not exist the year before
    select
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        count(*) as enheter_antal,
        count(*) filter (where forra_ram.enhet_kod is null) as nya_antal
    from medlem
    left join ram as forra_ram
        on
            medlem.matar - 1 = forra_ram.matar
            and medlem.enhet_kod = forra_ram.enhet_kod
    group by medlem.matar, medlem.gruppindelning, medlem.grupp_kod

)

select
    'Enhet ' || serie.grupp_kod || ' har en serie mätår ' || cast(serie.matar as varchar)
    || ' utan att finnas i ramen' as mening
from (
    select distinct
        matar,
        grupp_kod
    from serie
    where gruppindelning = 'enhet'
) as serie
left join ram
    on
        serie.matar = ram.matar
        and serie.grupp_kod = ram.enhet_kod
where ram.enhet_kod is null

union all

select distinct
    'Enhet ' || enhet_kod || ' lämnade ramen ' || cast(till_matar as varchar)
    || ' utan efterföljare' as mening
from {{ ref("fct_enhetsovergang") }}
where
    overgang_kod = 'ut_ur_ramen'
    and efterfoljare_enhet_kod is null

union all

select distinct
    'Serien för ' || serie.gruppindelning || ' ' || serie.grupp_kod || ' till mätår '
    || cast(serie.matar as varchar) || ' fortsätter fast de flesta enheterna är nya' as mening
from serie
inner join ersatta
    on
        serie.matar = ersatta.matar
        and serie.gruppindelning = ersatta.gruppindelning
        and serie.grupp_kod = ersatta.grupp_kod
where
    2 * ersatta.nya_antal > ersatta.enheter_antal
    and serie.jamforbarhet <> 'ej'

union all

select distinct
    'Den sammansatta ' || hel.indikator_id || ' jämförs bättre än sin del ' || del.indikator_id
    || ' till mätår ' || cast(hel.matar as varchar) as mening
from serie as hel
inner join {{ ref("indikator_komponent") }} as komponent
    on hel.indikator_id = komponent.indikator_id
inner join serie as del
    on
        komponent.komponent_indikator_id = del.indikator_id
        and hel.matar = del.matar
        and hel.gruppindelning = del.gruppindelning
        and hel.grupp_kod = del.grupp_kod
inner join {{ ref("jamforbarhet_klass") }} as hel_klass
    on hel.jamforbarhet = hel_klass.klass
inner join {{ ref("jamforbarhet_klass") }} as del_klass
    on del.jamforbarhet = del_klass.klass
where hel_klass.styrka < del_klass.styrka
