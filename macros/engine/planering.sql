{#
    After a table is built: what the engine does not do by itself. PostgreSQL plans for an empty table
    until it is told more. DuckDB keeps no index of every key (duckdb_tabell.sql), so it is asked once.
#}
{% macro analysera() -%}
    {{ return(adapter.dispatch("analysera")()) }}
{%- endmacro %}

{% macro default__analysera() -%}
    {{ utan_shim("analysera") }}
{%- endmacro %}

{% macro duckdb__analysera() -%}
    {% set nyckel = nyckel_utan_index(model) if model.resource_type == "model" else [] %}
    {% if nyckel %}{% do stopp_vid_fel_nyckel(this, {"kolumner": nyckel}) %}{% endif %}
{%- endmacro %}

{% macro postgres__analysera() -%}
    {% if this and config.get("materialized") != "view" %}analyze {{ this }}{% endif %}
{%- endmacro %}

{% macro spark__analysera() -%}
{%- endmacro %}

{#
    Before a table is built: how the engine plans. PostgreSQL takes a join on several columns of a
    step within the same query for one row, and then joins row by row; the setting holds for this
    table only, and anybody may make it.
#}
{% macro planera() -%}
    {{ return(adapter.dispatch("planera")()) }}
{%- endmacro %}

{% macro default__planera() -%}
    {{ utan_shim("planera") }}
{%- endmacro %}

{% macro duckdb__planera() -%}
{%- endmacro %}

{% macro postgres__planera() -%}
    {{ "set local enable_nestloop = off" }}
{%- endmacro %}

{% macro spark__planera() -%}
{%- endmacro %}
