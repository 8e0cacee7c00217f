{# A code as senders write it, in the project's form: lower case, å ä ö folded, "_" for spaces. #}
{% macro vikt_kod(text) -%}
    replace(translate(trim(lower({{ vik_blanksteg(text) }})), 'åäöé', 'aaoe'), ' ', '_')
{%- endmacro %}
