{#
    A common denominator of several: the smallest where the database can find it, else the product.
    `namnare`: a list of large integers, not negative; 0 when one of them is.
#}
{% macro gemensam_namnare(namnare) -%}
    {{ return(adapter.dispatch("gemensam_namnare")(namnare)) }}
{%- endmacro %}

{% macro default__gemensam_namnare(namnare) -%}
    {{ "lcm(" * (namnare | length - 1) }}{{ namnare[0] }}
    {%- for ytterligare in namnare[1:] %}, {{ ytterligare }}){% endfor %}
{%- endmacro %}

{% macro spark__gemensam_namnare(namnare) -%}
    {{ namnare | join(" * ") }}
{%- endmacro %}
