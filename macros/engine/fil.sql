{# The name of a file, without its folder. #}
{% macro filnamn(sokvag) -%}
    {{ return(adapter.dispatch("filnamn")(sokvag)) }}
{%- endmacro %}

{% macro default__filnamn(sokvag) -%}
    regexp_replace({{ sokvag }}, '^.*[/\\]', '')
{%- endmacro %}

{# Bytes that hold UTF-8, as text. #}
{% macro text_av_bytes(bytes) -%}
    {{ return(adapter.dispatch("text_av_bytes")(bytes)) }}
{%- endmacro %}

{% macro default__text_av_bytes(bytes) -%}
    decode({{ bytes }}, 'UTF-8')
{%- endmacro %}

{% macro duckdb__text_av_bytes(bytes) -%}
    decode({{ bytes }})
{%- endmacro %}

{% macro postgres__text_av_bytes(bytes) -%}
    convert_from({{ bytes }}, 'UTF8')
{%- endmacro %}
