{# A code that a spreadsheet wrote as a number ("114.0") without its decimal part, trimmed. #}
{% macro utan_decimalnolla(text) -%}
    case
        when right(trim({{ text }}), 2) = '.0'
            then left(trim({{ text }}), length(trim({{ text }})) - 2)
        else trim({{ text }})
    end
{%- endmacro %}
