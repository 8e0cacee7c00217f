-- One row is one published change × way to count undecided units (obestamda_som): both sides as
-- figures, the split of the computed change, and the reasons where a side or the split is missing.

{% set delar = ["regel", "ram", "svar", "verklig"] %}

with forandring as (

    select * from {{ ref("int_avstamning__forandring") }}

),

orsak_del as (

    select * from {{ ref("fct_forandring_orsak") }}

),

overgang as (

    select * from {{ ref("fct_enhetsovergang") }}

),

delad as (

    select
        forandring.slag,
        forandring.publicerad_nyckel,
        forandring.fran_matar,
        forandring.till_matar,
        forandring.gruppindelning,
        forandring.grupp_kod,
        forandring.kommun_kod,
        forandring.indikator_id,
        forandring.kolada_id,
        forandring.matt,
        forandring.fran_text,
        forandring.fran_lagsta_varde,
        forandring.fran_hogsta_varde,
        forandring.fran_belagg_typ,
        forandring.fran_kalla,
        forandring.till_text,
        forandring.till_lagsta_varde,
        forandring.till_hogsta_varde,
        forandring.till_belagg_typ,
        forandring.till_kalla,
        forandring.jamforbarhet,
        forandring.fran_ja_antal,
        forandring.fran_namnare_antal,
        forandring.till_ja_antal,
        forandring.till_namnare_antal,
        forandring.orsak_kod,
        forandring.markning,
        coalesce(orsak_del.obestamda_som, 'inga') as obestamda_som,
        {% for del in delar -%}
        orsak_del.{{ del }}_procentenheter,
        {% endfor -%}
        orsak_del.regel_orsak_kod,
        case
            when forandring.orsak_kod = 'enstaka_enhet' then overgang.overgang_kod
        end as overgang_kod,
        case
            when forandring.orsak_kod = 'enstaka_enhet' then overgang.ar_verklig
        end as ar_verklig,
        case
            when
                coalesce(forandring.orsak_kod, 'enstaka_enhet') = 'enstaka_enhet'
                and forandring.fran_matar + 1 < forandring.till_matar
                then 'ej_foljande_ar'
            when forandring.orsak_kod is not null then forandring.orsak_kod
            else orsak_del.orsak_kod
        end as delning_orsak_kod,
        case
            when not forandring.ar_publicerad_fran then 'publicerat_ar_saknas'
            when forandring.ar_utanfor_skalan then 'utanfor_skalan'
            when forandring.fran_lagsta_varde is null or forandring.till_lagsta_varde is null
                then 'publicerat_oprecist'
        end as publicerad_orsak_kod,
        case when forandring.matt = 'procent' then 1 else 0 end as avrundning
    from forandring
    left join orsak_del
        on
            forandring.orsak_kod is null
            and forandring.fran_matar = orsak_del.fran_matar
            and forandring.till_matar = orsak_del.till_matar
            and forandring.gruppindelning = orsak_del.gruppindelning
            and forandring.grupp_kod = orsak_del.grupp_kod
            and forandring.indikator_id = orsak_del.indikator_id
    left join overgang
        on
            forandring.fran_matar = overgang.fran_matar
            and forandring.till_matar = overgang.till_matar
            and forandring.kommun_kod = overgang.enhet_kod
            and forandring.indikator_id = overgang.indikator_id

),

raknad as (

    select
        *,
        {{ publicerat_som_text("fran_text", "fran_lagsta_varde", "matt") }}
            as publicerat_fran_text,
        {{ publicerat_som_text("till_text", "till_lagsta_varde", "matt") }}
            as publicerat_till_text,
        -- two rounded figures leave one percentage point open, either way
        case
            when publicerad_orsak_kod is null
                then cast(till_lagsta_varde - fran_hogsta_varde - avrundning as decimal(9, 2))
        end as publicerad_lagsta_forandring,
        case
            when publicerad_orsak_kod is null
                then cast(till_hogsta_varde - fran_lagsta_varde + avrundning as decimal(9, 2))
        end as publicerad_hogsta_forandring,
        case
            when
                publicerad_orsak_kod is null
                and fran_lagsta_varde = fran_hogsta_varde
                and till_lagsta_varde = till_hogsta_varde
                then cast(till_lagsta_varde - fran_lagsta_varde as decimal(9, 2))
        end as publicerad_forandring,
        100 * (till_ja_antal * fran_namnare_antal - fran_ja_antal * till_namnare_antal)
            as skillnad_taljare,
        fran_namnare_antal * till_namnare_antal as skillnad_namnare,
        case
            when orsak_kod is null
                then {{ procentenheter(
                    "(till_ja_antal * fran_namnare_antal - fran_ja_antal * till_namnare_antal)",
                    "fran_namnare_antal * till_namnare_antal"
                ) }}
        end as beraknad_forandring_procentenheter,
        case
            {% for del in delar -%}
            when
                abs({{ del }}_procentenheter) > 0
                {% for andra in delar if andra != del -%}
                and abs({{ del }}_procentenheter) >= abs(coalesce({{ andra }}_procentenheter, 0))
                {% endfor -%}
                then '{{ del }}'
            {% endfor -%}
        end as storsta_del_kod
    from delad

),

final as (

    select
        *,
        case
            when orsak_kod is null and matt = 'procent' and publicerad_orsak_kod is null
                then
                    skillnad_taljare > publicerad_lagsta_forandring * skillnad_namnare
                    and skillnad_taljare < publicerad_hogsta_forandring * skillnad_namnare
        end as ar_forenlig
    from raknad

)

select * from final
