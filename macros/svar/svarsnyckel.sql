{# What an answer is an answer to, within its delivery: the columns, and two tables joined on them. #}
{% macro svarsnyckel() -%}
    {{ return(["leverans_nr", "matar", "enhet_kod", "fraga_kod", "omrade_kod", "delfraga_kod"]) }}
{%- endmacro %}

{% macro samma_nyckel(ena, andra) -%}
    {%- for kolumn in svarsnyckel() %}
            {{ "and " if not loop.first }}{{ ena }}.{{ kolumn }} = {{ andra }}.{{ kolumn }}
    {%- endfor -%}
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
