{#
    The roles that a question can have in a rule, in the order of the columns. A role holds the
    class of the answer; null: not answered; 'ogiltigt': answered, but the answer was refused.
#}
{% macro roller() -%}
    {{ return([
        "bas", "uppfoljning", "innehall_a", "innehall_b", "metod_freda_beskrivning",
        "metod_freda_farlighet", "metod_sara_sv", "metod_patriark", "metod_annan", "kon", "anvant"
    ]) }}
{%- endmacro %}

{# Whether the answer of a role is missing: not answered, or answered with a refused answer. #}
{% macro saknas(svar) -%}
    ({{ svar }} is null or {{ svar }} = 'ogiltigt')
{%- endmacro %}

{# `uttryck` once for each role: ROLL in it is replaced by the role's name. `mellan`: separator. #}
{% macro per_roll(uttryck, mellan=", ") -%}
    {%- for roll in roller() -%}
        {{ uttryck | replace("ROLL", roll) }}{{ mellan if not loop.last }}
    {%- endfor -%}
{%- endmacro %}

{# The roles as columns of `relation`. #}
{% macro rollkolumner(relation) -%}
    {{ per_roll(relation ~ ".ROLL") }}
{%- endmacro %}

{#
    Whether two relations hold the same answers in every role, missing ones included. One equality,
    since an engine that plans by statistics takes eleven for next to no rows.
#}
{% macro samma_svar(ena, andra) -%}
    {{ vag_kombination(ena) }} = {{ vag_kombination(andra) }}
{%- endmacro %}

{# Whether the answers of `fullstandig` are one way to fill in those missing from `svar`. #}
{% macro kompletterar(fullstandig, svar) -%}
    {{ per_roll(
        "(" ~ saknas(svar ~ ".ROLL") ~ " or " ~ svar ~ ".ROLL = " ~ fullstandig ~ ".ROLL)", " and "
    ) }}
{%- endmacro %}
