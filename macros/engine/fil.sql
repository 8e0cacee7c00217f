{# The name of a file, without its folder. #}
{% macro filnamn(sokvag) -%}
    {{ return(adapter.dispatch("filnamn")(sokvag)) }}
{%- endmacro %}

{% macro default__filnamn(sokvag) -%}
    {{ utan_shim("filnamn") }}
{%- endmacro %}

{% macro duckdb__filnamn(sokvag) -%}
    regexp_replace({{ sokvag }}, '^.*[/\\]', '')
{%- endmacro %}

{% macro postgres__filnamn(sokvag) -%}
    {{ return(duckdb__filnamn(sokvag)) }}
{%- endmacro %}

{% macro spark__filnamn(sokvag) -%}
    regexp_replace({{ sokvag }}, r'^.*[/\\]', '')
{%- endmacro %}

{# Bytes that hold UTF-8, as text. #}
{% macro text_av_bytes(bytes) -%}
    {{ return(adapter.dispatch("text_av_bytes")(bytes)) }}
{%- endmacro %}

{% macro default__text_av_bytes(bytes) -%}
    {{ utan_shim("text_av_bytes") }}
{%- endmacro %}

{% macro duckdb__text_av_bytes(bytes) -%}
    decode({{ bytes }})
{%- endmacro %}

{% macro postgres__text_av_bytes(bytes) -%}
    convert_from({{ bytes }}, 'UTF8')
{%- endmacro %}

{% macro spark__text_av_bytes(bytes) -%}
    decode({{ bytes }}, 'UTF-8')
{%- endmacro %}
