{#
    A code that a spreadsheet wrote as a number ("114.0", "114,00") without its decimals, trimmed; up
    to three of them, and only zeros. `text`: a text expression; null gives null.
#}
{% macro utan_decimalnolla(text) -%}
    {%- set kod = "trim(" ~ text ~ ")" -%}
    case
        when right({{ kod }}, 2) in ('.0', ',0') then left({{ kod }}, length({{ kod }}) - 2)
        when right({{ kod }}, 3) in ('.00', ',00') then left({{ kod }}, length({{ kod }}) - 3)
        when right({{ kod }}, 4) in ('.000', ',000') then left({{ kod }}, length({{ kod }}) - 4)
        else {{ kod }}
    end
{%- endmacro %}
