{#
    After a table is built: what the planner knows of it. DuckDB and Spark know by themselves;
    PostgreSQL plans for an empty table until it is told.
#}
{% macro analysera() -%}
    {{ return(adapter.dispatch("analysera")()) }}
{%- endmacro %}

{% macro default__analysera() -%}
    {{ utan_shim("analysera") }}
{%- endmacro %}

{% macro duckdb__analysera() -%}
{%- endmacro %}

{% macro postgres__analysera() -%}
    {% if this and config.get("materialized") != "view" %}analyze {{ this }}{% endif %}
{%- endmacro %}

{% macro spark__analysera() -%}
{%- endmacro %}
