-- The parts of every published change add up to it, as integers and as rounded figures, and the
-- real part is what the units that answered both years did, counted anew from their results.

with delar as (

    select
        *,
        gruppindelning || ' ' || grupp_kod || ', ' || indikator_id || ', till mätår '
        || cast(till_matar as varchar) || ', obestämda som ' || obestamda_som as cell
    from {{ ref("fct_forandring_orsak") }}

),

forandring as (

    select * from {{ ref("fct_forandring") }}

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}
    where ingar_i_namnare = 1

),

omraknad_par as (

    select distinct
        matar + 1 as till_matar,
        indikator_id
    from {{ ref("int_omrakning__mojlig") }}
    where
        regel_matar = matar + 1
        and orsak_kod is null

),

svarade_bada as (

    select
        till_medlem.matar as till_matar,
        till_medlem.gruppindelning,
        till_medlem.grupp_kod,
        till.indikator_id,
        cast(sum(till.ingar_i_taljare - fran.ingar_i_taljare) as integer) as netto_antal,
        cast(count(*) as integer) as enheter_antal
    from medlem as till_medlem
    inner join medlem as fran_medlem
        on
            till_medlem.matar - 1 = fran_medlem.matar
            and till_medlem.enhet_kod = fran_medlem.enhet_kod
            and till_medlem.gruppindelning = fran_medlem.gruppindelning
            and till_medlem.grupp_kod = fran_medlem.grupp_kod
    inner join utfall as till
        on
            till_medlem.matar = till.matar
            and till_medlem.enhet_kod = till.enhet_kod
    inner join utfall as fran
        on
            till.matar - 1 = fran.matar
            and till.enhet_kod = fran.enhet_kod
            and till.indikator_id = fran.indikator_id
    where till_medlem.gruppindelning in ('riket', 'lan', 'storstad')
    group by
        till_medlem.matar, till_medlem.gruppindelning, till_medlem.grupp_kod, till.indikator_id

)

select cell || ': delarnas täljare blir inte förändringens' as mening
from delar
where
    orsak_kod is null
    and coalesce(regel_taljare, 0) + ram_taljare + svar_taljare + verklig_taljare
    <> forandring_taljare

union all

select cell || ': de avrundade delarna blir inte den avrundade förändringen' as mening
from delar
where
    orsak_kod is null
    and coalesce(regel_procentenheter, 0) + ram_procentenheter + svar_procentenheter
    + verklig_procentenheter <> forandring_procentenheter

union all

select cell || ': en del saknas utan orsak, eller finns trots orsak' as mening
from delar
where
    (orsak_kod is null) <> (verklig_procentenheter is not null)
    or (orsak_kod is not null and namnare is not null)
    or (regel_orsak_kod is not null and regel_procentenheter is not null)
    or (orsak_kod is null and regel_orsak_kod is null and regel_procentenheter is null)

union all

select
    forandring.gruppindelning || ' ' || forandring.grupp_kod || ', ' || forandring.indikator_id
    || ', till mätår ' || cast(forandring.till_matar as varchar)
    || ': den uppdelade förändringen är inte den publicerade' as mening
from forandring
left join delar
    on
        forandring.till_matar = delar.till_matar
        and forandring.gruppindelning = delar.gruppindelning
        and forandring.grupp_kod = delar.grupp_kod
        and forandring.indikator_id = delar.indikator_id
where
    forandring.forandring_procentenheter is distinct from delar.forandring_procentenheter

union all

select delar.cell || ': heltalen saknas fast gruppen inte är stor' as mening
from delar
inner join forandring
    on
        delar.till_matar = forandring.till_matar
        and delar.gruppindelning = forandring.gruppindelning
        and delar.grupp_kod = forandring.grupp_kod
        and delar.indikator_id = forandring.indikator_id
where
    delar.orsak_kod is null
    and delar.namnare is null
    and greatest(forandring.fran_namnare_antal, forandring.till_namnare_antal) <= 1000

union all

select delar.cell || ': den verkliga delen är inte de svarandes egen förändring' as mening
from delar
inner join svarade_bada
    on
        delar.till_matar = svarade_bada.till_matar
        and delar.gruppindelning = svarade_bada.gruppindelning
        and delar.grupp_kod = svarade_bada.grupp_kod
        and delar.indikator_id = svarade_bada.indikator_id
left join omraknad_par
    on
        delar.till_matar = omraknad_par.till_matar
        and delar.indikator_id = omraknad_par.indikator_id
where
    omraknad_par.indikator_id is null
    and (
        delar.svarade_bada_antal <> svarade_bada.enheter_antal
        or delar.verklig_taljare * svarade_bada.enheter_antal
        <> delar.namnare * svarade_bada.netto_antal
    )
