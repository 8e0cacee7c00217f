{#
    Numbers as a Swedish reader sees them. `tal`: an integer or a fixed decimal; null gives null.
    The minus sign is the typographic one.
#}

{# With a comma: -1.5 is −1,5. #}
{% macro tal_text(tal) -%}
    replace(replace(cast({{ tal }} as varchar), '-', '−'), '.', ',')
{%- endmacro %}

{# A change, with its sign: 1.5 is +1,5. #}
{% macro tal_med_tecken(tal) -%}
    case when {{ tal }} > 0 then '+' else '' end || {{ tal_text(tal) }}
{%- endmacro %}
