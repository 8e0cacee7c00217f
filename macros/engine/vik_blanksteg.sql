{# Text with every run of white space, no-break spaces among them, as one space; composed form. #}
{% macro vik_blanksteg(text) -%}
    {{ return(adapter.dispatch("vik_blanksteg")(text)) }}
{%- endmacro %}

{% macro default__vik_blanksteg(text) -%}
    {{ utan_shim("vik_blanksteg") }}
{%- endmacro %}

{% macro duckdb__vik_blanksteg(text) -%}
    regexp_replace(nfc_normalize({{ text }}), '[\s\x{00a0}\x{2007}\x{202f}\x{feff}]+', ' ', 'g')
{%- endmacro %}

{# "\s" of PostgreSQL knows other signs with another locale: they are named. #}
{% macro postgres__vik_blanksteg(text) -%}
    regexp_replace(
        normalize({{ text }}, nfc), '[ \t\n\f\r\u00a0\u2007\u202f\ufeff]+', ' ', 'g'
    )
{%- endmacro %}

{# Spark has no function for the composed form: the letters of Swedish texts are composed. #}
{% macro spark__vik_blanksteg(text) -%}
    {%- set bokstaver = [
        "a\u030aå", "A\u030aÅ", "a\u0308ä", "A\u0308Ä", "o\u0308ö", "O\u0308Ö", "u\u0308ü",
        "U\u0308Ü", "e\u0301é", "E\u0301É", "e\u0300è", "E\u0300È",
    ] -%}
    regexp_replace(
        {{ "replace(" * (bokstaver | length) }}{{ text }}
        {%- for par in bokstaver %}, '{{ par[:2] }}', '{{ par[2] }}'){% endfor %},
        r'[ \t\n\f\r\u00a0\u2007\u202f\ufeff]+', ' '
    )
{%- endmacro %}
