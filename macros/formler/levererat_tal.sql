{# A delivered number as the text that is read: as a spreadsheet writes it, without white space. #}
{% macro levererat_tal(text) -%}
    {{ utan_decimalnolla(vik_blanksteg(utan_textformel(text))) }}
{%- endmacro %}
