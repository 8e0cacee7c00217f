{# The places that the texts of a composite have for its components; a test says when too few. #}
{% macro vag_platser() -%}
    {{ return(range(1, 21)) }}
{%- endmacro %}

{#
    The texts `uttryck` of a group's rows after each other, in the order of `plats` (1, 2, …);
    empty ones and rows without a place are left out. An aggregate, in the subset that every engine
    shares.
#}
{% macro vag_uppraknade(plats, uttryck, mellan) -%}
    concat_ws(
        '{{ mellan }}'
        {%- for nr in vag_platser() %},
        max(case when {{ plats }} = {{ nr }} then {{ uttryck }} end)
        {%- endfor %}
    )
{%- endmacro %}
