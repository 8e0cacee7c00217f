{#
    A code that a spreadsheet wrote as a number ("114.0", "114,00") without its decimals, trimmed; up
    to three of them, and only zeros. `text`: a text expression; null gives null. It stands once in
    the SQL: what repeats it grows with each macro around it, and planning it is what a small intake
    waits for.
#}
{% macro utan_decimalnolla(text) -%}
    regexp_replace(trim({{ text }}), '[.,]0{1,3}$', '')
{%- endmacro %}
