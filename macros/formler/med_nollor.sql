{#
    A unit's code with the zeros that a spreadsheet drops: "114" as "0114", "180-3" as "0180-03".
    `kod`: a text expression, trimmed; what has not the length of such a code stays as it is.
#}
{% macro med_nollor(kod) -%}
    case when length(split_part({{ kod }}, '-', 1)) = 3 then '0' else '' end
    || case
        when length({{ kod }}) = length(split_part({{ kod }}, '-', 1)) + 2
            then replace({{ kod }}, '-', '-0')
        else {{ kod }}
    end
{%- endmacro %}
