{#
    The columns `kolumner` together are a key: filled in every row and never twice the same.
    `obligatoriska`: other columns that must be filled. `tomma_far_saknas`: columns of the key that
    may be empty (the emptiness then is part of the key). `relationer`: as in the test of that name,
    for a table that has both; one query then asks them.
#}
{% test nyckel(model, kolumner, obligatoriska=[], tomma_far_saknas=[], relationer=[]) %}

with tomma as (

    {% for kolumn in kolumner + obligatoriska if kolumn not in tomma_far_saknas %}
    select '{{ model.identifier }}: en rad saknar värde i {{ kolumn }}' as mening
    from {{ model }}
    where {{ kolumn }} is null
    union all
    {% endfor %}

    select
        '{{ model.identifier }}: samma nyckel på ' || cast(count(*) as varchar) || ' rader: '
        {%- for kolumn in kolumner %}
        || coalesce(cast({{ kolumn }} as varchar), '') || ' '
        {%- endfor %} as mening
    from {{ model }}
    group by {{ kolumner | join(", ") }}
    having count(*) > 1

    {% if relationer %}
    union all

    select okand.mening
    from ({{ test_relationer(model, relationer) }}) as okand
    {% endif %}

)

select * from tomma

{% endtest %}
