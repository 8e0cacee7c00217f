{#
    A code that a spreadsheet wrote as a number ("114.0", "114,00") without its decimal part,
    trimmed; a part that is not all zeros stays. `text`: a text expression; null gives null.
#}
{% macro utan_decimalnolla(text) -%}
    {%- set kod = "trim(" ~ text ~ ")" -%}
    {%- set delad = "replace(" ~ kod ~ ", ',', '.')" -%}
    case
        when
            split_part({{ delad }}, '.', 2) <> ''
            and replace(split_part({{ delad }}, '.', 2), '0', '') = ''
            and {{ delad }} not like '%.%.%'
            then split_part({{ delad }}, '.', 1)
        else {{ kod }}
    end
{%- endmacro %}
