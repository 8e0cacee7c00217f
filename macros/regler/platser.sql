{#
    The answers of a combination, side by side: one column for each place that a rule can have. A
    role's place in its rule is the order of the seed `roll`, and the order of the arguments of the
    rule's macro. A place holds the class of the answer; null: not answered, or no such place;
    'ogiltigt': answered, but the answer was refused.
#}
{% macro platser() -%}
    {{ return(["svar_1", "svar_2", "svar_3", "svar_4", "svar_5", "svar_6", "svar_7", "svar_8"]) }}
{%- endmacro %}

{# Whether the answer of a place is missing: not answered, or answered with a refused answer. #}
{% macro saknas(svar) -%}
    ({{ svar }} is null or {{ svar }} = 'ogiltigt')
{%- endmacro %}

{#
    `uttryck` once for each place: PLATS in it is replaced by the place's column, and NR by its
    number. `mellan`: separator.
#}
{% macro per_plats(uttryck, mellan=", ") -%}
    {%- for plats in platser() -%}
        {{ uttryck | replace("PLATS", plats) | replace("NR", loop.index) }}{{ mellan if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# Whether the answers of `fullstandig` are one way to fill in those missing from `svar`. #}
{% macro kompletterar(fullstandig, svar) -%}
    {{ per_plats(
        "(" ~ saknas(svar ~ ".PLATS") ~ " or " ~ svar ~ ".PLATS = " ~ fullstandig ~ ".PLATS)", " and "
    ) }}
{%- endmacro %}
