{# Integer division a / b of any size, rounded towards zero; both are integers, b is not 0. #}
{% macro heltalsdivision(taljare, namnare) -%}
    {{ return(adapter.dispatch("heltalsdivision")(taljare, namnare)) }}
{%- endmacro %}

{% macro default__heltalsdivision(taljare, namnare) -%}
    {{ utan_shim("heltalsdivision") }}
{%- endmacro %}

{% macro duckdb__heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) // ({{ namnare }}))
{%- endmacro %}

{# A sum of integers is numeric there, and "/" would keep its decimals. #}
{% macro postgres__heltalsdivision(taljare, namnare) -%}
    div({{ taljare }}, {{ namnare }})
{%- endmacro %}

{% macro spark__heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) div ({{ namnare }}))
{%- endmacro %}
