{#
    What a fixture of a unit test is cast with: an empty field of a seed is null, as `dbt seed`
    loads it. DuckDB casts an empty text to a number as null by itself, PostgreSQL refuses.

    field: the SQL of a value. type: the type it gets.
#}
{% macro postgres__safe_cast(field, type) %}
    {%- if field == "''" and type not in ("text", "character varying") -%}
        cast(null as {{ type }})
    {%- else -%}
        cast({{ field }} as {{ type }})
    {%- endif -%}
{% endmacro %}
