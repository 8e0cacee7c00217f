{#
    Whether a group's share is shown: some unit counts, and the units without a value do not exceed
    the policy's limit. Strictly more hides: 1 of 5 is shown, 2 of 5 hidden.
    `raknar_ej_aktuellt`: 1 when "ej aktuellt" counts with the missing (reading A), else 0 (B).
    All arguments are integer expressions. (Method, section 4, the 20 percent rule.)
#}
{% macro redovisas(enheter, ej_aktuellt, bortfall, grans_procent, raknar_ej_aktuellt) -%}
    (
        {{ enheter }} - {{ ej_aktuellt }} - {{ bortfall }} > 0
        and 100 * ({{ bortfall }} + {{ raknar_ej_aktuellt }} * {{ ej_aktuellt }})
        <= {{ grans_procent }} * {{ enheter }}
    )
{%- endmacro %}
