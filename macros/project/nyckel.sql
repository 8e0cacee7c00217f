{#
    The key of a table, said as `config.meta.nyckel` of its model or seed, is asked once, when the
    table has been made and before anything reads it: as a data test each key would be a node, which
    costs dbt 25-60 ms whatever it asks. `kolumner` together are filled in every row and never
    twice the same. `obligatoriska`: other columns that must be filled. `tomma_far_saknas`: columns of
    the key that may be empty (the emptiness then is part of the key). A table with two has a list.
#}
{% macro kontrollera_nyckel() %}
    {% set nycklar = model.config.meta.nyckel or [] %}
    {% for nyckel in ([nycklar] if nycklar is mapping else nycklar) %}
        {% do stopp_vid_fel_nyckel(this, nyckel) %}
    {% endfor %}
{% endmacro %}

{# Ends the making of a table as an error with the first sentences of what is wrong with its key. #}
{% macro stopp_vid_fel_nyckel(relation, krav) %}
    {% if execute %}
        {% set fel = run_query(nyckel_fel(relation, relation.identifier, **krav) ~ " limit 10").rows %}
        {% if fel %}
            {{ exceptions.raise_compiler_error(fel | map(attribute=0) | sort | join("\n  ")) }}
        {% endif %}
    {% endif %}
{% endmacro %}

{# A query of sentences: what is wrong with the key of a table, read once. #}
{% macro nyckel_fel(relation, namn, kolumner, obligatoriska=[], tomma_far_saknas=[]) %}
{%- set i_nyckeln = kolumner | reject("in", tomma_far_saknas) | list -%}
select
    case
        {% for kolumn in i_nyckeln %}
        when {{ kolumn }} is null
            then '{{ namn }}: en rad saknar värde i {{ kolumn }}'
        {% endfor %}
        {% for kolumn in obligatoriska %}
        when count({{ kolumn }}) < count(*)
            then '{{ namn }}: en rad saknar värde i {{ kolumn }}'
        {% endfor %}
        else
            concat(
                '{{ namn }}: samma nyckel på ', count(*), ' rader: ',
                concat_ws(' ', {{ kolumner | join(", ") }})
            )
    end as mening
from {{ relation }}
group by {{ kolumner | join(", ") }}
having
    count(*) > 1
    {% for kolumn in i_nyckeln %}
    or {{ kolumn }} is null
    {% endfor %}
    {% for kolumn in obligatoriska %}
    or count({{ kolumn }}) < count(*)
    {% endfor %}
{% endmacro %}
