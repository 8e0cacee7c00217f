{#
    An answer's text as it is matched: trimmed, case and white space folded, without a final full
    stop, "februari" as "feb". `text`: a text expression; null gives null. (Contract, section 4.)
#}
{% macro normaliserad_text(text) -%}
    {%- set vikt = "trim(lower(" ~ vik_blanksteg(text) ~ "))" -%}
    replace(
        trim(case
            when right({{ vikt }}, 1) = '.' then left({{ vikt }}, length({{ vikt }}) - 1)
            else {{ vikt }}
        end),
        'februari', 'feb'
    )
{%- endmacro %}
