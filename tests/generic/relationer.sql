{#
    Every value of a column exists in another table. `relationer`: a list of
    {kolumn, till (name of a model or seed), falt}. Empty values are left alone.
#}
{% test relationer(model, relationer) %}

with okanda as (

    {% for relation in relationer %}
    select
        '{{ model.identifier }}.{{ relation.kolumn }}: ' || cast(fran.{{ relation.kolumn }} as varchar)
        || ' finns inte i {{ relation.till }}' as mening
    from {{ model }} as fran
    left join {{ ref(relation.till) }} as till
        on fran.{{ relation.kolumn }} = till.{{ relation.falt }}
    where
        fran.{{ relation.kolumn }} is not null
        and till.{{ relation.falt }} is null
    {{ "union all" if not loop.last }}
    {% endfor %}

)

select distinct mening from okanda

{% endtest %}
