{# A text as SQL writes it, none as null; with its type. #}
{% macro text_literal(text) -%}
    {{ return(adapter.dispatch("text_literal")(text)) }}
{%- endmacro %}

{% macro default__text_literal(text) -%}
    {{ utan_shim("text_literal") }}
{%- endmacro %}

{% macro duckdb__text_literal(text) -%}
    {%- set literal = "null" if text is none else "'" ~ (text | replace("'", "''")) ~ "'" -%}
    cast({{ literal }} as varchar)
{%- endmacro %}

{% macro postgres__text_literal(text) -%}
    {{ return(duckdb__text_literal(text)) }}
{%- endmacro %}

{# A backslash and an apostrophe are written with a backslash there. #}
{% macro spark__text_literal(text) -%}
    {%- set literal = "null" if text is none
        else "'" ~ (text | replace("\\", "\\\\") | replace("'", "\\'")) ~ "'" -%}
    cast({{ literal }} as string)
{%- endmacro %}
