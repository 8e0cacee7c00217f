{# An integer with room for the product of many counts. #}
{% macro stort_heltal(tal) -%}
    {{ return(adapter.dispatch("stort_heltal")(tal)) }}
{%- endmacro %}

{% macro default__stort_heltal(tal) -%}
    cast({{ tal }} as decimal(38, 0))
{%- endmacro %}

{% macro duckdb__stort_heltal(tal) -%}
    cast({{ tal }} as hugeint)
{%- endmacro %}

{# Integer division of large integers that are not negative; the denominator is not 0. #}
{% macro stor_heltalsdivision(taljare, namnare) -%}
    {{ return(adapter.dispatch("stor_heltalsdivision")(taljare, namnare)) }}
{%- endmacro %}

{% macro default__stor_heltalsdivision(taljare, namnare) -%}
    div({{ taljare }}, {{ namnare }})
{%- endmacro %}

{% macro duckdb__stor_heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) // ({{ namnare }}))
{%- endmacro %}

{% macro spark__stor_heltalsdivision(taljare, namnare) -%}
    floor(({{ taljare }}) / ({{ namnare }}))
{%- endmacro %}

{#
    A numerator (or the denominator itself) as a bigint, which every reader of the warehouse knows;
    null when the denominator is so large that it might not. A part of a split is at most twice its
    denominator in size.
#}
{% macro litet_heltal(taljare, namnare) -%}
    case when {{ namnare }} <= 4611686018427387903 then cast({{ taljare }} as bigint) end
{%- endmacro %}
