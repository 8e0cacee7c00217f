{# Integer division a / b, rounded towards zero; both are integers, b is not 0. #}
{% macro heltalsdivision(taljare, namnare) -%}
    {{ return(adapter.dispatch("heltalsdivision")(taljare, namnare)) }}
{%- endmacro %}

{% macro default__heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) / ({{ namnare }}))
{%- endmacro %}

{% macro duckdb__heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) // ({{ namnare }}))
{%- endmacro %}

{% macro spark__heltalsdivision(taljare, namnare) -%}
    (({{ taljare }}) div ({{ namnare }}))
{%- endmacro %}
