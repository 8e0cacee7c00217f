{# The answers of every role of `relation` as one text, missing ones included: a key to join on. #}
{% macro vag_kombination(relation) -%}
    concat_ws('|', {{ per_roll("coalesce(" ~ relation ~ ".ROLL, '-')") }})
{%- endmacro %}

{#
    The texts `uttryck` of a suggestion's roles after each other, in the order in which a reader
    meets them: what exists, what it holds, and last whether it was followed up. An aggregate over
    rows with the column `roll`.
#}
{% macro vag_i_ordning(uttryck) -%}
    concat_ws(
        ' '
        {%- for roll in (roller() | reject("equalto", "uppfoljning") | list) + ["uppfoljning"] %},
        max(case when roll = '{{ roll }}' then {{ uttryck }} end)
        {%- endfor %}
    )
{%- endmacro %}

{# Whether two answers are the same, a missing one included; usable inside `case`. #}
{% macro vag_samma(ena, andra) -%}
    coalesce({{ ena }}, '-') = coalesce({{ andra }}, '-')
{%- endmacro %}
