-- One row is one delivered row, with the class of its answer or the reason why it was refused.
-- The rows of a withdrawn delivery are refused for that, whatever they say.

with svar as (

    select * from {{ ref("stg_landing__svar") }}

),

handelse as (

    select * from {{ ref("stg_landing__handelse") }}

),

matar as (

    select * from {{ ref("matar") }}

),

enhet as (

    select * from {{ ref("enhet") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

fraga_stalld as (

    select distinct
        matar,
        fraga_kod
    from fraga_per_ar

),

svarsalternativ as (

    select * from {{ ref("int_svarsalternativ__per_ar") }}

),

icke_metod as (

    select {{ normaliserad_text("metod_text") }} as metod_nyckel
    from {{ ref("icke_metod") }}

),

uppslaget as (

    select
        svar.*,
        fraga.fraga_kod,
        coalesce(fraga.far_ha_flera_svar = 1, false) as far_ha_flera_svar,
        handelse.tillbakadragen is not null as ar_tillbakadragen,
        matar.matar is not null as ar_kant_matar,
        enhet.enhet_kod is not null as ar_kand_enhet,
        coalesce(
            {{ giltig_dag("matar.matdatum", "enhet.giltig_fran", "enhet.giltig_till") }}, false
        ) as ar_i_ramen,
        fraga_stalld.fraga_kod is not null as ar_fraga_stalld,
        fraga_per_ar.fraga_kod is not null as ar_kand_post,
        svar.svar = '' as ar_tomt,
        case
            when svar.svar = '' then null
            when svarsalternativ.svarsklass is not null then svarsalternativ.svarsklass
            when fraga_per_ar.ar_fri_text = 1 then 'fri_text'
        end as skalklass,
        fraga_per_ar.kraver_namn = 1
        and (svar.fritext_nyckel = '' or icke_metod.metod_nyckel is not null) as ar_utan_namn
    from svar
    left join handelse
        on svar.leverans_nr = handelse.leverans_nr
    left join matar
        on svar.matar = matar.matar
    left join enhet
        on svar.enhet_kod = enhet.enhet_kod
    left join fraga
        on svar.fraga_nyckel = lower(fraga.fraga_kod)
    left join fraga_stalld
        on
            svar.matar = fraga_stalld.matar
            and fraga.fraga_kod = fraga_stalld.fraga_kod
    left join fraga_per_ar
        on
            svar.matar = fraga_per_ar.matar
            and fraga.fraga_kod = fraga_per_ar.fraga_kod
            and svar.omrade_kod = fraga_per_ar.omrade_kod
            and svar.delfraga_kod = fraga_per_ar.delfraga_kod
    left join svarsalternativ
        on
            fraga_per_ar.matar = svarsalternativ.matar
            and fraga_per_ar.fraga_kod = svarsalternativ.fraga_kod
            and fraga_per_ar.skala_kod = svarsalternativ.skala_kod
            and svar.svar_nyckel = svarsalternativ.svar_nyckel
    left join icke_metod
        on svar.fritext_nyckel = icke_metod.metod_nyckel

),

formgranskat as (

    select
        *,
        case
            when lasfel_kod is not null then lasfel_kod
            when
                coalesce(trim(matar_levererad), '') = ''
                or coalesce(enhet_kod, '') = ''
                or fraga_nyckel = ''
                then 'obligatoriskt_falt_saknas'
            when not ar_kant_matar then 'ogiltigt_matar'
            when not ar_kand_enhet then 'okand_enhet'
            when not ar_i_ramen then 'enhet_utanfor_ramen'
            when fraga_kod is null then 'okand_fraga'
            when not ar_fraga_stalld then 'fraga_ej_stalld'
            when not ar_kand_post then 'okant_omrade_eller_delfraga'
            when inlamnad is null and inlamnad_text <> '' then 'ogiltig_inlamnad'
        end as formfel_kod
    from uppslaget

),

jamfort as (

    -- a known answer is compared by its class, an unknown or open one by its text
    select
        *,
        case
            when formfel_kod is not null or ar_tomt then null
            when skalklass is null or skalklass = 'fri_text' then 'text: ' || svar_nyckel
            else skalklass
        end as jamforelsevarde
    from formgranskat

),

jamfort_i_leveransen as (

    select
        *,
        min(jamforelsevarde) over samma_fraga as lagsta_varde,
        max(jamforelsevarde) over samma_fraga as hogsta_varde
    from jamfort
    window samma_fraga as (
        partition by
            leverans_nr, matar, enhet_kod, fraga_nyckel, omrade_kod, delfraga_kod, inlamnad,
            formfel_kod
    )

),

bedomt as (

    select
        *,
        case
            when formfel_kod is not null then formfel_kod
            when ar_tomt then null
            when lagsta_varde <> hogsta_varde and not far_ha_flera_svar then 'motstridiga_svar'
            when skalklass is null then 'svar_utanfor_skalan'
        end as bedomd_orsak_kod
    from jamfort_i_leveransen

),

final as (

    select
        leverans_nr,
        leverans_id,
        fil,
        rad_nr,
        matar,
        enhet_kod,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        svar,
        fritext,
        inlamnad,
        ar_tomt,
        ar_kant_matar and ar_i_ramen and not ar_tillbakadragen as ar_i_ramen,
        case when skalklass = 'ja' and ar_utan_namn then 'ja_utan_namn' else skalklass end
            as svarsklass,
        ar_tillbakadragen,
        bedomd_orsak_kod,
        case when ar_tillbakadragen then 'tillbakadragen_leverans' else bedomd_orsak_kod end
            as karantan_orsak_kod,
        matar_levererad,
        enhet_kod_levererad,
        fraga_kod_levererad,
        omrade_kod_levererad,
        delfraga_kod_levererad,
        svar_levererad,
        fritext_levererad,
        inlamnad_levererad,
        rad,
        markning,
        blad,
        kolumn
    from bedomt

)

select * from final
