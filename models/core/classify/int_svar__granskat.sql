-- One row is one delivered row, with the class of its answer or the reason why it was refused.
-- The rows of a withdrawn delivery are refused for that, whatever they say.
{%- set i_ramen -%}
coalesce(
            {{ giltig_dag("matar.matdatum", "enhet.giltig_fran", "enhet.giltig_till") }}, false
        )
{%- endset %}
{%- set jamforelsevarde -%}
case
            when skalklass is null or skalklass = 'fri_text' then 'text: ' || svar_nyckel
            else skalklass
        end
{%- endset %}

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

post as (

    -- numbered, so that the answers are grouped by one number and not by four texts
    select
        *,
        row_number() over (order by matar, fraga_kod, omrade_kod, delfraga_kod) as post_nr
    from fraga_per_ar

),

alternativ as (

    select * from {{ ref("int_svarsalternativ__per_ar") }}

),

svarsalternativ as (

    select
        post.post_nr,
        alternativ.svar_nyckel,
        alternativ.svarsklass
    from post
    inner join alternativ
        on
            post.matar = alternativ.matar
            and post.fraga_kod = alternativ.fraga_kod
            and post.skala_kod = alternativ.skala_kod

),

icke_metod as (

    select {{ normaliserad_text("metod_text") }} as metod_nyckel
    from {{ ref("icke_metod") }}

),

formgranskat as (

    select
        svar.*,
        fraga.fraga_kod,
        post.post_nr,
        coalesce(fraga.far_ha_flera_svar = 1, false) as far_ha_flera_svar,
        handelse.tillbakadragen is not null as ar_tillbakadragen,
        matar.matar is not null as ar_kant_matar,
        {{ i_ramen }} as ar_i_ramen,
        svar.svar = '' as ar_tomt,
        case
            when svar.svar = '' then null
            when svarsalternativ.svarsklass is not null then svarsalternativ.svarsklass
            when post.ar_fri_text = 1 then 'fri_text'
        end as skalklass,
        coalesce(post.kraver_namn = 1, false) as ar_namn_kravt,
        case
            when svar.lasfel_kod is not null then svar.lasfel_kod
            when
                coalesce(trim(svar.matar_levererad), '') = ''
                or coalesce(svar.enhet_kod, '') = ''
                or svar.fraga_nyckel = ''
                then 'obligatoriskt_falt_saknas'
            when matar.matar is null then 'ogiltigt_matar'
            when enhet.enhet_kod is null then 'okand_enhet'
            when not {{ i_ramen }} then 'enhet_utanfor_ramen'
            when fraga.fraga_kod is null then 'okand_fraga'
            when fraga_stalld.fraga_kod is null then 'fraga_ej_stalld'
            when post.post_nr is null then 'okant_omrade_eller_delfraga'
            when svar.inlamnad is null and svar.inlamnad_text <> '' then 'ogiltig_inlamnad'
        end as formfel_kod
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
    left join post
        on
            svar.matar = post.matar
            and fraga.fraga_kod = post.fraga_kod
            and svar.omrade_kod = post.omrade_kod
            and svar.delfraga_kod = post.delfraga_kod
    left join svarsalternativ
        on
            post.post_nr = svarsalternativ.post_nr
            and svar.svar_nyckel = svarsalternativ.svar_nyckel

),

motstridig as (

    -- a known answer is compared by its class, an unknown or open one by its text
    select
        leverans_nr,
        enhet_kod,
        post_nr,
        inlamnad
    from formgranskat
    where formfel_kod is null and not ar_tomt and not far_ha_flera_svar
    group by leverans_nr, enhet_kod, post_nr, inlamnad
    having
        min({{ jamforelsevarde }}) <> max({{ jamforelsevarde }})

),

ensam_fritext as (

    -- free text on a row of its own belongs to its question's answer in the same delivery
    select
        leverans_nr,
        enhet_kod,
        post_nr,
        min(fritext) as fritext,
        min(fritext_nyckel) as fritext_nyckel
    from formgranskat
    where formfel_kod is null and ar_tomt and fritext_nyckel <> ''
    group by leverans_nr, enhet_kod, post_nr
    having min(fritext_nyckel) = max(fritext_nyckel)

),

fritext_med_svar as (

    select distinct
        ensam_fritext.leverans_nr,
        ensam_fritext.enhet_kod,
        ensam_fritext.post_nr
    from ensam_fritext
    inner join formgranskat as svar
        on {{ samma_nyckel("ensam_fritext", "svar") }}
    where
        svar.formfel_kod is null
        and not svar.ar_tomt
        and svar.skalklass is not null
        and svar.fritext_nyckel in ('', ensam_fritext.fritext_nyckel)

),

mojligt_namn as (

    -- refused text of a unit that may be the name of its other method
    select distinct
        leverans_nr,
        matar,
        enhet_kod
    from formgranskat
    where
        formfel_kod in ('okand_fraga', 'fraga_ej_stalld', 'okant_omrade_eller_delfraga')
        and {{ kan_vara_namn("svar_nyckel", "fritext_nyckel") }}
    union
    select distinct
        formgranskat.leverans_nr,
        formgranskat.matar,
        formgranskat.enhet_kod
    from formgranskat
    left join fritext_med_svar
        on {{ samma_nyckel("formgranskat", "fritext_med_svar") }}
    where
        formgranskat.formfel_kod is null
        and formgranskat.ar_tomt
        and formgranskat.fritext_nyckel <> ''
        and fritext_med_svar.post_nr is null

),

bedomt as (

    select
        formgranskat.*,
        case
            when formgranskat.fritext_nyckel = '' and fritext_med_svar.post_nr is not null
                then ensam_fritext.fritext
            else formgranskat.fritext
        end as hel_fritext,
        case
            when formgranskat.fritext_nyckel = '' and fritext_med_svar.post_nr is not null
                then ensam_fritext.fritext_nyckel
            else formgranskat.fritext_nyckel
        end as hel_fritext_nyckel,
        mojligt_namn.matar is not null as har_mojligt_namn,
        case
            when formgranskat.formfel_kod is not null then formgranskat.formfel_kod
            when formgranskat.ar_tomt and formgranskat.fritext_nyckel <> ''
                and fritext_med_svar.post_nr is null
                then 'fritext_utan_svar'
            when formgranskat.ar_tomt then null
            when motstridig.post_nr is not null then 'motstridiga_svar'
            when formgranskat.skalklass is null then 'svar_utanfor_skalan'
        end as bedomd_orsak_kod
    from formgranskat
    left join motstridig
        on
            {{ samma_nyckel("formgranskat", "motstridig") }}
            and formgranskat.inlamnad is not distinct from motstridig.inlamnad
            and formgranskat.formfel_kod is null
    left join ensam_fritext
        on
            {{ samma_nyckel("formgranskat", "ensam_fritext") }}
            and formgranskat.formfel_kod is null
    left join fritext_med_svar
        on
            {{ samma_nyckel("formgranskat", "fritext_med_svar") }}
            and formgranskat.formfel_kod is null
    left join mojligt_namn
        on
            formgranskat.leverans_nr = mojligt_namn.leverans_nr
            and formgranskat.matar = mojligt_namn.matar
            and formgranskat.enhet_kod = mojligt_namn.enhet_kod
            and formgranskat.ar_namn_kravt

),

namngivet as (

    select
        bedomt.*,
        icke_metod.metod_nyckel is not null as ar_icke_metod
    from bedomt
    left join icke_metod
        on bedomt.hel_fritext_nyckel = icke_metod.metod_nyckel

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
        hel_fritext as fritext,
        inlamnad,
        ar_tomt,
        post_nr,
        ar_i_ramen and post_nr is not null as ar_kand_post,
        ar_kant_matar and ar_i_ramen and not ar_tillbakadragen as ar_i_ramen,
        case
            when not ar_namn_kravt or skalklass <> 'ja' then skalklass
            when hel_fritext_nyckel = '' and har_mojligt_namn then 'ogiltigt'
            when hel_fritext_nyckel = '' or ar_icke_metod then 'ja_utan_namn'
            else skalklass
        end as svarsklass,
        ar_tillbakadragen,
        bedomd_orsak_kod,
        case when ar_tillbakadragen then 'tillbakadragen_leverans' else bedomd_orsak_kod end
            as karantan_orsak_kod,
        markning,
        blad,
        kolumn
    from namngivet

)

select * from final
