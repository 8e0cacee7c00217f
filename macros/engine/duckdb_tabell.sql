{#
    How DuckDB makes the tables that have a contract. A primary key in DuckDB is an index, which costs
    as much to build and to keep as the table, and which nobody asks who reads whole columns. Core's
    tables and the dimensions have it, for that is what readers join to. In the other tables the
    columns of the key are required, and the build fails all the same when a key stands twice
    (stopp_vid_fel_nyckel). Other engines make every declared key.
#}
{% macro duckdb__get_table_columns_and_constraints() %}
    {%- set nyckel = nyckel_utan_index(model) -%}
    {%- set kolumner = adapter.render_raw_columns_constraints(raw_columns=model["columns"]) -%}
    {%- set villkor = [] -%}
    {%- if not nyckel -%}
        {%- set villkor = adapter.render_raw_model_constraints(raw_constraints=model["constraints"]) -%}
    {%- endif -%}
    (
    {% for kolumn in kolumner -%}
        {{ kolumn }}{{ " not null" if kolumn.split()[0] in nyckel }}{{ "," if not loop.last or villkor }}
    {% endfor -%}
    {{ villkor | join(",\n") }}
    )
{% endmacro %}

{# The columns of a declared key that DuckDB does not make; empty where it makes it, or there is none. #}
{% macro nyckel_utan_index(model) %}
    {% if model.fqn[1] != "core" and not model.name.startswith("dim_") %}
        {% for villkor in model.constraints if villkor.type == "primary_key" %}
            {{ return(villkor.columns) }}
        {% endfor %}
    {% endif %}
    {{ return([]) }}
{% endmacro %}
