{# Text with every run of white space, no-break spaces among them, as one space; composed form. #}
{% macro vik_blanksteg(text) -%}
    {{ return(adapter.dispatch("vik_blanksteg")(text)) }}
{%- endmacro %}

{% macro default__vik_blanksteg(text) -%}
    regexp_replace(normalize({{ text }}), '[[:space:]' || chr(160) || ']+', ' ', 'g')
{%- endmacro %}

{% macro duckdb__vik_blanksteg(text) -%}
    regexp_replace(nfc_normalize({{ text }}), '[\s\x{00a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g')
{%- endmacro %}

{% macro spark__vik_blanksteg(text) -%}
    regexp_replace({{ text }}, '[\\s\\u00a0]+', ' ')
{%- endmacro %}
