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
    The common table expressions that give the answers their roles; the last one is `roll_svar`: one
    row an answer and a role that reads it, with `nycklar`, enhet_kod, indikator_id, roll, svarsklass,
    where the answer stood, and `svar_kod`, its part of the combination's code. They read `roll` (the
    roles to fill, with matar and `nycklar`), `svar` (int_svar__gallande), `fraga` and `svarsklass`, by
    those names. (Method, section 3, decision 5.)
#}
{% macro svar_per_roll(nycklar) -%}
{{ besvarad_kryssfraga() }},

last_svar as (

    select
        roll.matar,
        {% for nyckel in nycklar -%}
        roll.{{ nyckel }},
        {% endfor -%}
        svar.enhet_kod,
        roll.indikator_id,
        roll.roll,
        roll.vikt,
        svar.svarsklass,
        svar.leverans_nr,
        svar.rad_nr,
        svar.fritext <> '' as har_fritext
    from roll
    inner join svar
        on
            roll.matar = svar.matar
            and roll.fraga_kod = svar.fraga_kod
            and roll.omrade_kod = svar.omrade_kod
            and roll.delfraga_kod = svar.delfraga_kod

    union all

    -- a box that was left unticked
    select
        roll.matar,
        {% for nyckel in nycklar -%}
        roll.{{ nyckel }},
        {% endfor -%}
        besvarad_kryssfraga.enhet_kod,
        roll.indikator_id,
        roll.roll,
        roll.vikt,
        'nej' as svarsklass,
        null as leverans_nr,
        null as rad_nr,
        false as har_fritext
    from roll
    inner join besvarad_kryssfraga
        on
            roll.matar = besvarad_kryssfraga.matar
            and roll.fraga_kod = besvarad_kryssfraga.fraga_kod
            and roll.omrade_kod = besvarad_kryssfraga.omrade_kod
    left join svar
        on
            roll.matar = svar.matar
            and roll.fraga_kod = svar.fraga_kod
            and roll.omrade_kod = svar.omrade_kod
            and roll.delfraga_kod = svar.delfraga_kod
            and besvarad_kryssfraga.enhet_kod = svar.enhet_kod
    where svar.enhet_kod is null

),

roll_svar as (

    -- an answer that means missing has a class, and no part in the combination
    select
        last_svar.*,
        case
            when svarsklass.betyder_saknas = 0 then svarsklass.klass_nr * last_svar.vikt
            else 0
        end as svar_kod
    from last_svar
    inner join svarsklass
        on last_svar.svarsklass = svarsklass.svarsklass

)
{%- endmacro %}
