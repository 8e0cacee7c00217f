{#
    The common table expression `besvarad_kryssfraga`: the tick-box questions with an answer to any of
    their options, by matar, enhet_kod, fraga_kod and omrade_kod. An option that was left out of one is
    not ticked; of another question it is missing. It reads `svar` (int_svar__gallande) and `fraga`, by
    those names. (Method, section 3, decision 5.)
#}
{% macro besvarad_kryssfraga() -%}
besvarad_kryssfraga as (

    -- an option left out is not ticked when any option of its question was answered
    select distinct
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    where
        fraga.ar_kryssfraga = 1
        and svar.ar_besvarad

)
{%- endmacro %}

{#
    The common table expressions that lay a rule's answers side by side, by role; the last one is
    `sida_vid_sida`, with the columns `nycklar` and one for each role. They read:
    `underlag`: the results to judge, with matar, enhet_kod, indikator_id and all of `nycklar`;
    `roll` (int_indikator__roll_per_ar), `svar` (int_svar__gallande) and `fraga`, by those names.
    `roll_matar`: the column of `underlag` with the year whose roles the answers are given.
    (Method, section 3, decision 5.)
#}
{% macro svar_per_roll(underlag, nycklar, roll_matar="matar") -%}
{{ besvarad_kryssfraga() }},

roll_svar as (

    select
        {% for nyckel in nycklar -%}
        {{ underlag }}.{{ nyckel }},
        {% endfor -%}
        roll.roll,
        case
            when svar.svarsklass = 'ogiltigt' or svar.ar_besvarad then svar.svarsklass
            when svar.svarsklass is null and besvarad_kryssfraga.fraga_kod is not null then 'nej'
        end as svarsklass
    from {{ underlag }}
    inner join roll
        on
            {{ underlag }}.{{ roll_matar }} = roll.matar
            and {{ underlag }}.indikator_id = roll.indikator_id
    left join svar
        on
            {{ underlag }}.matar = svar.matar
            and {{ underlag }}.enhet_kod = svar.enhet_kod
            and roll.fraga_kod = svar.fraga_kod
            and roll.omrade_kod = svar.omrade_kod
            and roll.delfraga_kod = svar.delfraga_kod
    left join besvarad_kryssfraga
        on
            {{ underlag }}.matar = besvarad_kryssfraga.matar
            and {{ underlag }}.enhet_kod = besvarad_kryssfraga.enhet_kod
            and roll.fraga_kod = besvarad_kryssfraga.fraga_kod
            and roll.omrade_kod = besvarad_kryssfraga.omrade_kod

),

sida_vid_sida as (

    select
        {{ nycklar | join(", ") }},
        {{ per_roll("max(case when roll = 'ROLL' then svarsklass end) as ROLL") }}
    from roll_svar
    group by {{ nycklar | join(", ") }}

)
{%- endmacro %}
