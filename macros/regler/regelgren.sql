{#
    The branch of the row's rule, from complete answers. Needs the column `regel_id` and the columns of
    `platser()`. The composite rules have a macro of their own, since they judge indicators.
#}
{% macro regelgren() -%}
    {%- set svar = platser() -%}
    case regel_id
        when 'ja' then {{ regel_ja(svar[0]) }}
        when 'ja_uppfoljning' then {{ regel_ja_uppfoljning(svar[0], svar[1]) }}
        when 'samlad_plan' then {{ regel_samlad_plan(svar[0], svar[1], svar[2], svar[3]) }}
        when 'namngiven_metod' then {{ regel_namngiven_metod(svar[0]) }}
        when 'minst_en_metod'
            then {{ regel_minst_en_metod(svar[0], svar[1], svar[2], svar[3], svar[4]) }}
        when 'anvant_resultat' then {{ regel_anvant_resultat(svar[0], svar[1]) }}
        when 'uppdelat_pa_kon' then {{ regel_uppdelat_pa_kon(svar[0], svar[1]) }}
        when 'anvant_resultat_kon'
            then {{ regel_anvant_resultat_kon(svar[0], svar[1], svar[2]) }}
    end
{%- endmacro %}
