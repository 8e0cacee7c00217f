{#
    What is wrong with a delivered count, null when nothing is: negative, decimal, or no number. An
    empty one is no fault. `text`: as read; `tal`: its integer, null when it is none.
#}
{% macro tal_fel(text, tal) -%}
    case
        when {{ text }} = '' or {{ tal }} is not null then null
        when
            left({{ text }}, 1) in ('-', '−')
            and translate(substr({{ text }}, 2), '0123456789., ', '') = ''
            then 'negativt_antal'
        when translate({{ text }}, '0123456789., ', '') = '' then 'decimalt_antal'
        else 'antal_ej_tal'
    end
{%- endmacro %}

{# The last day of a year. #}
{% macro sista_dagen(matar) -%}
    cast(right('000' || cast(coalesce({{ matar }}, 1) as varchar), 4) || '-12-31' as date)
{%- endmacro %}

{# A delivered number as the text that is read: as a spreadsheet writes it, without white space. #}
{% macro levererat_tal(text) -%}
    {{ utan_decimalnolla(vik_blanksteg(utan_textformel(text))) }}
{%- endmacro %}
