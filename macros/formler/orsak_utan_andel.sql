{#
    Why a group has no share to show: nobody it applies to and nobody missing, or else too many
    missing. `namnare`, `bortfall`: integer expressions. (Method, section 5.)
#}
{% macro orsak_utan_andel(namnare, bortfall) -%}
    case
        when {{ namnare }} = 0 and {{ bortfall }} = 0 then 'inga_tillampliga_svar'
        else 'for_stort_bortfall'
    end
{%- endmacro %}
