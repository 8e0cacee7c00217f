{#
    The columns `kolumner` together are a key: filled in every row and never twice the same.
    `obligatoriska`: other columns that must be filled. `tomma_far_saknas`: columns of the key that
    may be empty (the emptiness then is part of the key). `relationer`: as in the test of that name,
    for a table that has both; one query then asks them.
#}
{% test nyckel(model, kolumner, obligatoriska=[], tomma_far_saknas=[], relationer=[]) %}

{% set i_nyckeln = kolumner | reject("in", tomma_far_saknas) | list %}

with fel as (

    -- one reading of the table, which may be a view that takes long
    select
        case
            {% for kolumn in i_nyckeln %}
            when {{ kolumn }} is null
                then '{{ model.identifier }}: en rad saknar värde i {{ kolumn }}'
            {% endfor %}
            {% for kolumn in obligatoriska %}
            when count({{ kolumn }}) < count(*)
                then '{{ model.identifier }}: en rad saknar värde i {{ kolumn }}'
            {% endfor %}
            else
                '{{ model.identifier }}: samma nyckel på ' || cast(count(*) as varchar) || ' rader: '
                {%- for kolumn in kolumner %}
                || coalesce(cast({{ kolumn }} as varchar), '') || ' '
                {%- endfor %}
        end as mening
    from {{ model }}
    group by {{ kolumner | join(", ") }}
    having
        count(*) > 1
        {% for kolumn in i_nyckeln %}
        or {{ kolumn }} is null
        {% endfor %}
        {% for kolumn in obligatoriska %}
        or count({{ kolumn }}) < count(*)
        {% endfor %}

    {% if relationer %}
    union all

    select okand.mening
    from ({{ test_relationer(model, relationer) }}) as okand
    {% endif %}

)

select * from fel

{% endtest %}
