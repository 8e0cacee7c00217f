{# What an answer is an answer to, within its delivery: two tables with the columns of a judged answer. #}
{% macro samma_nyckel(ena, andra) -%}
    {{ ena }}.leverans_nr = {{ andra }}.leverans_nr
    and {{ ena }}.enhet_kod = {{ andra }}.enhet_kod
    and {{ ena }}.post_nr = {{ andra }}.post_nr
{%- endmacro %}

{#
    Whether a refused row's text may be the name of a method: words, and no answer of a scale. What is
    a number, a date or a short answer is none. Arguments: the row's texts as they are matched.
#}
{% macro kan_vara_namn(svar_nyckel, fritext_nyckel) -%}
    (
        {{ fritext_nyckel }} <> ''
        or (
            lower({{ svar_nyckel }}) <> upper({{ svar_nyckel }})
            and left({{ svar_nyckel }}, 1) not between '0' and '9'
            and {{ svar_nyckel }} not in ('ja', 'nej', 'kan inte svara', 'true', 'false')
        )
    )
{%- endmacro %}
