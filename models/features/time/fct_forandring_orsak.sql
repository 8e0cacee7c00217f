-- One row is one published change split into its causes: group × indicator × pair of consecutive
-- years × way to count the units that the new rule leaves undecided (obestamda_som).

{% set delar = ["regel", "ram", "svar", "verklig"] %}

with forandring as (

    select * from {{ ref("fct_forandring") }}
    where forandring_procentenheter is not null

),

par as (

    select * from {{ ref("int_gruppvarde__parat") }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

rakning as (

    select
        'inga' as obestamda_som,
        0 as som_ja
    union all
    select
        'nej' as obestamda_som,
        0 as som_ja
    union all
    select
        'ja' as obestamda_som,
        1 as som_ja

),

steg as (

    -- the shares on the way, as counts; without undecided units there is one way to count
    select
        forandring.fran_matar,
        forandring.till_matar,
        forandring.gruppindelning,
        forandring.grupp_kod,
        forandring.indikator_id,
        rakning.obestamda_som,
        forandring.jamforbarhet,
        forandring.jamforbarhet_belagg,
        par.ar_omraknad,
        jamforbarhet.klass = 'direkt' or par.ar_omraknad as har_regeldel,
        par.ny_obestamda_antal,
        par.ny_ja_antal,
        par.bada_antal,
        forandring.markning,
        {{ stort_heltal("par.fran_ja_antal") }} as j0,
        {{ stort_heltal("par.fran_namnare_antal") }} as n0,
        {{ stort_heltal("par.ny_ja_antal + rakning.som_ja * par.ny_obestamda_antal") }} as j1,
        {{ stort_heltal("par.ny_namnare_antal") }} as n1,
        {{ stort_heltal(
            "par.kvar_fran_ja_antal + rakning.som_ja * par.kvar_fran_obestamda_antal"
        ) }} as j2,
        {{ stort_heltal("par.kvar_fran_namnare_antal") }} as n2,
        {{ stort_heltal(
            "par.bada_fran_ja_antal + rakning.som_ja * par.bada_fran_obestamda_antal"
        ) }} as j3,
        {{ stort_heltal("par.bada_till_ja_antal") }} as j4,
        {{ stort_heltal("par.bada_antal") }} as n3,
        {{ stort_heltal("par.kvar_till_ja_antal") }} as j5,
        {{ stort_heltal("par.kvar_till_namnare_antal") }} as n5,
        {{ stort_heltal("par.till_ja_antal") }} as j6,
        {{ stort_heltal("par.till_namnare_antal") }} as n6
    from forandring
    inner join par
        on
            forandring.fran_matar = par.fran_matar
            and forandring.gruppindelning = par.gruppindelning
            and forandring.grupp_kod = par.grupp_kod
            and forandring.indikator_id = par.indikator_id
    inner join jamforbarhet
        on
            forandring.indikator_id = jamforbarhet.indikator_id
            and forandring.till_matar = jamforbarhet.till_matar
    inner join rakning
        on (rakning.obestamda_som = 'inga') = (par.ny_obestamda_antal = 0)

),

gemensam as (

    -- the common denominator; 0 when no unit counts in one of the steps
    select
        *,
        {{ gemensam_namnare(["n0", "n1", "n2", "n3", "n5", "n6"]) }} as namnare
    from steg

),

over_gemensam as (

    -- the shares as integers over it: an exact division
    select
        *,
        j0 * {{ heltalsdivision("namnare", "n0") }} as s0,
        j1 * {{ heltalsdivision("namnare", "n1") }} as s1,
        j2 * {{ heltalsdivision("namnare", "n2") }} as s2,
        j3 * {{ heltalsdivision("namnare", "n3") }} as s3,
        j4 * {{ heltalsdivision("namnare", "n3") }} as s4,
        j5 * {{ heltalsdivision("namnare", "n5") }} as s5,
        j6 * {{ heltalsdivision("namnare", "n6") }} as s6
    from gemensam
    where namnare > 0

),

taljare as (

    select
        *,
        s6 - s0 as forandring_taljare,
        s1 - s0 as regel_taljare,
        s2 - s1 + s6 - s5 as ram_taljare,
        s3 - s2 + s5 - s4 as svar_taljare,
        s4 - s3 as verklig_taljare
    from over_gemensam

),

nedat as (

    -- each part rounded down to tenths, and what is left of it
    select
        *,
        {{ tiondels_procentenheter("forandring_taljare", "namnare") }} as forandring_tiondelar,
        {{ rest_av_del("regel", "namnare") }} as regel_rest,
        {{ rest_av_del("ram", "namnare") }} as ram_rest,
        {{ rest_av_del("svar", "namnare") }} as svar_rest,
        {{ rest_av_del("verklig", "namnare") }} as verklig_rest
    from taljare

),

golv as (

    select
        *,
        {{ golv_av_del("regel", "namnare") }} as regel_golv,
        {{ golv_av_del("ram", "namnare") }} as ram_golv,
        {{ golv_av_del("svar", "namnare") }} as svar_golv,
        {{ golv_av_del("verklig", "namnare") }} as verklig_golv
    from nedat

),

fordelat as (

    -- the tenths that are left go to the parts with the largest remainders
    select
        *,
        {{ avrundad_del("regel", delar, "forandring_tiondelar") }} as regel_tiondelar,
        {{ avrundad_del("ram", delar, "forandring_tiondelar") }} as ram_tiondelar,
        {{ avrundad_del("svar", delar, "forandring_tiondelar") }} as svar_tiondelar,
        {{ avrundad_del("verklig", delar, "forandring_tiondelar") }} as verklig_tiondelar
    from golv

),

final as (

    select
        steg.fran_matar,
        steg.till_matar,
        steg.gruppindelning,
        steg.grupp_kod,
        steg.indikator_id,
        steg.obestamda_som,
        steg.jamforbarhet,
        {{ litet_heltal("fordelat.namnare", "fordelat.namnare") }} as namnare,
        {{ litet_heltal("fordelat.forandring_taljare", "fordelat.namnare") }}
            as forandring_taljare,
        case
            when steg.har_regeldel
                then {{ litet_heltal("fordelat.regel_taljare", "fordelat.namnare") }}
        end as regel_taljare,
        {{ litet_heltal("fordelat.ram_taljare", "fordelat.namnare") }} as ram_taljare,
        {{ litet_heltal("fordelat.svar_taljare", "fordelat.namnare") }} as svar_taljare,
        {{ litet_heltal("fordelat.verklig_taljare", "fordelat.namnare") }} as verklig_taljare,
        {{ procentenheter("(steg.j6 * steg.n0 - steg.j0 * steg.n6)", "steg.n0 * steg.n6") }}
            as forandring_procentenheter,
        case when steg.har_regeldel then {{ fran_tiondelar("fordelat.regel_tiondelar") }} end
            as regel_procentenheter,
        {{ fran_tiondelar("fordelat.ram_tiondelar") }} as ram_procentenheter,
        {{ fran_tiondelar("fordelat.svar_tiondelar") }} as svar_procentenheter,
        {{ fran_tiondelar("fordelat.verklig_tiondelar") }} as verklig_procentenheter,
        case
            when steg.har_regeldel and steg.n1 > 0
                then {{ procentenheter(
                    "(steg.ny_ja_antal * steg.n0 - steg.j0 * steg.n1)", "steg.n0 * steg.n1"
                ) }}
        end as regel_lagsta_procentenheter,
        case
            when steg.har_regeldel and steg.n1 > 0
                then {{ procentenheter(
                    "((steg.ny_ja_antal + steg.ny_obestamda_antal) * steg.n0"
                    ~ " - steg.j0 * steg.n1)",
                    "steg.n0 * steg.n1"
                ) }}
        end as regel_hogsta_procentenheter,
        steg.ny_obestamda_antal as obestamda_antal,
        steg.bada_antal as svarade_bada_antal,
        case when not steg.har_regeldel then 'regeldel_ej_beraknad' end as regel_orsak_kod,
        case when fordelat.namnare is null then 'inga_gemensamma_svar' end as orsak_kod,
        steg.markning,
        steg.jamforbarhet_belagg
    from steg
    left join fordelat
        on
            steg.fran_matar = fordelat.fran_matar
            and steg.gruppindelning = fordelat.gruppindelning
            and steg.grupp_kod = fordelat.grupp_kod
            and steg.indikator_id = fordelat.indikator_id
            and steg.obestamda_som = fordelat.obestamda_som

)

select * from final
