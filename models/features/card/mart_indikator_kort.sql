-- One row is one field of the card of an indicator in one version: indikator_id × giltig_fran_matar
-- × falt_kod, each definition a field. What other seeds hold is read from them, not typed anew.

with version as (

    select * from {{ ref("int_kort__version") }}

),

fraga as (

    select * from {{ ref("int_kort__fraga") }}

),

indikator as (

    select
        dimension.*,
        mal.text_en as malvarde_text_en,
        skala.text_en as skala_text_en,
        typ.indikator_typ_namn || '. ' || typ.beskrivning as typ_text,
        typ.indikator_typ_namn_en || '. ' || typ.beskrivning_en as typ_text_en
    from {{ ref("dim_indikator") }} as dimension
    left join {{ ref("kort_oversattning") }} as mal
        on dimension.malvarde_text = mal.text_sv
    left join {{ ref("kort_oversattning") }} as skala
        on dimension.skala = skala.text_sv
    left join {{ ref("indikator_typ") }} as typ
        on dimension.indikator_typ = typ.indikator_typ

),

kort_text as (

    select * from {{ ref("kort_text") }}

),

falt as (

    select * from {{ ref("kort_falt") }}

),

styrka as (

    select * from {{ ref("belagg") }}

),

matar as (

    select * from {{ ref("matar") }}

),

svarsfrekvens as (

    select * from {{ ref("publicerad_svarsfrekvens") }}
    where enheter_antal is not null

),

-- what the questions say
av_fragor as (

    select
        fraga.indikator_id,
        fraga.giltig_fran_matar,
        {% set nr = "fraga.nr" -%}
        {% for s in ["", "_en"] -%}
        {{ vag_uppraknade(nr, "fraga.fraga_text" ~ s, " ") }} as fraga_text{{ s }},
        min(text_belagg.text_belagg_text{{ s }}) as text_belagg_text{{ s }},
        {{ vag_uppraknade(nr, "fraga.alternativ_text" ~ s, " · ") }} as alternativ_text{{ s }},
        nullif(
            {{ vag_uppraknade(nr, "fraga.fonster_text" ~ s, " · ") }}, ''
        ) as fonster_text{{ s }},
        {% endfor -%}
        max(styrka.styrka) as styrka,
        max(case when fraga.nr = 1 then fraga.kalla end) as fraga_kalla,
        max(case when fraga.nr = 1 then fraga.skala_kalla end) as skala_kalla
    from fraga
    inner join styrka
        on fraga.belagg = styrka.belagg
    inner join {{ ref("text_belagg") }} as text_belagg
        on fraga.text_belagg = text_belagg.text_belagg
    group by fraga.indikator_id, fraga.giltig_fran_matar

),

harlett as (

    {% for falt_kod, text_sv, text_en, kalla in [
        (
            "fragor",
            "av_fragor.fraga_text || ' ' || av_fragor.text_belagg_text",
            "av_fragor.fraga_text_en || ' ' || av_fragor.text_belagg_text_en",
            "fraga_kalla",
        ),
        (
            "svarsalternativ",
            "av_fragor.alternativ_text",
            "av_fragor.alternativ_text_en",
            "skala_kalla",
        ),
        (
            "matperiod",
            "coalesce(av_fragor.fonster_text, 'Ingen; frågorna gäller förhållandena på mätdatum.')",
            "coalesce(av_fragor.fonster_text_en, 'None; the questions are about the measurement date.')",
            "fraga_kalla",
        ),
    ] -%}
    select
        av_fragor.indikator_id,
        av_fragor.giltig_fran_matar,
        '{{ falt_kod }}' as falt_kod,
        {{ text_sv }} as text_sv,
        {{ text_en }} as text_en,
        av_fragor.{{ kalla }} as kalla,
        styrka.belagg
    from av_fragor
    inner join styrka
        on av_fragor.styrka = styrka.styrka

    union all

    {% endfor -%}
    select
        version.indikator_id,
        version.giltig_fran_matar,
        'matdatum' as falt_kod,
        cast(matar.matdatum as varchar)
        || case
            when version.ar_ett_ar then ''
            else ', och samma dag varje mätår därefter'
        end as text_sv,
        cast(matar.matdatum as varchar)
        || case
            when version.ar_ett_ar then ''
            else ', and the same day of every survey year after it'
        end as text_en,
        matar.kalla,
        matar.belagg
    from version
    inner join matar
        on version.giltig_fran_matar = matar.matar

    union all

    select
        version.indikator_id,
        version.giltig_fran_matar,
        'datatackning' as falt_kod,
        case
            when svarsfrekvens.matar is not null
                then
                    'Svarsfrekvensen var ' || cast(svarsfrekvens.svarsfrekvens_procent as varchar)
                    || ' procent.'
            else
                'Ingen källa till hands anger svarsfrekvensen per del av enkäten; den räknas ur '
                || 'svaren för varje mätår.'
        end as text_sv,
        case
            when svarsfrekvens.matar is not null
                then
                    'The response rate was '
                    || cast(svarsfrekvens.svarsfrekvens_procent as varchar) || ' percent.'
            else
                'No source at hand states the response rate by part of the survey; it is counted '
                || 'from the answers of each survey year.'
        end as text_en,
        coalesce(svarsfrekvens.kalla, 'Metoden, avsnitt 4') as kalla,
        'kalla' as belagg
    from version
    left join svarsfrekvens
        on
            version.ar_ett_ar
            and version.giltig_fran_matar = svarsfrekvens.matar
            and coalesce(version.oppnas_av_omrade_kod, 'gemensam') = svarsfrekvens.omrade_kod

    {% for falt_kod, text_sv, text_en in [
        ("indikatornamn", "namn", "namn_en"),
        ("kvalitetsdimension", "kvalitetsdimension", "kvalitetsdimension_en"),
        ("kvalitetsomrade", "kvalitetsomrade", "kvalitetsomrade_en"),
        ("indikatoromrade", "indikatoromrade", "indikatoromrade_en"),
        ("redovisas_som", "skala", "skala_text_en"),
        ("malvarde", "malvarde_text", "malvarde_text_en"),
        ("indikator_typ", "typ_text", "typ_text_en"),
    ] -%}
    union all

    select
        version.indikator_id,
        version.giltig_fran_matar,
        '{{ falt_kod }}' as falt_kod,
        indikator.{{ text_sv }} as text_sv,
        indikator.{{ text_en }} as text_en,
        indikator.kalla,
        version.belagg
    from version
    inner join indikator
        on version.indikator_id = indikator.indikator_id

    {% endfor -%}
),

-- what is written for the card: the family's own row before the one for every card
skrivet_per_version as (

    select
        version.*,
        kort_text.falt_kod,
        kort_text.kort_familj is not null as ar_familjens,
        kort_text.text_sv,
        kort_text.text_en,
        kort_text.kalla,
        kort_text.kalla_matar
    from version
    inner join kort_text
        on
            coalesce(kort_text.kort_familj, version.kort_familj) = version.kort_familj
            and {{ giltig_matar(
                "version.giltig_fran_matar",
                "kort_text.giltig_fran_matar",
                "kort_text.giltig_till_matar"
            ) }}

),

definition as (

    -- those of questions asked in the version, and of the whole card
    select
        version.*,
        row_number() over (
            partition by version.indikator_id, version.giltig_fran_matar
            order by kort_begrepp.ordning
        ) as nr,
        begrepp.begrepp_namn || ': ' || begrepp.text_sv as text_sv,
        begrepp.text_en,
        begrepp.kalla,
        begrepp.kalla_matar,
        kort_begrepp.fraga_kod
    from version
    inner join {{ ref("kort_begrepp") }} as kort_begrepp
        on version.kort_familj = kort_begrepp.kort_familj
    inner join {{ ref("begrepp") }} as begrepp
        on kort_begrepp.begrepp_kod = begrepp.begrepp_kod
    left join fraga
        on
            version.indikator_id = fraga.indikator_id
            and version.giltig_fran_matar = fraga.giltig_fran_matar
            and kort_begrepp.fraga_kod = fraga.fraga_kod
    where
        kort_begrepp.fraga_kod is null
        or fraga.fraga_kod is not null

),

skrivet as (

    select
        indikator_id,
        giltig_fran_matar,
        giltig_till_matar,
        ar_text,
        del_sv,
        del_en,
        falt_kod,
        falt_kod as kort_falt_kod,
        ar_familjens,
        text_sv,
        text_en,
        kalla,
        kalla_matar,
        cast(null as varchar) as fraga_kod
    from skrivet_per_version

    union all

    select
        indikator_id,
        giltig_fran_matar,
        giltig_till_matar,
        ar_text,
        del_sv,
        del_en,
        'definition' || case when nr = 1 then '' else '_' || cast(nr as varchar) end as falt_kod,
        'definition' as kort_falt_kod,
        true as ar_familjens,
        text_sv,
        text_en,
        kalla,
        kalla_matar,
        fraga_kod
    from definition

),

ifyllt as (

    select
        skrivet.indikator_id,
        skrivet.giltig_fran_matar,
        skrivet.falt_kod,
        skrivet.kort_falt_kod,
        case when skrivet.ar_familjens then 1 else 3 end as foretrade,
        {% for sprak, luckor in [
            ("sv", [
                ("del", "skrivet.del_sv"),
                ("ar", "skrivet.ar_text"),
                ("namn", "indikator.namn"),
                ("malvarde", "indikator.malvarde_text"),
                ("status", "indikator.status_text"),
            ]),
            ("en", [
                ("del", "skrivet.del_en"),
                ("ar", "skrivet.ar_text"),
                ("namn", "indikator.namn_en"),
                ("malvarde", "indikator.malvarde_text_en"),
                ("status", "indikator.status_text_en"),
            ]),
        ] -%}
        {% set text = namespace(sql="skrivet.text_" ~ sprak) -%}
        {% for lucka, varde in luckor -%}
        {% set text.sql = "replace(" ~ text.sql ~ ", '{" ~ lucka ~ "}', coalesce("
            ~ varde ~ ", ''))" -%}
        {% endfor -%}
        {{ text.sql }} as text_{{ sprak }},
        {% endfor -%}
        skrivet.kalla,
        -- the source speaks of one year: what comes after it is assumed unchanged
        case
            when {{ giltig_matar(
                "skrivet.kalla_matar", "skrivet.giltig_fran_matar", "skrivet.giltig_till_matar"
            ) }}
                then 'kalla'
            when skrivet.giltig_fran_matar > skrivet.kalla_matar then 'antagen_oforandrad'
            else 'antagen'
        end as belagg,
        skrivet.fraga_kod
    from skrivet
    inner join indikator
        on skrivet.indikator_id = indikator.indikator_id

    union all

    select
        indikator_id,
        giltig_fran_matar,
        falt_kod,
        falt_kod as kort_falt_kod,
        2 as foretrade,
        text_sv,
        text_en,
        kalla,
        belagg,
        cast(null as varchar) as fraga_kod
    from harlett

),

rangordnat as (

    select
        *,
        row_number() over (
            partition by indikator_id, giltig_fran_matar, falt_kod
            order by foretrade
        ) as plats
    from ifyllt

),

final as (

    select
        rangordnat.indikator_id,
        rangordnat.giltig_fran_matar,
        rangordnat.falt_kod,
        version.giltig_till_matar,
        falt.falt_namn,
        rangordnat.text_sv,
        case
            when rangordnat.falt_kod in ('indikatornamn', 'kortnamn') then indikator.namn_en
            else rangordnat.text_en
        end as text_en,
        rangordnat.kalla,
        rangordnat.belagg,
        falt.falt_namn_en,
        falt.ordning as falt_ordning,
        rangordnat.fraga_kod
    from rangordnat
    inner join version
        on
            rangordnat.indikator_id = version.indikator_id
            and rangordnat.giltig_fran_matar = version.giltig_fran_matar
    inner join indikator
        on rangordnat.indikator_id = indikator.indikator_id
    inner join falt
        on rangordnat.kort_falt_kod = falt.falt_kod
    where rangordnat.plats = 1

)

select * from final
