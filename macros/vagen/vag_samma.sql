{# Whether two answers are the same, a missing one included; usable inside `case`. #}
{% macro vag_samma(ena, andra) -%}
    coalesce({{ ena }}, '-') = coalesce({{ andra }}, '-')
{%- endmacro %}
