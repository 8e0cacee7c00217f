{#
    What a fixture of a unit test is cast with: an empty field of a seed is null, as `dbt seed`
    loads it. DuckDB casts an empty text to a number as null by itself, PostgreSQL refuses.

    field: the SQL of a value. typ: the type it gets.
#}
{% macro postgres__safe_cast(field, typ) %}
    {%- set tom = field == "''" and typ not in ("text", "character varying") -%}
    {{ return("cast(" ~ ("null" if tom else field) ~ " as " ~ typ ~ ")") }}
{% endmacro %}
