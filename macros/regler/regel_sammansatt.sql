{#
    The composite rules of the strategy: *minst en* and *alla* over an indicator's components.
    Return the branch, 'oavgjort' when missing components could change the outcome.

    Arguments are counts of components (integers): `antal` all of them; `kan_ja`, `kan_nej`,
    `kan_ej`: those that are, or with their missing answers could be, *ja*, *nej* (*delvis* counts
    here) and *ej_aktuellt*; `maste_ja`, `maste_nej`: those that can be nothing else.
    A composite is settled when only one of its three outcomes is possible. (Method, section 3.)
#}
{% macro regel_sammansatt_minst_en(antal, kan_ja, kan_nej, kan_ej, maste_ja) -%}
    case
        when {{ maste_ja }} > 0 then 'ja'
        when {{ kan_ja }} > 0 then 'oavgjort'
        when {{ kan_nej }} = 0 then 'alla_ej_aktuella'
        when {{ kan_ej }} = {{ antal }} then 'oavgjort'
        else 'nej'
    end
{%- endmacro %}

{% macro regel_sammansatt_alla(antal, kan_ja, kan_nej, kan_ej, maste_nej) -%}
    case
        when {{ maste_nej }} > 0 then 'nej'
        when {{ kan_nej }} > 0 then 'oavgjort'
        when {{ kan_ja }} = 0 then 'alla_ej_aktuella'
        when {{ kan_ej }} = {{ antal }} then 'oavgjort'
        else 'ja'
    end
{%- endmacro %}
