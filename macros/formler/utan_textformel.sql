{# What a spreadsheet shows of a field that was written to keep its zeros: ="0114" is 0114. #}
{% macro utan_textformel(text) -%}
    case
        when trim({{ text }}) like '=' || chr(34) || '%' || chr(34)
            then substr(trim({{ text }}), 3, length(trim({{ text }})) - 3)
        else {{ text }}
    end
{%- endmacro %}
