-- One row is one question on a version of an indicator's card, also follow-up questions that the
-- rule does not read: its text, its answer options and its window, in the version's first year.

with version as (

    select * from {{ ref("int_kort__version") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

fraga_per_ar as (

    select * from {{ ref("int_fraga__per_ar") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

fraga_version as (

    select * from {{ ref("fraga_version") }}

),

matar as (

    select * from {{ ref("matar") }}

),

oversattning as (

    select * from {{ ref("kort_oversattning") }}

),

alternativ as (

    select
        svarsalternativ.skala_kod,
        svarsalternativ.svar_text,
        svarsklass.svarsklass_text_en,
        svarsalternativ.kalla,
        row_number() over (
            partition by svarsalternativ.skala_kod
            order by svarsklass.ordning, svarsalternativ.svar_text
        ) as nr
    from {{ ref("svarsalternativ") }} as svarsalternativ
    inner join {{ ref("svarsklass") }} as svarsklass
        on svarsalternativ.svarsklass = svarsklass.svarsklass
    where
        svarsalternativ.ar_kortform = 0
        and svarsklass.betyder_saknas = 0

),

skala as (

    select
        svarsskala.skala_kod,
        case
            when svarsskala.ar_fri_text = 1 then 'öppet svar'
            else {{ vag_uppraknade("alternativ.nr", "alternativ.svar_text", "/") }}
        end as alternativ_text,
        case
            when svarsskala.ar_fri_text = 1 then 'open answer'
            else {{ vag_uppraknade("alternativ.nr", "alternativ.svarsklass_text_en", "/") }}
        end as alternativ_text_en,
        min(alternativ.kalla) as kalla
    from {{ ref("svarsskala") }} as svarsskala
    left join alternativ
        on svarsskala.skala_kod = alternativ.skala_kod
    group by svarsskala.skala_kod, svarsskala.ar_fri_text

),

i_regeln as (

    select distinct
        version.indikator_id,
        version.giltig_fran_matar,
        roll.fraga_kod
    from version
    inner join roll
        on
            version.indikator_id = roll.indikator_id
            and version.giltig_fran_matar = roll.matar

),

utanfor_reglerna as (

    -- follow-up questions that no rule reads, with the question that they follow up in the end
    select
        fraga.fraga_kod,
        coalesce(bas.bas_fraga_kod, fraga.bas_fraga_kod) as bas_fraga_kod
    from fraga
    left join fraga as bas
        on fraga.bas_fraga_kod = bas.fraga_kod
    where
        fraga.bas_fraga_kod is not null
        and fraga.fraga_kod not in (select roll.fraga_kod from roll)

),

pa_kortet as (

    select * from i_regeln

    union all

    select
        i_regeln.indikator_id,
        i_regeln.giltig_fran_matar,
        utanfor_reglerna.fraga_kod
    from i_regeln
    inner join utanfor_reglerna
        on i_regeln.fraga_kod = utanfor_reglerna.bas_fraga_kod

),

skala_pa_kortet as (

    -- the scale of the indicator's own area and item; a question that no rule reads has one scale
    select
        pa_kortet.indikator_id,
        pa_kortet.giltig_fran_matar,
        pa_kortet.fraga_kod,
        coalesce(min(roll.skala_kod), min(fraga_per_ar.skala_kod)) as skala_kod,
        min(fraga_per_ar.fonster_ar) as fonster_ar
    from pa_kortet
    inner join fraga_per_ar
        on
            pa_kortet.fraga_kod = fraga_per_ar.fraga_kod
            and pa_kortet.giltig_fran_matar = fraga_per_ar.matar
    left join roll
        on
            pa_kortet.indikator_id = roll.indikator_id
            and pa_kortet.giltig_fran_matar = roll.matar
            and pa_kortet.fraga_kod = roll.fraga_kod
    group by pa_kortet.indikator_id, pa_kortet.giltig_fran_matar, pa_kortet.fraga_kod

),

final as (

    select
        version.indikator_id,
        version.giltig_fran_matar,
        pa_kortet.fraga_kod,
        row_number() over (
            partition by version.indikator_id, version.giltig_fran_matar
            order by pa_kortet.fraga_kod
        ) as nr,
        pa_kortet.fraga_kod || ' (version ' || cast(fraga_version.version_nr as varchar) || '): '
        || fraga_version.fraga_text as fraga_text,
        pa_kortet.fraga_kod || ' (version ' || cast(fraga_version.version_nr as varchar) || '): '
        || oversattning.text_en as fraga_text_en,
        pa_kortet.fraga_kod || ': ' || replace(
            skala.alternativ_text,
            '{fonster_ar}',
            case
                when version.ar_ett_ar then coalesce(cast(pa_kortet.fonster_ar as varchar), '')
                else 'det år då fönstret öppnar'
            end
        ) as alternativ_text,
        pa_kortet.fraga_kod || ': '
        || case
            when version.ar_ett_ar
                then
                    cast(pa_kortet.fonster_ar as varchar)
                    || substr(cast(stanger.matdatum as varchar), 5) || ' till och med '
                    || cast(cast(stanger.matdatum - interval '1' day as date) as varchar)
            else 'till och med dagen före mätdatum'
        end
        || ' (' || cast(fraga_version.fonster_manader as varchar) || ' månader)' as fonster_text,
        pa_kortet.fraga_kod || ': ' || skala.alternativ_text_en as alternativ_text_en,
        pa_kortet.fraga_kod || ': '
        || case
            when version.ar_ett_ar
                then
                    cast(pa_kortet.fonster_ar as varchar)
                    || substr(cast(stanger.matdatum as varchar), 5) || ' to '
                    || cast(cast(stanger.matdatum - interval '1' day as date) as varchar)
            else 'up to the day before the measurement date'
        end
        || ' (' || cast(fraga_version.fonster_manader as varchar) || ' months)' as fonster_text_en,
        fraga_version.text_belagg,
        fraga_version.belagg,
        fraga_version.kalla,
        skala.kalla as skala_kalla
    from skala_pa_kortet as pa_kortet
    inner join version
        on
            pa_kortet.indikator_id = version.indikator_id
            and pa_kortet.giltig_fran_matar = version.giltig_fran_matar
    inner join fraga_version
        on
            pa_kortet.fraga_kod = fraga_version.fraga_kod
            and {{ giltig_matar(
                "pa_kortet.giltig_fran_matar",
                "fraga_version.giltig_fran_matar",
                "fraga_version.giltig_till_matar"
            ) }}
    inner join skala
        on pa_kortet.skala_kod = skala.skala_kod
    left join oversattning
        on fraga_version.fraga_text = oversattning.text_sv
    inner join matar as stanger
        on version.giltig_fran_matar = stanger.matar

)

select * from final
